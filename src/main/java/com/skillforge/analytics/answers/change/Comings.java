package com.skillforge.analytics.answers.change;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The people of two rows: who came, who went, who is in both.
 *
 * @param before the units that count in the row that is compared with
 * @param after the units that count in the row that is asked about
 * @param known of whom there was something before the latter
 */
record Comings(List<CountedUnit> before, List<CountedUnit> after, Known known) {
  /** What became of somebody. */
  enum Coming {
    NEW,
    RETURNING,
    STAYED,
    LOST;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Some of the units of both rows.
   *
   * @param people of how many persons
   */
  record Group(List<CountedUnit> before, List<CountedUnit> after, int people) {}

  /** The personas of both rows, in their order. */
  Set<String> personas() {
    Set<String> personas = new TreeSet<>();
    before.forEach(unit -> personas.add(unit.persona()));
    after.forEach(unit -> personas.add(unit.persona()));
    return personas;
  }

  /** What is of one persona. */
  Comings of(String persona) {
    return new Comings(
        before.stream().filter(unit -> unit.persona().equals(persona)).toList(),
        after.stream().filter(unit -> unit.persona().equals(persona)).toList(),
        known);
  }

  /** How many persons there are in either row. */
  int people() {
    Set<String> all = names(before);
    all.addAll(names(after));
    return all.size();
  }

  /** What is of those of whom the same became. */
  Map<Coming, Group> groups() {
    Set<String> then = names(before);
    Set<String> now = names(after);
    Map<String, Coming> comings = new HashMap<>();
    then.forEach(who -> comings.put(who, now.contains(who) ? Coming.STAYED : Coming.LOST));
    for (String who : now) {
      comings.computeIfAbsent(who, one -> known.before(one) ? Coming.RETURNING : Coming.NEW);
    }
    Map<Coming, Group> groups = new EnumMap<>(Coming.class);
    for (Coming coming : Coming.values()) {
      List<CountedUnit> unitsThen =
          before.stream().filter(unit -> comings.get(unit.who()) == coming).toList();
      List<CountedUnit> unitsNow =
          after.stream().filter(unit -> comings.get(unit.who()) == coming).toList();
      Set<String> people = names(unitsThen);
      people.addAll(names(unitsNow));
      groups.put(coming, new Group(unitsThen, unitsNow, people.size()));
    }
    return groups;
  }

  private static Set<String> names(List<CountedUnit> units) {
    Set<String> names = new HashSet<>();
    units.forEach(unit -> names.add(unit.who()));
    return names;
  }
}
