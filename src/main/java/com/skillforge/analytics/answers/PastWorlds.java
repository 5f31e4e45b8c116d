package com.skillforge.analytics.answers;

import com.skillforge.analytics.answers.CellHistory.View;
import com.skillforge.analytics.answers.change.Composed;
import com.skillforge.analytics.answers.change.CountedUnit;
import com.skillforge.analytics.answers.change.Fraction;
import com.skillforge.analytics.answers.change.Part;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.transforms.history.OptOutIntervals;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How a row came to have the figures that it has: from what was known when it was final for the
 * first time to what its newest version knows, one cause after the other. Each step is computed
 * anew from the records, so that what it changes is exact, and the steps add up to the whole.
 */
final class PastWorlds {
  /** What is added to what was known, in the order in which it is. */
  private enum Step {
    TIME,
    LATE,
    REPAIR,
    COPY,
    NOT_READ,
    OPT_OUT,
    IDENTITY_LINK;

    String label() {
      return switch (this) {
        case TIME -> "time";
        case LATE -> Reason.LATE.label();
        case REPAIR -> Reason.REPAIR.label();
        case COPY -> Reason.DUPLICATE.label();
        case NOT_READ -> "not read again";
        case OPT_OUT -> Reason.OPT_OUT.label();
        case IDENTITY_LINK -> Reason.IDENTITY_LINK.label();
      };
    }
  }

  /**
   * What the two runs knew of a stored record.
   *
   * @param step with which the later knowledge comes; null where both knew the same
   */
  private record Knowledge(
      Optional<AnalyticsRecord> then, Optional<AnalyticsRecord> now, @Nullable Step step) {
    Optional<AnalyticsRecord> with(Set<Step> steps) {
      return step == null || steps.contains(step) ? now : then;
    }
  }

  /**
   * What the row was at one step.
   *
   * @param cause what was added last
   * @param value null where the row had none
   */
  private record World(
      String cause, @Nullable Fraction value, List<CountedUnit> units, View view) {}

  /**
   * A row as it was when it was final for the first time, and what has changed it since.
   *
   * @param value what it was then, by the present definition
   * @param units what it was made of
   * @param view what was known
   * @param changes what has changed it, in the order in which it is reckoned
   */
  record Past(Fraction value, List<CountedUnit> units, View view, List<Part> changes) {
    /** What it is now. */
    Fraction valueNow() {
      return value.plus(Part.sum(changes));
    }
  }

  private final CellHistory history;
  private final Composed composed;
  private final KpiKey key;
  private final KpiRow first;
  private final KpiRow newest;
  private final IdentityHashMap<StoredRecord, Knowledge> known = new IdentityHashMap<>();

  /**
   * @param rows all rows of the figure, the oldest first
   */
  PastWorlds(CellHistory history, Composed composed, List<KpiRow> rows) {
    this.history = history;
    this.composed = composed;
    this.newest = rows.get(rows.size() - 1);
    this.first = rows.stream().filter(KpiRow::isFinal).findFirst().orElse(newest);
    this.key = newest.key().withDefinition(history.definitionVersion());
    history.records().forEach(stored -> known.put(stored, knowledge(stored)));
  }

  /**
   * How the row came to be.
   *
   * @param erasures of the institution
   * @return empty where the row has no value
   * @throws NotReproducedException when the stored records do not give the newest figures, and
   *     nothing that is known explains it
   */
  Optional<Past> past(List<ErasureReceipt> erasures) {
    List<Step> needed = EnumSet.allOf(Step.class).stream().filter(this::isNeeded).toList();
    List<World> worlds = new ArrayList<>();
    Set<Step> taken = EnumSet.noneOf(Step.class);
    String cause = "";
    for (Step step : needed) {
      worlds.add(world(cause, view(taken)));
      taken.add(step);
      cause = step.label();
    }
    World now = world(cause, history.view(newest));
    worlds.add(now);
    otherwise(now, erasures).ifPresent(worlds::add);
    return chained(worlds);
  }

  private Knowledge knowledge(StoredRecord stored) {
    Optional<AnalyticsRecord> then = history.seenBy(first, stored);
    Optional<AnalyticsRecord> now = history.seenBy(newest, stored);
    return new Knowledge(then, now, step(stored, then, now));
  }

