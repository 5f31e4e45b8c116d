package com.skillforge.analytics.io.snowflake;

import static com.skillforge.analytics.io.duckdb.SinkFixture.MONDAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.PLAN;
import static com.skillforge.analytics.io.duckdb.SinkFixture.batch;
import static com.skillforge.analytics.io.duckdb.SinkFixture.id;
import static com.skillforge.analytics.io.duckdb.SinkFixture.letter;
import static com.skillforge.analytics.io.duckdb.SinkFixture.output;
import static com.skillforge.analytics.io.duckdb.SinkFixture.type;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.duckdb.SinkFixture;
import com.skillforge.analytics.io.duckdb.SinkFixture.Output;
import com.skillforge.analytics.io.rows.RawRowDecoder;
import com.skillforge.analytics.io.warehouse.StagingSink;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Snowflake;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Texts through SnowflakeIO, its CSV and COPY, the merge, and back over the driver. */
class SnowflakeRoundTripIT {
  private static final List<String> NASTY =
      List.of(
          "",
          "NULL",
          "null",
          "\\N",
          "\u0000",
          "a\u0000b",
          "\"",
          "\"\"",
          "say \"hi\"",
          "it's",
          "''",
          "'quoted'",
          "\n",
          "\r\n",
          "one\n\"two\",\n'three'",
          ",",
          "\\",
          "\\'",
          "\\\"",
          "ends with \\",
          "\t",
          " lead and trail ",
          "\u0001\u001f\u007f",
          "\ufeffbom",
          "\u2028\u2029",
          "é ü 漢字",
          "\uD83D\uDE80 rocket",
          "שלום \u202Eمرحبا\u202C",
          "{\"a\": 1}",
          "$$",
          "; DROP TABLE user_sessions; --");

  private static final int MEBIBYTE = 1 << 20;

  /** A try is a run of the pipeline: few tries with many texts each. */
  @Property(tries = 3)
  void everyTextReadsBackAsItWas(@ForAll("texts") List<String> texts) throws IOException {
    assertRoundTrip(texts);
  }

  @Example
  void theWorstTextsReadBack() throws IOException {
    assertRoundTrip(NASTY);
  }

  @Example
  void largeTextsReadBack() throws IOException {
    assertRoundTrip(
        List.of(
            "x".repeat(MEBIBYTE),
            "\"'\\\n".repeat(MEBIBYTE / 4),
            "\uD83D\uDE80".repeat(MEBIBYTE / 4)));
  }

  @Provide
  Arbitrary<List<String>> texts() {
    Arbitrary<String> anything =
        Arbitraries.strings().all().ofMaxLength(30).map(SnowflakeRoundTripIT::withoutLoneHalves);
    return Arbitraries.oneOf(anything, Arbitraries.of(NASTY)).list().ofMinSize(50).ofMaxSize(200);
  }

  /** Half of a surrogate pair has no UTF-8 form: no received text holds one. */
  private static String withoutLoneHalves(String text) {
    return text.codePoints()
        .filter(c -> c > Character.MAX_SURROGATE || c < Character.MIN_SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static AnalyticsRecord resume(String text, int n) {
    return AnalyticsRecord.builder(type("resume_parsed"))
        .recordId(id("record " + n))
        .environment("prod")
        .tenantId("t")
        .canonicalUserId("u" + text)
        .eventTimeMillis(MONDAY + n)
        .recordTimestampMillis(MONDAY + n)
        .version(1)
        .value("user_id", text)
        .value("resume_id", text)
        .value("session_id", n % 2 == 0 ? null : text)
        .position(new RecordPosition("file", "topic", 0, n))
        .build();
  }

  private static AnalyticsRecord cohort(List<String> texts) {
    return AnalyticsRecord.builder(type("cohort_assessment_assigned"))
        .recordId(id("cohort"))
        .environment("prod")
        .tenantId("t")
        .canonicalUserId("u")
        .eventTimeMillis(MONDAY)
        .recordTimestampMillis(MONDAY)
        .version(1)
        .value("cohort_id", "c")
        .value("student_ids", texts)
        .position(new RecordPosition("file", "topic", 1, 0))
        .build();
  }

  private static void assertRoundTrip(List<String> texts) throws IOException {
    Path folder = Files.createTempDirectory("round-trip");
    try (SnowflakeStandIn snowflake = SnowflakeStandIn.start()) {
      snowflake.createTables();
      SnowflakeAccount account = SnowflakeSetting.account(snowflake, folder);
      Output output = output().record(cohort(texts));
      for (int i = 0; i < texts.size(); i++) {
        output.record(resume(texts.get(i), i)).letter(letter(i, texts.get(i)));
      }
      SinkFixture.write(
          new StagingSink(SnowflakeSetting.connector(account, folder), PLAN), batch("t"), output);

      SnowflakeWarehouse warehouse = new SnowflakeWarehouse(account);
      List<@Nullable String> expected = new ArrayList<>();
      for (int i = 0; i < texts.size(); i++) {
        expected.add(texts.get(i));
        expected.add(i % 2 == 0 ? null : texts.get(i));
        expected.add("u" + texts.get(i));
      }
      List<@Nullable String> stored = new ArrayList<>();
      stored(warehouse, "resume_parsed").stream()
          .sorted(Comparator.comparing(record -> record.position().offset()))
          .forEach(
              record -> {
                stored.add((String) value(record, "resume_id"));
                stored.add((String) value(record, "session_id"));
                stored.add(record.canonicalUserId());
              });
      assertThat(stored).isEqualTo(expected);
      assertThat(value(stored(warehouse, "cohort_assessment_assigned").get(0), "student_ids"))
          .isEqualTo(texts);
      assertThat(
              warehouse.query(
                  "SELECT payload FROM skillforge.dead_letters ORDER BY record_offset",
                  row -> row.text(0)))
          .isEqualTo(texts);
    } finally {
      delete(folder);
    }
  }

  private static List<AnalyticsRecord> stored(SnowflakeWarehouse warehouse, String type) {
    RecordType recordType = type(type);
    RawRowDecoder row = new RawRowDecoder(RawTable.of(recordType, PLAN));
    return warehouse.query(row.query("TRUE", Snowflake.SQL), row::record);
  }

  private static @Nullable Object value(AnalyticsRecord record, String property) {
    return record.value(record.type().indexOf(property));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
