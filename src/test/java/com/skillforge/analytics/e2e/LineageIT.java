package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.cli.LineageCommand;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.pipelines.lineage.OpenLineageSchemas;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What runs tell of themselves, and what is told of them later from the ledger. */
@ExtendWith(Semester.OnKafka.class)
class LineageIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROWS = "/outputFacets/outputStatistics/rowCount";

  @TempDir Path directory;

  private List<JsonNode> events(Path file) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      events.add(JSON.readTree(line));
    }
    assertThat(events)
        .allSatisfy(event -> assertThat(OpenLineageSchemas.problems(event)).isEmpty());
    return events;
  }

  @Test
  void fromTheTopicsToTheMartsNothingIsLeftOut(Semester semester) throws Exception {
    Path warehouse = directory.resolve("w.duckdb");
    Path told = directory.resolve("told.ndjson");
    RunReport raw = Runs.rawEvents(semester.arguments(warehouse, "--openLineageFile=" + told));
    RunReport kpi =
        Runs.kpi(
            List.of(
                "--kpis=weekly_active_users",
                "--source=warehouse",
                "--localWarehouse=" + warehouse,
                "--openLineageFile=" + told));

    List<JsonNode> events = events(told);
    assertThat(events)
        .extracting(
            event -> event.path("eventType").asText() + " " + event.at("/run/runId").asText())
        .containsExactly(
            "START " + raw.summary().runId(),
            "COMPLETE " + raw.summary().runId(),
            "START " + kpi.summary().runId(),
            "COMPLETE " + kpi.summary().runId());

    long offsets = 0;
    for (JsonNode partition :
        events.get(0).findValues("partitions").stream().flatMap(LineageIT::stream).toList()) {
      offsets += partition.path("endOffset").asLong() - partition.path("startOffset").asLong();
    }
    assertThat(offsets).isEqualTo(semester.simulation().records().size());
    Tables tables = Tables.of(warehouse);
    for (JsonNode output : events.get(1).path("outputs")) {
      String name = output.path("name").asText().replaceFirst("^w\\.", "");
      assertThat(output.at(ROWS).asLong(-1)).as(name).isEqualTo(tables.count(name));
    }
    // What the KPI reads is what the first run has written, under the same names.
    assertThat(names(events.get(1).path("outputs")))
        .containsAll(names(events.get(3).path("inputs")));

    Path later = directory.resolve("later.ndjson");
    ExitCode code =
        LineageCommand.COMMAND.run(
            new String[] {
              "emit",
              "--localWarehouse=" + warehouse,
              "--bootstrapServers=" + semester.bootstrapServers(),
              "--openLineageFile=" + later
            },
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    assertThat(code).isEqualTo(ExitCode.DONE);
    assertThat(events(later))
        .extracting(LineageIT::withoutTimes)
        .isEqualTo(events.stream().map(LineageIT::withoutTimes).toList());
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    List<JsonNode> all = new ArrayList<>();
    array.forEach(all::add);
    return all.stream();
  }

  private static List<String> names(JsonNode datasets) {
    return stream(datasets)
        .map(dataset -> dataset.path("namespace").asText() + " " + dataset.path("name").asText())
        .toList();
  }

  /** When exactly it ended, the ledger and the process say a little differently. */
  private static String withoutTimes(JsonNode event) {
    return event.toString().replaceFirst("\"eventTime\":\"[^\"]*\"", "");
  }
}
