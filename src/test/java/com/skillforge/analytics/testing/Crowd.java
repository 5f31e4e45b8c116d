package com.skillforge.analytics.testing;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.Term;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Many histories, each at institutions of its own: one pipeline run tests them all. */
public final class Crowd {
  private final List<History> histories;

  private final List<Term> terms;

  public Crowd(List<History> histories) {
    this(
        IntStream.range(0, histories.size())
            .mapToObj(i -> histories.get(i).atTenantsOf(i + "-"))
            .toList(),
        IntStream.range(0, histories.size()).boxed().flatMap(i -> terms(i + "-")).toList());
  }

  private Crowd(List<History> histories, List<Term> terms) {
    this.histories = histories;
    this.terms = terms;
  }

  /** One history of a crowd, on its own, at the institutions that it has there. */
  public static Crowd alone(History history) {
    Set<String> prefixes =
        history.records().stream()
            .map(record -> record.tenantId().replaceFirst("[a-z]+$", ""))
            .collect(Collectors.toSet());
    return new Crowd(List.of(history), prefixes.stream().flatMap(Crowd::terms).toList());
  }

  private static Stream<Term> terms(String prefix) {
    return Histories.terms().stream()
        .map(
            term ->
                new Term(
                    prefix + term.tenantId(), term.termId(), term.startMillis(), term.endMillis()));
  }

  /** The records of all histories, one history after the other. */
  public List<AnalyticsRecord> records() {
    return histories.stream().flatMap(history -> history.records().stream()).toList();
  }

  /** The terms of the institutions of all histories. */
  public List<Term> terms() {
    return terms;
  }

  /** The rows of one history among the rows of all. */
  public static List<KpiValue> rowsOf(History history, Collection<KpiValue> rows) {
    Set<String> tenants =
        history.records().stream().map(AnalyticsRecord::tenantId).collect(Collectors.toSet());
    return rows.stream().filter(row -> tenants.contains(row.key().tenantId())).toList();
  }

  /** The smallest history that is in a list, to look at first; empty for none. */
  public List<History> smallestWhere(Function<History, List<String>> differences) {
    List<History> failing = new ArrayList<>();
    for (History history : histories) {
      if (!differences.apply(history).isEmpty()) {
        failing.add(history);
      }
    }
    return failing.stream()
        .sorted(Comparator.comparingInt(history -> history.records().size()))
        .limit(1)
        .toList();
  }

  /** The histories themselves are too many to print. */
  @Override
  public String toString() {
    return histories.size() + " histories";
  }
}
