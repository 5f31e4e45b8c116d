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
import java.util.Optional;

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

  /** Prints the newest rows of a KPI, in these columns where they are not taken together. */
  public void show(String kpi, KpiColumns columns) {
    if (query.by().isPresent()) {
      RollUp together =
          new RollUp(warehouse, kpi, query.rows(), query.by().get(), query.allTenants());
      print(together.sql());
      say(together.toText());
      return;
    }
    new SqlQuery(warehouse, KpiQueries.show(kpi, query.rows()))
        .print(rows -> columns.of(rows, query.format()), query.format(), out);
    if (CellRows.all(warehouse, kpi, query.rows()).isEmpty()) {
      say(NoSuchRow.sentence(warehouse, kpi, query.rows()));
    }
  }

  /** Prints how the rows of a KPI have changed. */
  public void history(String kpi) {
    int rows = CellRows.all(warehouse, kpi, query.rows()).size();
    if (rows == 0) {
      throw NoSuchRow.error(warehouse, kpi, query.rows());
    }
    String changes = KpiQueries.history(kpi, query.rows());
    print(changes);
    if (warehouse
        .query("SELECT 1 FROM (" + changes + ") LIMIT 1", row -> row.integer(0))
        .isEmpty()) {
      say(
          rows
              + " rows, and no change: none has been written again with other figures. They change"
              + " when a later run has seen more, or windows have closed.");
    }
  }

  /** Prints the records that one row comes from. */
  public void explain(String kpi) {
    KpiRow row = later(CellRows.read(warehouse, kpi, query.rows()));
    List<RecordLine> lines = Explanation.of(row, CellHistory.read(warehouse, plan, row));
    heading(row.key());
    say("  as of " + row.asOf() + ": " + row.figures());
    print("unit", "contributes", lines);
    if (lines.isEmpty()) {
      say("No record contributes to it: its figures are those of nobody.");
    }
  }

  /** Prints what arrived between two rows. */
  public void why(String kpi) {
    List<KpiRow> rows = CellRows.read(warehouse, kpi, query.rows());
    KpiRow after = later(rows);
    Optional<KpiRow> earlier = earlier(rows, after);
    if (earlier.isEmpty()) {
      heading(after.key());
      say("  as of " + after.asOf() + ": " + after.figures());
      print("reason", "note", List.of());
      say(
          "This is the only row up to then: nothing has been restated. What it is made of: kpi.sh"
              + " explain; why it differs from another period: kpi.sh attribute.");
      return;
    }
    KpiRow before = earlier.get();
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
    String measures = after.measuresSince(before);
    if (!measures.isEmpty()) {
      say("  measures: " + measures);
    }
    print("reason", "note", lines);
    if (lines.isEmpty()) {
      say(
          "No record that concerns this row arrived between the two: what differs, differs because"
              + " time passed.");
    }
  }

  /** Prints what the difference between the rows of two periods is made of. */
  public void attribute(String kpi) {
    List<KpiRow> rows = CellRows.read(warehouse, kpi, query.rows());
    KpiRow row = rows.get(rows.size() - 1);
    Instant other =
        query.against().orElseGet(() -> Instant.ofEpochMilli(row.key().period().startMillis() - 1));
    List<KpiRow> against = CellRows.read(warehouse, kpi, query.cells().like(row.key()).at(other));
    KpiRow before = against.get(against.size() - 1);
    heading(row.key());
    say("  %s, as of %s: %s".formatted(start(before.key()), before.asOf(), before.figures()));
    say("  %s, as of %s: %s".formatted(start(row.key()), row.asOf(), row.figures()));
    KpiRow longer =
        row.horizon().inputEndMillis() < before.horizon().inputEndMillis() ? before : row;
    Optional<Attribution> difference =
        Attribution.of(
            against,
            rows,
            CellHistory.read(warehouse, plan, longer),
            ErasureReceipt.read(warehouse, row.key().tenantId()));
    if (difference.isEmpty()) {
      say("One of the two has no value: there is no difference to explain.");
      return;
    }
    query.format().print(difference.get().rows(), out);
    say(difference.get().toText());
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

  private Optional<KpiRow> earlier(List<KpiRow> rows, KpiRow after) {
    if (query.fromAsOf().isPresent()) {
      return Optional.of(at(rows, query.fromAsOf().get(), "fromAsOf"));
    }
    int index = rows.indexOf(after);
    return index == 0 ? Optional.empty() : Optional.of(rows.get(index - 1));
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
    String cut =
        key.dimension().isEmpty() ? "" : ", " + key.dimension() + " " + key.dimensionValue();
    say(
        "%s, %s of %s, tenant %s, environment %s, persona %s%s"
            .formatted(
                key.kpi(),
                key.period().grain().label(),
                start(key),
                key.tenantId(),
                key.environment(),
                key.persona(),
                cut));
  }

  private static LocalDate start(KpiKey key) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(key.period().startMillis()), ZoneOffset.UTC);
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
