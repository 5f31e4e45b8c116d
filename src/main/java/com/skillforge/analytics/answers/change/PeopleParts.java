package com.skillforge.analytics.answers.change;

import com.skillforge.analytics.answers.change.Comings.Coming;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The difference of two numbers of people: each person counts once in each, so that those who came
 * less those who went are the difference. By the persona of each, as it is where they are.
 */
record PeopleParts(Comings comings) {

  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    comings
        .groups()
        .forEach(
            (coming, group) -> {
              Map<String, List<CountedUnit>> byPersona = new TreeMap<>();
              List<CountedUnit> shown = coming == Coming.LOST ? group.before() : group.after();
              shown.forEach(
                  unit ->
                      byPersona.computeIfAbsent(unit.persona(), p -> new ArrayList<>()).add(unit));
              byPersona.forEach((persona, units) -> parts.add(part(coming, persona, units)));
            });
    return parts;
  }

  private static Part part(Coming coming, String persona, List<CountedUnit> units) {
    Fraction count = Composed.numerator(units);
    Fraction amount =
        switch (coming) {
          case NEW, RETURNING -> count;
          case STAYED -> Fraction.ZERO;
          case LOST -> count.negated();
        };
    return new Part(coming.label(), persona, units.size(), amount);
  }
}
