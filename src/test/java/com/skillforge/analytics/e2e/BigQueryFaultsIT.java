package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.pipelines.KpiPipeline;
import com.skillforge.analytics.testing.Poll;
import com.skillforge.analytics.testing.cloud.Faults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What goes wrong between a run and BigQuery. Whatever passes by itself leaves no trace; after
 * whatever does not, the tables are as before, the run says why, and the next run mends it.
 */
class BigQueryFaultsIT {
  private static final String KPI = "--kpis=weekly_active_users";

  /** An earlier run, so that there is something that a failed one could damage. */
  private static final String EARLIER = "--to=2026-03-01";

  @TempDir static Path shared;
  private static List<String> source;
  private static Tables localRaw;
  private static Tables localKpi;

  private static BigQueryLoopback earlier;

  private BigQueryLoopback bigQuery;

  @BeforeAll
  static void writeToTheLocalWarehouse() {
    source = SmallSemester.write(shared.resolve("files"));
    Path raw = shared.resolve("raw.duckdb");
    Runs.rawEvents(with(source, "--localWarehouse=" + raw));
    localRaw = Tables.of(raw);
    Path kpi = shared.resolve("kpi.duckdb");
    Runs.kpi(with(source, "--localWarehouse=" + kpi, KPI, EARLIER));
    Runs.kpi(with(source, "--localWarehouse=" + kpi, KPI));
    localKpi = Tables.of(kpi);
    earlier = BigQueryLoopback.start();
    Runs.kpi(earlier.arguments(with(source, KPI, EARLIER)));
  }

  @AfterAll
  static void closeEarlier() {
    earlier.close();
  }

  private static List<String> with(List<String> arguments, String... more) {
    return Stream.concat(arguments.stream(), Stream.of(more)).toList();
  }

  @BeforeEach
  void start() {
    bigQuery = BigQueryLoopback.start();
  }

  @AfterEach
  void close() {
    bigQuery.close();
  }

  @Test
  void whatPassesByItselfLeavesNoTrace() {
    Faults faults = bigQuery.faults();
    faults.on("datasets.get").refuse(503, "backendError");
    faults.on("query.transaction").dropAfter(); // the ledger's first row
    faults.on("tables.insert").after(2).dropAfter();
    faults.on("tables.insert").after(4).refuse(403, "rateLimitExceeded");
    faults.on("query.select").after(1).refuse(403, "quotaExceeded");
    faults.on("gcs.start").after(3).refuse(503, "backendError");
    faults.on("gcs.upload").after(3).refuse(503, "backendError");
    faults.on("load").after(2).refuse(503, "backendError");
    faults.on("load").after(4).breakWith("planned"); // a job that fails, once
    faults.on("load").after(6).dropAfter(); // delivered twice
    faults.on("load").after(9).delay(Duration.ofSeconds(8)); // answered when nobody waits any more
    faults.on("jobs.get").after(5).refuse(503, "backendError");
    faults.on("query.transaction").after(2).dropBefore(); // the commit
    faults.on("query.transaction").after(3).dropAfter(); // and again
    faults.on("jobs.results").after(2).dropBefore();
    faults.on("tables.delete").after(1).refuse(500, "internalError");
    faults.on("tables.delete").after(4).dropAfter();

    Runs.rawEvents(bigQuery.arguments(with(source, "--HTTPReadTimeout=4000")));

    assertThat(faults.outstanding()).isEmpty();
    bigQuery.tables().assertSameAs(localRaw);
    assertThat(bigQuery.staged()).isEmpty();
  }

  /**
   * A failure that does not pass.
   *
   * @param says what the run's message tells
   */
  private record Lasting(String name, Consumer<Faults> plan, String says) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Lasting> lasting() {
    return List.of(
        new Lasting(
            "files are refused",
            faults -> faults.on("gcs.start").always().refuse(403, "forbidden"),
            "--tempLocation"),
        new Lasting(
            "a load fails",
            faults -> faults.on("load").after(1).always().breakWith("row 7 is broken"),
            "row 7 is broken"),
        new Lasting(
            "the commit fails in the middle",
            faults -> faults.on("statement.insert").after(1).always().breakWith("no more"),
            "no more"),
        new Lasting(
            "the commit is not allowed",
            faults -> faults.on("query.transaction").after(1).always().refuse(403, "accessDenied"),
            "9-grants.sql"),
        new Lasting(
            "the quota is exhausted",
            faults -> faults.on("query.select").after(1).always().refuse(403, "quotaExceeded"),
            "quota"));
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void whatLastsLeavesTheTablesAsTheyWereUntilTheNextRun(Lasting failure) {
    bigQuery.takeRowsOf(earlier, shared);
    Tables before = bigQuery.tables();
    List<String> arguments = bigQuery.arguments(with(source, KPI));
    failure.plan.accept(bigQuery.faults());

    assertThatThrownBy(() -> Runs.kpi(arguments))
        .satisfies(e -> assertThat(messages(e)).anyMatch(message -> message.contains(failure.says)))
        .satisfies(e -> assertThat(causes(e)).anyMatch(WarehouseException.class::isInstance));

    assertThat(bigQuery.faults().outstanding()).isEmpty();
    bigQuery.faults().clear();
    withoutLedger(bigQuery.tables()).assertSameAs(withoutLedger(before));
    Runs.kpi(arguments);
    bigQuery.tables().assertSameAs(localKpi);
  }

  private static Tables withoutLedger(Tables tables) {
    return tables.only(table -> !table.equals(Tables.LEDGER));
  }

  private static List<Throwable> causes(Throwable e) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable t = e; t != null; t = t.getCause()) {
      causes.add(t);
    }
    return causes;
  }

  private static List<String> messages(Throwable e) {
    return causes(e).stream().map(cause -> String.valueOf(cause.getMessage())).toList();
  }

  /**
   * A moment at which the process is killed.
   *
   * @param commits whether BigQuery has what it needs: it runs a script to its end, whoever is gone
   */
  private record Moment(String step, int after, boolean commits) {}

  static List<Moment> moments() {
    return List.of(new Moment("load", 1, false), new Moment("query.transaction", 1, true));
  }

  @ParameterizedTest
  @MethodSource("moments")
  void ofAProcessThatIsKilledAllIsThereOrNothing(Moment moment) {
    bigQuery.takeRowsOf(earlier, shared);
    Tables before = withoutLedger(bigQuery.tables());
    Tables whole = withoutLedger(localKpi);
    List<String> arguments = bigQuery.arguments(with(source, KPI));
    AtomicReference<ChildJvm> running = new AtomicReference<>();
    bigQuery.faults().on(moment.step).after(moment.after).run(() -> running.get().kill());

    try (ChildJvm child = ChildJvm.start(shared, KpiPipeline.class, arguments)) {
      running.set(child);
      child.await();
    }

    assertThat(bigQuery.faults().outstanding()).isEmpty();
    if (moment.commits) {
      Poll.untilSeen("the commit", () -> succeeded() == 2);
    }
    withoutLedger(bigQuery.tables()).assertSameAs(moment.commits ? whole : before);
    Runs.kpi(arguments);
    withoutLedger(bigQuery.tables()).assertSameAs(whole);
  }

  private long succeeded() {
    return bigQuery
        .service()
        .query("SELECT run_id FROM skillforge.pipeline_runs WHERE status = 'succeeded'")
        .size();
  }
}
