package com.skillforge.analytics.answers.change;

import java.util.ArrayList;
import java.util.List;

/**
 * The difference of two quotients, each of sums over the units of its row.
 *
 * <p>First by persona: what comes of another mix of personas, and what of other quotients within
 * them; the two weigh each other at the mean of both rows, so that neither comes first. Then the
 * change within a persona by who came, went and stayed: each against the quotient that the persona
 * has in the mean of both rows, since who is as the others are changes nothing by coming.
 */
record QuotientParts(Comings all) {
  /** Of one persona, or of those of it of whom the same became: a part of each row. */
  private record Side(Fraction numerator, Fraction denominator) {
    static Side of(List<CountedUnit> units) {
      return new Side(Composed.numerator(units), Composed.denominator(units));
    }

    Fraction quotient() {
      return numerator.by(denominator);
    }
  }

  List<Part> parts() {
    Side before = Side.of(all.before());
    Side after = Side.of(all.after());
    List<Part> parts = new ArrayList<>();
    for (String persona : all.personas()) {
      Comings own = all.of(persona);
      Side then = Side.of(own.before());
      Side now = Side.of(own.after());
      Fraction whole = moved(then, now, before, after);
      Fraction within = Fraction.ZERO;
      if (!then.denominator.isZero() && !now.denominator.isZero()) {
        Fraction weight =
            mean(then.denominator.by(before.denominator), now.denominator.by(after.denominator));
        within = now.quotient().minus(then.quotient()).times(weight);
        parts.addAll(within(persona, own, weight));
      }
      parts.add(new Part(Part.MIX, persona, own.people(), whole.minus(within)));
    }
    return parts;
  }

  private static List<Part> within(String persona, Comings own, Fraction weight) {
    Side before = Side.of(own.before());
    Side after = Side.of(own.after());
    List<Part> parts = new ArrayList<>();
    own.groups()
        .forEach(
            (coming, group) -> {
              Fraction moved =
                  moved(Side.of(group.before()), Side.of(group.after()), before, after);
              parts.add(new Part(coming.label(), persona, group.people(), moved.times(weight)));
            });
    return parts;
  }

  /**
   * What a part of two rows has to do with the difference of their quotients. The parts of all add
   * up to it: what is taken off for weights adds up to nothing, because weights add up to one.
   */
  private static Fraction moved(Side then, Side now, Side before, Side after) {
    Fraction usual = mean(before.quotient(), after.quotient());
    Fraction brought =
        now.numerator.by(after.denominator).minus(then.numerator.by(before.denominator));
    Fraction weight =
        now.denominator.by(after.denominator).minus(then.denominator.by(before.denominator));
    return brought.minus(usual.times(weight));
  }

  private static Fraction mean(Fraction one, Fraction other) {
    return one.plus(other).times(Fraction.HALF);
  }
}