  private @Nullable Step step(
      StoredRecord stored, Optional<AnalyticsRecord> then, Optional<AnalyticsRecord> now) {
    if (then.isPresent() && now.isPresent()) {
      boolean sameCopy =
          then.get().position().equals(now.get().position())
              && then.get().eventTimeMillis() == now.get().eventTimeMillis();
      return sameCopy ? null : Step.COPY;
    } else if (now.isEmpty()) {
      return then.isEmpty() ? null : Step.NOT_READ;
    } else if (stored.record().type().name().equals(OptOutIntervals.RECORD_TYPE)) {
      return Step.OPT_OUT;
    } else if (history.repairOf(stored.position()).isPresent()) {
      return Step.REPAIR;
    }
    boolean onTime = stored.record().eventTimeMillis() >= first.asOf().toEpochMilli();
    return onTime ? Step.TIME : Step.LATE;
  }

  private boolean isNeeded(Step step) {
    return switch (step) {
      case TIME -> !first.horizon().equals(newest.horizon());
      case IDENTITY_LINK -> !history.sameLinks(first.writtenAt(), newest.writtenAt());
      default -> known.values().stream().anyMatch(knowledge -> knowledge.step == step);
    };
  }

  /** The rows as they would be with some of the steps taken. */
  private View view(Set<Step> taken) {
    Set<Step> steps = EnumSet.noneOf(Step.class);
    steps.addAll(taken);
    return history.view(
        steps.contains(Step.TIME) ? newest.horizon() : first.horizon(),
        steps.contains(Step.IDENTITY_LINK) ? newest.writtenAt() : first.writtenAt(),
        stored -> known.get(stored).with(steps));
  }

  private World world(String cause, View view) {
    List<CountedUnit> units = new RowUnits(history.kpi(), view.trace()).of(key);
    return new World(cause, composed.of(units), units, view);
  }

  /** What the newest row has instead, where another definition or records now erased gave it. */
  private Optional<World> otherwise(World now, List<ErasureReceipt> erasures) {
    if (newest.matches(now.view.trace().row(key))) {
      return Optional.empty();
    }
    String cause;
    if (newest.key().definitionVersion() != history.definitionVersion()) {
      cause = Reason.DEFINITION.label();
    } else if (erasures.stream().anyMatch(one -> one.at().isAfter(newest.writtenAt()))) {
      cause = Reason.ERASURE.label();
    } else {
      throw NotReproducedException.of(newest, now.view.trace().row(key));
    }
    Double stored = newest.value();
    Fraction value = stored == null ? null : Fraction.of(stored);
    return Optional.of(new World(cause, value, now.units, now.view));
  }

  /**
   * The steps between those worlds in which the row has a value: what took it away and what gave it
   * back are told together.
   */
  private static Optional<Past> chained(List<World> worlds) {
    World start = null;
    World before = null;
    List<String> causes = new ArrayList<>();
    List<Part> changes = new ArrayList<>();
    for (World world : worlds) {
      causes.add(world.cause);
      if (world.value != null) {
        if (before == null) {
          start = world;
        } else {
          long people = differing(before.units, world.units);
          Fraction amount = world.value.minus(before.value);
          changes.add(new Part(String.join(" + ", causes), "", people, amount));
        }
        before = world;
        causes.clear();
      }
    }
    return start == null || !causes.isEmpty()
        ? Optional.empty()
        : Optional.of(new Past(start.value, start.units, start.view, changes));
  }

  /** Of how many persons the contributions differ. */
  private static long differing(List<CountedUnit> before, List<CountedUnit> after) {
    Map<String, List<Fraction>> then = byPerson(before);
    Map<String, List<Fraction>> now = byPerson(after);
    Set<String> all = new HashSet<>(then.keySet());
    all.addAll(now.keySet());
    List<Fraction> nothing = List.of(Fraction.ZERO, Fraction.ZERO);
    return all.stream()
        .filter(who -> !then.getOrDefault(who, nothing).equals(now.getOrDefault(who, nothing)))
        .count();
  }

  /** Numerator and denominator of each. */
  private static Map<String, List<Fraction>> byPerson(List<CountedUnit> units) {
    Map<String, List<Fraction>> sums = new HashMap<>();
    for (CountedUnit unit : units) {
      sums.merge(
          unit.who(),
          List.of(unit.numerator(), unit.denominator()),
          (one, other) -> List.of(one.get(0).plus(other.get(0)), one.get(1).plus(other.get(1))));
    }
    return sums;
  }
}
