package com.skillforge.analytics.io.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.remote.StagedRow;
import com.skillforge.analytics.io.rows.FixedRows;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.junit.jupiter.api.Test;

class RejectedRowsTest {
  private static final TrackingPlan PLAN = TrackingPlan.builtIn();
  private static final int MAX_BYTES = 300;

  private static final StagedRow SMALL =
      new StagedRow(
          "raw_events.resume",
          """
          {"environment":"prod","resume_id":"r","record_source":"kafka","record_topic":"t",\
          "record_partition":3,"record_offset":77}""");

  private static final StagedRow LARGE =
      new StagedRow(SMALL.table(), SMALL.document().replace("\"r\"", '"' + "ä".repeat(120) + '"'));

  private static List<StagedRow> checked(StagedRow row, RejectedRows rejected) {
    List<StagedRow> out = new ArrayList<>();
    new CheckSizeFn(MAX_BYTES, rejected)
        .process(
            row,
            new OutputReceiver<>() {
              @Override
              public org.apache.beam.sdk.values.OutputBuilder<StagedRow> builder(StagedRow value) {
                throw new UnsupportedOperationException();
              }

              @Override
              public void output(StagedRow value) {
                out.add(value);
              }
            });
    return out;
  }

  private static JsonNode columns(StagedRow row) throws JsonProcessingException {
    return new ObjectMapper().readTree(row.document());
  }

  @Test
  void countsOfARunAreOfferedOnceMore() {
    StagedRow counts = new StagedRow("run_counts", "{\"part_id\":\"p\"}");
    assertThat(RejectedRows.ofBatch(PLAN).of(counts, RejectedRows.REFUSED, "busy"))
        .containsExactly(counts);
  }

  @Test
  void aRowThatFitsPasses() {
    assertThat(checked(SMALL, RejectedRows.ofBatch(PLAN))).containsExactly(SMALL);
  }

  /** Its characters would fit, its bytes do not. */
  @Test
  void aRowThatIsTooLargeIsADeadLetterInsteadOfAnAcceptedRecord() throws JsonProcessingException {
    assertThat(LARGE.document().length()).isLessThan(MAX_BYTES);

    List<StagedRow> instead = checked(LARGE, RejectedRows.ofBatch(PLAN));

    assertThat(instead).extracting(StagedRow::table).containsExactly("dead_letters", "run_counts");
    JsonNode letter = columns(instead.get(0));
    assertThat(letter.get("environment").asText()).isEqualTo("prod");
    assertThat(letter.get("stage").asText()).isEqualTo("store");
    assertThat(letter.get("error_codes")).hasToString("[\"ROW_TOO_LARGE\"]");
    assertThat(letter.get("message").asText()).contains("raw_events.resume").contains("300 bytes");
    assertThat(letter.get("payload").asText()).isEqualTo(LARGE.document());
    assertThat(letter.get("record_topic").asText()).isEqualTo("t");
    assertThat(letter.get("record_partition").asInt()).isEqualTo(3);
    assertThat(letter.get("record_offset").asInt()).isEqualTo(77);
    assertThat(letter.has("run_id")).as("the commit stamps it").isFalse();
    RunCounts counts = FixedRows.counts(columns(instead.get(1)).get("counts").asText());
    assertThat(counts.accepted()).isEqualTo(-1);
    assertThat(counts.acceptedByType()).containsEntry("resume_parsed", -1L);
    assertThat(counts.deadLetterCodes()).containsEntry("ROW_TOO_LARGE", 1L);
    assertThat(counts.isConserved()).isTrue();
  }

  @Test
  void aStreamStampsItsDeadLetters() throws JsonProcessingException {
    RunInfo run =
        new RunInfo(
            "raw-events",
            "1",
            "prod",
            "{}",
            Optional.empty(),
            Optional.empty(),
            true,
            Instant.EPOCH);

    List<StagedRow> instead =
        RejectedRows.ofStream(PLAN, run).of(SMALL, RejectedRows.REFUSED, "planned");

    JsonNode letter = columns(instead.get(0));
    assertThat(letter.get("run_id").asText()).isEqualTo(run.id());
    assertThat(letter.get("pipeline").asText()).isEqualTo("raw-events");
    assertThat(Instant.parse(letter.get("dead_lettered_at").asText())).isAfter(Instant.EPOCH);
    assertThat(columns(instead.get(1)).has("pipeline")).as("no column of run_counts").isFalse();
  }

  @Test
  void aRowOfNoRecordIsKnownByWhatItSays() throws JsonProcessingException {
    StagedRow row = new StagedRow("kpi_values", "{\"kpi\":\"x\"}");

    List<StagedRow> once = RejectedRows.ofBatch(PLAN).of(row, RejectedRows.REFUSED, "planned");

    assertThat(once).hasSize(1);
    assertThat(columns(once.get(0)).get("record_topic").asText()).isEqualTo("kpi_values");
    assertThat(columns(once.get(0)).get("record_offset").asLong()).isNotNegative();
    assertThat(RejectedRows.ofBatch(PLAN).of(row, RejectedRows.REFUSED, "planned")).isEqualTo(once);
  }

  @Test
  void aLongPayloadIsCutBetweenCharacters() throws JsonProcessingException {
    String text = "x" + "\uD83D\uDE00".repeat(20_000);
    StagedRow row =
        new StagedRow(SMALL.table(), SMALL.document().replace("\"r\"", '"' + text + '"'));

    JsonNode letter =
        columns(RejectedRows.ofBatch(PLAN).of(row, RejectedRows.TOO_LARGE, "planned").get(0));

    String payload = letter.get("payload").asText();
    assertThat(row.document()).startsWith(payload);
    assertThat(payload.length()).isBetween(32_700, 32_768);
    assertThat(Character.isHighSurrogate(payload.charAt(payload.length() - 1))).isFalse();
  }
}
