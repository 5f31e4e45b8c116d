package com.skillforge.analytics.answers;

import com.skillforge.analytics.answers.query.ListedRows;
import com.skillforge.analytics.answers.query.Rows;
import com.skillforge.analytics.answers.query.Rows.Column;
import com.skillforge.analytics.answers.query.Value;
import com.skillforge.analytics.io.rows.AuditRows;
import com.skillforge.analytics.sql.Dialect;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What the audit query of a KPI says of its newest computation.
 *
 * @param environments those whose rows were compared; none when the KPI was never computed
 * @param differences the figures that it does not confirm
 */
record AuditOutcome(String kpi, Set<String> environments, List<Difference> differences) {
  AuditOutcome {
    environments = new TreeSet<>(environments);
    differences = List.copyOf(differences);
  }

  /**
   * A figure on which the two do not agree.
   *
   * @param row the row, as the filters of the command name it
   * @param stored null where there is no such row
   * @param audited null where there is no such row
   */
  record Difference(
      String kpi,
      String environment,
      String row,
      String figure,
      @Nullable Double stored,
      @Nullable Double audited) {

    /** Differences as rows to print. */
    static Rows rows(List<Difference> differences) {
      return new ListedRows(
          List.of(
              Column.of("kpi"),
              Column.of("cell"),
              Column.of("figure"),
              Column.ofNumbers("stored"),
              Column.ofNumbers("audited")),
          differences.stream()
              .map(
                  d ->
                      List.of(
                          Value.text(d.kpi),
                          Value.text(d.row),
                          Value.text(d.figure),
                          Value.real(d.stored),
                          Value.real(d.audited)))
              .toList());
    }
  }

  /** The statements that note it, one for each environment. */
  List<String> notes(Dialect dialect, Instant at) {
    return environments.stream()
        .map(
            environment ->
                AuditRows.note(
                    dialect,
                    environment,
                    kpi,
                    differences.stream().filter(d -> d.environment.equals(environment)).count(),
                    at))
        .toList();
  }
}
