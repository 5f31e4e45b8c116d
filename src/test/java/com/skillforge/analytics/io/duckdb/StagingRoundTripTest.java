package com.skillforge.analytics.io.duckdb;

import static com.skillforge.analytics.io.duckdb.SinkFixture.MONDAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.PLAN;
import static com.skillforge.analytics.io.duckdb.SinkFixture.batch;
import static com.skillforge.analytics.io.duckdb.SinkFixture.id;
import static com.skillforge.analytics.io.duckdb.SinkFixture.type;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.rows.RecordRows;
import com.skillforge.analytics.io.warehouse.Commit;
import com.skillforge.analytics.io.warehouse.StagingSink;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.plan.RecordType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What is staged and committed reads back as it was, whatever its strings hold. */
class StagingRoundTripTest {
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
          "\"quoted\"",
          "it's",
          "\n",
          "\r",
          "\r\n",
          "one\n\"two\",\nthree",
          "a,b",
          ",",
          "\\",
          "\\\"",
          "\t",
          " lead and trail ",
          "#comment",
          "\u0001\u001f\u007f",
          "\ufeffbom",
          "\u2028\u2029",
          "é ü 漢字",
          "\uD83D\uDE80 rocket",
          "[1, \"2\"]",
          "{\"a\": 1}",
          "1e400");

  @Property(tries = 25)
  void everyRecordReadsBackAsItWas(@ForAll("texts") List<String> texts) throws IOException {
    assertRoundTrip(records(texts));
  }

  @Example
  void theWorstStringsReadBack() throws IOException {
    assertRoundTrip(records(NASTY));
  }

  @Example
  void lineBreaksInLargeFilesReadBack() throws IOException {
    // More than one staged file, full of what looks like the start of a row.
    String text = "x\n\"y\",\n\"\",1,2,3,\n".repeat(40);
    List<String> texts = IntStream.range(0, 12_000).mapToObj(i -> text + i).toList();
    assertRoundTrip(
        IntStream.range(0, texts.size()).mapToObj(i -> resume(texts.get(i), i).build()).toList());
  }

  @Example
  void extremeNumbersReadBack() throws IOException {
    List<AnalyticsRecord> records = new ArrayList<>();
    for (double score : new double[] {0, -0.0, 0.1, 1 / 3.0, 1e-300, Double.MAX_VALUE, 99.99999}) {
      records.add(
          position(AnalyticsRecord.builder(type("readiness_recalculated")), records.size())
              .value("user_id", "u")
              .value("persona", "student")
              .value("readiness_score", score)
              .build());
    }
    for (long millis : new long[] {0, Long.MIN_VALUE / 4000, 4_102_444_799_999L}) {
      records.add(
          position(AnalyticsRecord.builder(type("task_completion_logged")), records.size())
              .value("due_at", millis)
              .value("task_completed", millis == 0)
              .value("salt_version", Long.MAX_VALUE - millis)
              .build());
    }
    assertRoundTrip(records);
  }

  @Provide
  Arbitrary<List<String>> texts() {
    Arbitrary<String> anything =
        Arbitraries.strings().all().ofMaxLength(20).map(StagingRoundTripTest::withoutLoneHalves);
    return Arbitraries.oneOf(anything, Arbitraries.of(NASTY)).list().ofMinSize(1).ofMaxSize(20);
  }

  /** Half of a surrogate pair has no UTF-8 form: no received text holds one. */
  private static String withoutLoneHalves(String text) {
    return text.codePoints()
        .filter(c -> c > Character.MAX_SURROGATE || c < Character.MIN_SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static List<AnalyticsRecord> records(List<String> texts) {
    List<AnalyticsRecord> records = new ArrayList<>();
    for (String text : texts) {
      records.add(resume(text, records.size()).build());
      records.add(
          position(AnalyticsRecord.builder(type("cohort_assessment_assigned")), records.size())
              .value("cohort_id", text)
              .value("student_ids", texts)
              .build());
      records.add(
          position(AnalyticsRecord.builder(type("action_plan_accepted")), records.size())
              .value("plan_id", text)
              .value(
                  "tasks",
                  texts.stream()
                      .map(task -> new AnalyticsRecord.Fields(List.of(task, MONDAY + 1)))
                      .toList())
              .build());
      records.add(
          position(AnalyticsRecord.builder(type("roster_assignment")), records.size())
              .canonicalUserId(null)
              .tombstone(text.isEmpty())
              .value("advisor_id", text)
              .value("student_id", "s")
              .build());
    }
    return records;
  }

  private static AnalyticsRecord.Builder resume(String text, int n) {
    return position(AnalyticsRecord.builder(type("resume_parsed")), n)
        .canonicalUserId(text)
        .tenantId("t" + text)
        .value("user_id", text)
        .value("resume_id", text)
        .value("session_id", n % 2 == 0 ? null : text)
        .value("opt_out_status", n % 3 == 0);
  }

  private static AnalyticsRecord.Builder position(AnalyticsRecord.Builder record, int n) {
    return record
        .recordId(id("record " + n))
        .environment("prod")
        .canonicalUserId("u")
        .eventTimeMillis(MONDAY + n)
        .recordTimestampMillis(MONDAY + 2L * n)
        .version(1 + n % 2)
        .optedOut(n % 2 == 1)
        .position(new RecordPosition("dir/file \"1\".ndjson", "topic", n % 4, n));
  }

  private static void assertRoundTrip(List<AnalyticsRecord> records) throws IOException {
    Path directory = Files.createTempDirectory("round-trip");
    try {
      Path file = directory.resolve("warehouse.duckdb");
      commit(file, records);
      RawTableReader stored = new RawTableReader(new DuckDbWarehouse(file), PLAN);
      Map<RecordType, List<AnalyticsRecord>> byType =
          records.stream()
              .collect(
                  Collectors.groupingBy(
                      AnalyticsRecord::type,
                      () -> new TreeMap<>(Comparator.comparing(RecordType::name)),
                      Collectors.toList()));
      byType.forEach(
          (type, written) ->
              assertThat(stored.read(type).stream().map(StagingRoundTripTest::describe))
                  .containsExactlyElementsOf(
                      written.stream().map(StagingRoundTripTest::describe).toList()));
    } finally {
      try (Stream<Path> tree = Files.walk(directory)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static void commit(Path file, List<AnalyticsRecord> records) throws IOException {
    RunInfo run = batch("round trip");
    DuckDbWarehouse warehouse = new DuckDbWarehouse(file);
    new StagingSink(new DuckDbConnector(file), PLAN).begin(run);
    BundleFiles files = new BundleFiles(file.getParent());
    RecordRows rows = new RecordRows(PLAN);
    for (RecordBlock block : SinkFixture.blocks(records)) {
      rows.write(block, files);
    }
    Map<String, List<String>> staged =
        files.finish().stream()
            .collect(
                Collectors.groupingBy(
                    StagedFile::table, Collectors.mapping(StagedFile::path, Collectors.toList())));
    new Commit(warehouse, PLAN, List.of(), List.of(), run).run(new StagedFiles(staged, false));
  }

  /** All that a record holds, for comparison. */
  private static String describe(AnalyticsRecord record) {
    StringBuilder text = new StringBuilder();
    text.append(record.recordId()).append(' ').append(record.version());
    text.append(' ').append(record.tenantId()).append(' ').append(record.environment());
    text.append(' ').append(record.canonicalUserId()).append(' ').append(record.eventTimeMillis());
    text.append(' ').append(record.recordTimestampMillis()).append(' ').append(record.position());
    text.append(record.position().source());
    text.append(record.tombstone()).append(record.optedOut());
    for (int i = 0; i < record.type().properties().size(); i++) {
      String name = record.type().properties().get(i).name();
      if (!isEnvelope(record.type(), name)) {
        text.append(' ').append(name).append('=').append(describe(record.value(i)));
      }
    }
    return text.toString();
  }

  /** Properties that a record holds in fields of its own. */
  private static boolean isEnvelope(RecordType type, String name) {
    return name.equals(type.kind().nameProperty())
        || name.equals(type.kind().idProperty())
        || name.equals(type.eventTimeProperty())
        || List.of("tenant_id", "environment", "schema_version").contains(name);
  }

  private static String describe(@Nullable Object value) {
    return value instanceof String text ? '<' + text + '>' : String.valueOf(value);
  }
}
