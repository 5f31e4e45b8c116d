package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.simulation.Expectations;
import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.SimulatedRecord;
import com.skillforge.analytics.simulation.Simulation;
import com.skillforge.analytics.simulation.SimulationFiles;
import com.skillforge.analytics.simulation.SimulationPublisher;
import com.skillforge.analytics.simulation.SimulationSettings;
import com.skillforge.analytics.simulation.SimulationSettings.Medium;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A whole semester, run once, twice, in parts, and from files. */
@ExtendWith(Semester.OnKafka.class)
class RepeatedRunIT {
  private static final String COPIES =
      "SELECT concat_ws(' ', record_topic, record_partition, record_offset)"
          + " FROM duplicate_records ORDER BY 1";

  private static final String COPIES_OF_STORED =
      COPIES.replace("ORDER", "WHERE record_id IN (SELECT event_id FROM user_sessions) ORDER");

  @TempDir Path directory;

  @Test
  void aSemesterHasTheCountsAndRowsThatWereSimulated(Semester semester) throws IOException {
    Path warehouse = directory.resolve("once.duckdb");
    Expectations expected = semester.simulation().expectations();

    RunReport raw = Runs.rawEvents(semester.arguments(warehouse));
    RunReport kpi = Runs.kpi(semester.arguments(warehouse));

    assertThat(expected.matches(raw.counts())).as("counts of raw-events: %s", raw).isTrue();
    assertThat(raw.counts().isConserved()).isTrue();
    assertThat(kpi.counts().isConserved()).isTrue();
    Tables tables = Tables.of(warehouse);
    for (RecordType type : TrackingPlan.builtIn().recordTypes()) {
      String stored = type.storage().snowflake().toString();
      long simulated = expected.acceptedByType().getOrDefault(type.name(), 0L);
      assertThat(tables.count(stored.contains(".") ? stored : "main." + stored))
          .as("rows of %s", stored)
          .isEqualTo(simulated);
    }
    assertThat(tables.count(Tables.DEAD_LETTERS)).isEqualTo(expected.deadLettered());
    assertThat(tables.count(Tables.DUPLICATES)).isEqualTo(raw.counts().duplicates()).isPositive();
    assertThat(Tables.query(warehouse, "SELECT DISTINCT kpi FROM kpi_current ORDER BY 1"))
        .as("all but readiness_delta, which needs terms")
        .containsExactly(
            "advisee_activation",
            "data_freshness",
            "intervention_effectiveness",
            "onboarding_completion",
            "plan_adherence",
            "planner_engagement",
            "resume_conversion",
            "weekly_active_users");
    assertThat(Tables.query(warehouse, "SELECT status FROM pipeline_runs"))
        .containsExactly("succeeded", "succeeded");
    LeftForScan.warehouse("semester", warehouse);
    LeftForScan.text("semester.json", raw.toJson() + "\n" + kpi.toJson() + "\n");
  }

  @Test
  void theSameRangeAgainChangesNothing(Semester semester) {
    Path warehouse = directory.resolve("twice.duckdb");
    List<String> arguments = semester.arguments(warehouse);
    RunReport firstRaw = Runs.rawEvents(arguments);
    RunReport firstKpi = Runs.kpi(arguments);
    Tables first = Tables.of(warehouse);

    RunReport secondRaw = Runs.rawEvents(arguments);
    RunReport secondKpi = Runs.kpi(arguments);

    Tables.of(warehouse).assertSameAs(first);
    assertThat(secondRaw.summary().rowsWritten().values()).isNotEmpty().containsOnly(0L);
    assertThat(secondKpi.summary().rowsWritten().values()).isNotEmpty().containsOnly(0L);
    assertSameCounts(secondRaw, firstRaw);
    assertSameCounts(secondKpi, firstKpi);
    assertThat(Tables.query(warehouse, "SELECT attempt FROM pipeline_runs"))
        .containsExactly("2", "2");
  }

  private static void assertSameCounts(RunReport report, RunReport expected) {
    assertThat(report.counts()).usingRecursiveComparison().isEqualTo(expected.counts());
  }

