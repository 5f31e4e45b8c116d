package com.skillforge.analytics.answers;

import com.skillforge.analytics.answers.query.SqlQuery;
import com.skillforge.analytics.commandline.UsageException;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.kpi.KpiDeclarations;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Answers what people ask about KPIs, from one warehouse. */
public final class KpiAnswers {
  private final DuckDbWarehouse warehouse;
  private final TrackingPlan plan;
  private final KpiQuery query;
  private final PrintStream out;

  public KpiAnswers(TrackingPlan plan, KpiQuery query, PrintStream out) {
    this.warehouse = new DuckDbWarehouse(query.warehouse());
    this.plan = plan;
    this.query = query;
    this.out = out;
  }

  /** Prints which KPIs there are. */
  public void list() {
    print(KpiQueries.list(query.rows()));
  }

  /** Prints the newest rows of a KPI, in the usual columns. */
  public void show(String kpi) {
    show(kpi, KpiColumns.usual(KpiDeclarations.named(kpi).orElseThrow()));
  }

  /** Prints the newest rows of a KPI, in these columns. */
  public void show(String kpi, KpiColumns columns) {
    new SqlQuery(warehouse, KpiQueries.show(kpi, query.rows()))
        .print(rows -> columns.of(rows, query.format()), query.format(), out);
  }

  /** Prints how the rows of a KPI have changed. */
  public void history(String kpi) {
    print(KpiQueries.history(kpi, query.rows()));
  }

  /** Prints the records that one row comes from. */
  public void explain(String kpi) {
    KpiRow row = later(CellRows.read(warehouse, kpi, query.rows()));
    List<RecordLine> lines = Explanation.of(row, CellHistory.read(warehouse, plan, row));
    heading(row.key());
    say("  as of " + row.asOf() + ": " + row.figures());
    print("unit", "contributes", lines);
  }

  /** Prints what arrived between two rows. */
  public void why(String kpi) {
    List<KpiRow> rows = CellRows.read(warehouse, kpi, query.rows());
    KpiRow after = later(rows);
    KpiRow before = earlier(rows, after);
    List<RecordLine> lines =
        new Restatement(
                before,
                after,
                CellHistory.read(warehouse, plan, after),
                ErasureReceipt.read(warehouse, after.key().tenantId()))
            .explain();
    heading(after.key());
    say("  as of " + before.asOf() + ": " + before.figures());
    say("  as of " + after.asOf() + ": " + after.figures());
    print("reason", "note", lines);
    if (lines.isEmpty()) {
      say(
          "No record that concerns this row arrived between the two: what differs, differs because"
              + " time passed.");
    }
  }

  /**
   * Prints the figures of the newest computation that the audit queries do not confirm, and notes
   * in the warehouse how many they are.
   *
   * @param kpis which KPIs
   * @param checks the directory of the audit queries
   * @param err where it is said when the warehouse cannot note it
   * @return whether all are confirmed
   */
  public boolean audit(List<String> kpis, Path checks, PrintStream err) {
    KpiAudit audit = new KpiAudit(warehouse, checks);
    List<AuditOutcome> outcomes = kpis.stream().map(audit::of).toList();
    List<AuditOutcome.Difference> differences =
        outcomes.stream().flatMap(outcome -> outcome.differences().stream()).toList();
    boolean sound = differences.isEmpty();
    query.format().print(AuditOutcome.Difference.rows(differences), out);
    say(
        sound
            ? "The audit queries confirm every figure of the newest computation: "
                + String.join(", ", kpis)
                + "."
            : "The audit queries do not confirm these figures.");
    note(outcomes, err);
    return sound;
  }

  /** Whoever may only read the file has the answer nevertheless. */
  private void note(List<AuditOutcome> outcomes, PrintStream err) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    try {
      warehouse.transaction(
          transaction -> {
            outcomes.stream()
                .flatMap(outcome -> outcome.notes(warehouse.dialect(), now).stream())
                .forEach(transaction::execute);
            return outcomes;
          });
    } catch (WarehouseException e) {
      err.println("warning: the audit could not be noted for status.sh: " + e.getMessage());
    }
  }

  /** The row that is asked about: the newest, or the one of {@code --toAsOf}. */
  private KpiRow later(List<KpiRow> rows) {
    return query
        .toAsOf()
        .map(asOf -> at(rows, asOf, "toAsOf"))
        .orElseGet(() -> rows.get(rows.size() - 1));
  }

  private KpiRow earlier(List<KpiRow> rows, KpiRow after) {
    if (query.fromAsOf().isPresent()) {
      return at(rows, query.fromAsOf().get(), "fromAsOf");
    }
    int index = rows.indexOf(after);
    if (index == 0) {
      throw new UsageException(
          List.of(
              "There is only one row up to " + after.asOf() + ": nothing has been restated yet."));
    }
    return rows.get(index - 1);
  }

  private static KpiRow at(List<KpiRow> rows, Instant asOf, String option) {
    return rows.stream()
        .filter(row -> row.asOf().equals(asOf))
        .reduce((first, second) -> second)
        .orElseThrow(
            () ->
                new UsageException(
                    List.of(
                        "--"
                            + option
                            + ": there is no row as of "
                            + asOf
                            + "; there are "
                            + String.join(
                                ", ",
                                rows.stream().map(row -> row.asOf().toString()).distinct().toList())
                            + ".")));
  }

  private void heading(KpiKey key) {
    LocalDate start =
        LocalDate.ofInstant(Instant.ofEpochMilli(key.period().startMillis()), ZoneOffset.UTC);
    String cut =
        key.dimension().isEmpty() ? "" : ", " + key.dimension() + " " + key.dimensionValue();
    say(
        "%s, %s of %s, tenant %s, environment %s, persona %s%s"
            .formatted(
                key.kpi(),
                key.period().grain().label(),
                start,
                key.tenantId(),
                key.environment(),
                key.persona(),
                cut));
  }

  private void print(String heading, String note, List<RecordLine> lines) {
    int shown = Math.min(query.limit(), lines.size());
    query.format().print(RecordLine.rows(heading, note, lines.subList(0, shown)), out);
    if (shown < lines.size()) {
      say(
          "… and "
              + (lines.size() - shown)
              + " more: --limit="
              + lines.size()
              + " lists them all.");
    }
  }

  private void print(String sql) {
    new SqlQuery(warehouse, sql).print(query.format(), out);
  }

  /** Sentences are for people: other formats hold rows only. */
  private void say(String sentence) {
    if (query.format().isForPeople()) {
      out.println(sentence);
    }
  }
}
