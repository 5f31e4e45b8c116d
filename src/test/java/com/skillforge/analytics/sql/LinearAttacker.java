package com.skillforge.analytics.sql;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who knows whom every figure is of, remembers every figure ever shown, and is after what
 * those few contributed whom a group is too small to hide: solves for them, in whole numbers
 * without rounding. What a figure is, a count or a sum, does not matter: it adds up what its people
 * contribute.
 *
 * <p>A combination of figures is a combination of people's contributions. It tells about the people
 * whose contributions do not cancel out. If there is one that tells about some, but fewer than the
 * group size, they are found.
 */
final class LinearAttacker {
  /**
   * One contribution: the same one in all figures that it is in.
   *
   * @param person whose it is
   * @param id which one
   */
  record Fact(String person, String id) {}

  private final int groupSize;

  LinearAttacker(int groupSize) {
    this.groupSize = groupSize;
  }

  /**
   * The people of a group that is too small and can be worked out, if there is one.
   *
   * @param figures the facts that each figure adds up
   */
  Optional<Set<String>> find(Collection<Set<Fact>> figures) {
    for (List<Set<Fact>> connected : connected(new LinkedHashSet<>(figures))) {
      Optional<Set<String>> found = findAmong(connected);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Figures that share no fact with others tell nothing about them. */
  private static List<List<Set<Fact>>> connected(Set<Set<Fact>> figures) {
    Map<Fact, List<Set<Fact>>> byFact = new HashMap<>();
    figures.forEach(
        figure ->
            figure.forEach(
                fact -> byFact.computeIfAbsent(fact, f -> new ArrayList<>()).add(figure)));
    Set<Set<Fact>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<List<Set<Fact>>> components = new ArrayList<>();
    for (Set<Fact> figure : figures) {
      List<Set<Fact>> component = new ArrayList<>();
      List<Set<Fact>> next = new ArrayList<>(List.of(figure));
      while (!next.isEmpty()) {
        Set<Fact> taken = next.remove(next.size() - 1);
        if (seen.add(taken)) {
          component.add(taken);
          taken.forEach(fact -> next.addAll(byFact.get(fact)));
        }
      }
      if (!component.isEmpty()) {
        components.add(component);
      }
    }
    return components;
  }

  /** Facts that are in the same figures cannot be told apart: they are one unknown. */
  private Optional<Set<String>> findAmong(List<Set<Fact>> figures) {
    Map<Fact, BitSet> where = new LinkedHashMap<>();
    for (int i = 0; i < figures.size(); i++) {
      for (Fact fact : figures.get(i)) {
        where.computeIfAbsent(fact, f -> new BitSet()).set(i);
      }
    }
    Map<BitSet, Set<String>> unknowns = new LinkedHashMap<>();
    where.forEach(
        (fact, cells) -> unknowns.computeIfAbsent(cells, c -> new HashSet<>()).add(fact.person()));
    List<BitSet> columns = new ArrayList<>(unknowns.keySet());
    columns.sort((a, b) -> unknowns.get(b).size() - unknowns.get(a).size());
    int large = (int) columns.stream().filter(c -> unknowns.get(c).size() >= groupSize).count();
    List<Set<String>> few =
        columns.subList(large, columns.size()).stream().map(unknowns::get).toList();
    List<BigInteger[]> free = new ArrayList<>();
    for (BigInteger[] row : eliminated(matrix(figures.size(), columns), columns.size())) {
      if (leading(row) >= large) {
        free.add(Arrays.copyOfRange(row, large, columns.size()));
      }
    }
    return free.isEmpty() ? Optional.empty() : smallest(free, few, new BitSet(), 0);
  }

  /** Tries every set of unknowns that is of too few people. */
  private Optional<Set<String>> smallest(
      List<BigInteger[]> rows, List<Set<String>> people, BitSet chosen, int from) {
    for (int i = from; i < people.size(); i++) {
      BitSet more = (BitSet) chosen.clone();
      more.set(i);
      Set<String> group = new HashSet<>();
      more.stream().forEach(unknown -> group.addAll(people.get(unknown)));
      if (group.size() < groupSize) {
        if (tellsOf(rows, more, people.size())) {
          return Optional.of(group);
        }
        Optional<Set<String>> found = smallest(rows, people, more, i + 1);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a combination of rows has nothing but the chosen unknowns. */
  private static boolean tellsOf(List<BigInteger[]> rows, BitSet chosen, int unknowns) {
    List<BigInteger[]> others = new ArrayList<>();
    for (BigInteger[] row : rows) {
      List<BigInteger> kept = new ArrayList<>();
      for (int i = 0; i < unknowns; i++) {
        if (!chosen.get(i)) {
          kept.add(row[i]);
        }
      }
      others.add(kept.toArray(BigInteger[]::new));
    }
    return eliminated(others, unknowns - chosen.cardinality()).size() < rows.size();
  }

  private static List<BigInteger[]> matrix(int figures, List<BitSet> columns) {
    List<BigInteger[]> rows = new ArrayList<>();
    for (int i = 0; i < figures; i++) {
      int figure = i;
      rows.add(
          columns.stream()
              .map(column -> column.get(figure) ? BigInteger.ONE : BigInteger.ZERO)
              .toArray(BigInteger[]::new));
    }
    return rows;
  }

  /** Rows that span the same, each beginning with more zeros than the one before. */
  private static List<BigInteger[]> eliminated(List<BigInteger[]> matrix, int columns) {
    List<BigInteger[]> rest = new ArrayList<>(matrix);
    List<BigInteger[]> done = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      int at = column;
      Optional<BigInteger[]> pivot = rest.stream().filter(row -> row[at].signum() != 0).findFirst();
      if (pivot.isPresent()) {
        rest.remove(pivot.get());
        done.add(pivot.get());
        rest.replaceAll(row -> row[at].signum() == 0 ? row : without(row, pivot.get(), at));
      }
    }
    return done;
  }

  private static BigInteger[] without(BigInteger[] row, BigInteger[] pivot, int column) {
    BigInteger[] result = new BigInteger[row.length];
    BigInteger divisor = BigInteger.ZERO;
    for (int i = 0; i < row.length; i++) {
      result[i] = row[i].multiply(pivot[column]).subtract(pivot[i].multiply(row[column]));
      divisor = divisor.gcd(result[i]);
    }
    if (divisor.signum() != 0) {
      for (int i = 0; i < result.length; i++) {
        result[i] = result[i].divide(divisor);
      }
    }
    return result;
  }

  private static int leading(BigInteger[] row) {
    int column = 0;
    while (row[column].signum() == 0) {
      column++;
    }
    return column;
  }
}