  /** Each range is a run of its own; the rows then differ in the run that brought them only. */
  @Test
  void overlappingRangesLeaveTheTablesOfOneRunOverEverything(Semester semester) {
    Path whole = directory.resolve("whole.duckdb");
    Path parts = directory.resolve("parts.duckdb");
    Runs.rawEvents(semester.arguments(whole));

    Runs.rawEvents(semester.arguments(parts, "--to=" + momentOf(semester, 0.55)));
    Runs.rawEvents(
        semester.arguments(
            parts, "--from=" + momentOf(semester, 0.3), "--to=" + momentOf(semester, 0.8)));
    Runs.rawEvents(semester.arguments(parts, "--from=" + momentOf(semester, 0.5)));

    Tables.of(parts, "run_id").raw().assertSameAs(Tables.of(whole, "run_id").raw());
    assertThat(Tables.query(parts, "SELECT count(*) FROM pipeline_runs")).containsExactly("3");
    // Copies of records that were suppressed in another part are suppressed there, not duplicates.
    assertThat(Tables.query(whole, COPIES)).containsAll(Tables.query(parts, COPIES));
    assertThat(Tables.query(parts, COPIES_OF_STORED))
        .isEqualTo(Tables.query(whole, COPIES_OF_STORED));
  }

  /** When a given part of the semester's records has arrived. */
  private static Instant momentOf(Semester semester, double part) {
    List<SimulatedRecord> records = semester.simulation().records();
    return Instant.ofEpochMilli(records.get((int) (records.size() * part)).recordTimestampMillis());
  }

  @Test
  void filesGiveTheRowsOfTheSameRecordsInKafka(Semester semester) throws Exception {
    Simulation simulation =
        SemesterSimulator.simulate(
            new SimulationSettings(5, 2_000, 0.3, Optional.empty(), Medium.FILES));
    Path files = directory.resolve("files");
    SimulationFiles.write(simulation, files);
    OwnTopics topics = OwnTopics.create(semester.bootstrapServers());
    SimulationPublisher.publish(
        simulation.records().stream().map(record -> moved(record, topics)).toList(),
        Map.of("bootstrap.servers", semester.bootstrapServers()));
    Path fromFiles = directory.resolve("files.duckdb");
    Path fromKafka = directory.resolve("kafka.duckdb");

    List<String> readFiles =
        List.of("--source=files", "--input=" + files, "--localWarehouse=" + fromFiles);
    List<String> readKafka = semester.arguments(fromKafka, topics.arguments());
    RunReport fileReport = Runs.rawEvents(readFiles);
    RunReport kafkaReport = Runs.rawEvents(readKafka);
    // Files are read whatever they hold, of Kafka only the topics that the KPIs need: without an
    // end the latest record, and with it as-of, could be another one.
    String end = "--to=" + Instant.parse("2026-06-01T00:00:00Z");
    Runs.kpi(with(readFiles, end));
    Runs.kpi(with(readKafka, end));

    assertThat(simulation.expectations().matches(fileReport.counts())).isTrue();
    assertSameCounts(kafkaReport, fileReport);
    String[] positions = {
      "run_id",
      "record_source",
      "record_topic",
      "record_partition",
      "record_offset",
      "record_timestamp",
      "kept_source",
      "kept_topic",
      "kept_partition",
      "kept_offset",
      "pipeline"
    };
    Tables expected = Tables.of(fromFiles, positions);
    assertThat(expected.count(Tables.KPI_VALUES)).isGreaterThan(100);
    Tables.of(fromKafka, positions)
        .only(RepeatedRunIT::tellsNoSource)
        .assertSameAs(expected.only(RepeatedRunIT::tellsNoSource));
  }

  private static boolean tellsNoSource(String table) {
    return !table.equals(Tables.LEDGER) && !table.equals(Tables.OFFSETS);
  }

  private static List<String> with(List<String> arguments, String more) {
    return Stream.concat(arguments.stream(), Stream.of(more)).toList();
  }

  private static SimulatedRecord moved(SimulatedRecord record, OwnTopics topics) {
    return new SimulatedRecord(
        topics.name(record.topic()),
        record.key(),
        record.recordTimestampMillis(),
        record.value(),
        record.kind(),
        record.recordType(),
        record.codes());
  }
}
