package com.skillforge.analytics.io.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.KeptOutput;
import com.skillforge.analytics.io.OpenRun;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.io.WarehouseSink;
import com.skillforge.analytics.io.warehouse.StagingSink;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.model.DuplicateRecord;
import com.skillforge.analytics.model.DuplicateRecordCoder;
import com.skillforge.analytics.model.ErrorCode;
import com.skillforge.analytics.model.IdentityLink;
import com.skillforge.analytics.model.KeptContributions;
import com.skillforge.analytics.model.KeptContributionsCoder;
import com.skillforge.analytics.model.KeptRun;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.LinkBlock;
import com.skillforge.analytics.model.LinkBlockCoder;
import com.skillforge.analytics.model.LookedAt;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.RunCountsCoder;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.model.TimeRange;
import com.skillforge.analytics.model.Violation;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Runs small pipelines into a local warehouse and looks at what is there. */
public final class SinkFixture {
  public static final TrackingPlan PLAN = TrackingPlan.builtIn();
  public static final long MONDAY = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
  public static final long DAY = 86_400_000;

  private static final Empty EMPTY = new Empty();

  private final Path file;

  /** A warehouse that has all tables, and no rows. */
  public SinkFixture(Path file) {
    this.file = file;
    EMPTY.copyTo(file);
  }

  /** To make the tables takes longer than most tests do: they are made once. */
  private static final class Empty {
    private byte[] bytes;

    synchronized void copyTo(Path file) {
      try {
        if (bytes == null) {
          new DuckDbSchema(PLAN).update(new DuckDbWarehouse(file));
          bytes = Files.readAllBytes(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.write(file, bytes);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public Path file() {
    return file;
  }

  /** A batch run of its own over the given source. */
  public static RunInfo batch(String source) {
    return run(source, false);
  }

  public static RunInfo run(String source, boolean streaming) {
    return new RunInfo(
        "raw-events",
        "0.1.0",
        "local",
        "{\"source\": \"" + source + "\"}",
        Optional.of(Instant.ofEpochMilli(MONDAY)),
        Optional.empty(),
        streaming,
        Instant.parse("2026-02-01T12:00:00.123Z"));
  }

  /** A batch run over days that are counted from {@link #MONDAY}. */
  public static RunInfo days(String environment, int from, int to) {
    return new RunInfo(
        "raw-events",
        "0.1.0",
        environment,
        "{}",
        Optional.of(Instant.ofEpochMilli(MONDAY + from * DAY)),
        Optional.of(Instant.ofEpochMilli(MONDAY + to * DAY)),
        false,
        Instant.parse("2026-02-01T12:00:00Z"));
  }

  /** Runs that end in all the ways that there are, and what the ledger then has as covered. */
  public static void assertOnlySucceededRunsCover(Supplier<? extends WarehouseSink> sinks) {
    write(sinks.get(), days("prod", 0, 1), output());
    write(sinks.get(), days("staging", 3, 4), output());
    write(sinks.get(), batch("a run without an end"), output());
    sinks.get().begin(days("prod", 1, 2)); // and the process is killed
    sinks.get().begin(days("prod", 2, 3)).fail("out of luck");
    write(sinks.get(), days("prod", 5, 7), output());

    assertThat(sinks.get().covered("raw-events", "prod"))
        .containsExactlyInAnyOrder(covered(0, 1), covered(5, 7));
    assertThat(sinks.get().covered("raw-events", "local")).isEmpty();
    assertThat(sinks.get().covered("weekly_active_users", "prod")).isEmpty();
  }

  private static TimeRange covered(int from, int to) {
    RunInfo run = days("", from, to);
    return new TimeRange(run.from().orElseThrow(), run.to().orElseThrow());
  }

  /** What a run puts into the warehouse. */
  public static final class Output {
    private final List<AnalyticsRecord> records = new ArrayList<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private final List<DuplicateRecord> duplicates = new ArrayList<>();
    private final List<KpiValue> values = new ArrayList<>();
    private final RunCounts counts = new RunCounts();
    private final List<Term> terms = new ArrayList<>();
    private @Nullable List<IdentityLink> links;
    private @Nullable KeptRun keptRun;
    private final List<KeptContributions> contributions = new ArrayList<>();

    public Output record(AnalyticsRecord record) {
      records.add(record);
      counts.addRead(1);
      counts.addAccepted(record.type().name(), 1);
      counts.seeEventTime(record.eventTimeMillis());
      return this;
    }

    public Output letter(DeadLetter letter) {
      letters.add(letter);
      counts.addRead(1);
      counts.addDeadLetter(letter);
      return this;
    }

    public Output duplicate(AnalyticsRecord dropped, AnalyticsRecord kept) {
      duplicates.add(DuplicateRecord.of(dropped, kept.position()));
      counts.addRead(1);
      counts.addDuplicates(1);
      return this;
    }

    /** The run keeps contributions. */
    public Output kept(KeptRun run, KeptContributions... kept) {
      keptRun = run;
      contributions.addAll(List.of(kept));
      return this;
    }

    public Output term(Term term) {
      terms.add(term);
      return this;
    }

    /** The run resolves senders by these links. */
    public Output links(List<IdentityLink> used) {
      links = used;
      return this;
    }

    public Output value(KpiValue value) {
      values.add(value);
      return this;
    }

    public List<AnalyticsRecord> records() {
      return List.copyOf(records);
    }

    public List<DeadLetter> letters() {
      return List.copyOf(letters);
    }

    public List<DuplicateRecord> duplicates() {
      return List.copyOf(duplicates);
    }

    public List<KpiValue> values() {
      return List.copyOf(values);
    }

    public List<Term> terms() {
      return List.copyOf(terms);
    }

    public Optional<List<IdentityLink>> links() {
      return Optional.ofNullable(links);
    }
  }

  public static Output output() {
    return new Output();
  }

  /** Runs a pipeline that writes the output, to its end. */
  public RunSummary write(RunInfo run, Output output) {
    return write(new StagingSink(new DuckDbConnector(file), PLAN), run, output);
  }

  /** The same into any warehouse. */
  public static RunSummary write(WarehouseSink sink, RunInfo run, Output output) {
    return write(sink.begin(run), output);
  }

  /** The same for a run that has begun. */
  public static RunSummary write(OpenRun open, Output output) {
    Pipeline pipeline = Pipeline.create(TestPipeline.testingPipelineOptions());
    PCollection<RecordBlock> records =
        pipeline.apply(
            "Records", Create.of(blocks(output.records)).withCoder(RecordBlockCoder.of()));
    PCollection<DeadLetter> letters =
        pipeline.apply(
            "Letters", Create.of(output.letters).withCoder(SerializableCoder.of(DeadLetter.class)));
    PCollection<DuplicateRecord> duplicates =
        pipeline.apply(
            "Duplicates", Create.of(output.duplicates).withCoder(DuplicateRecordCoder.of()));
    PCollection<KpiValue> values =
        pipeline.apply(
            "Values", Create.of(output.values).withCoder(SerializableCoder.of(KpiValue.class)));
    PCollection<RunCounts> counts =
        pipeline.apply(
            "Counts",
            Create.of(output.counts.isEmpty() ? List.of() : List.of(output.counts))
                .withCoder(RunCountsCoder.of()));
    open.write(
        new WarehouseRows(
            Optional.of(records),
            letters,
            Optional.of(duplicates),
            Optional.of(values),
            links(pipeline, output),
            kept(pipeline, output),
            counts),
        output.terms);
    pipeline.run().waitUntilFinish();
    return open.finish();
  }

  private static Optional<KeptOutput> kept(Pipeline pipeline, Output output) {
    return Optional.ofNullable(output.keptRun)
        .map(
            run ->
                new KeptOutput(
                    LookedAt.some(output.contributions.size(), 0),
                    run,
                    pipeline.apply(
                        "KeptRun", Create.of(run).withCoder(SerializableCoder.of(KeptRun.class))),
                    pipeline.apply(
                        "Contributions",
                        Create.of(output.contributions).withCoder(KeptContributionsCoder.of()))));
  }

  private static Optional<PCollection<LinkBlock>> links(Pipeline pipeline, Output output) {
    if (output.links == null) {
      return Optional.empty();
    }
    LinkBlock.Builder block = new LinkBlock.Builder();
    output.links.forEach(block::add);
    return Optional.of(
        pipeline.apply(
            "Links",
            Create.of(block.isEmpty() ? List.<LinkBlock>of() : List.of(block.build()))
                .withCoder(LinkBlockCoder.of())));
  }

  /** The records in one block, or no block. */
  public static List<RecordBlock> blocks(List<AnalyticsRecord> records) {
    RecordBlock.Builder block = new RecordBlock.Builder(Projection.EVERYTHING);
    records.forEach(block::add);
    return records.isEmpty() ? List.of() : List.of(block.build());
  }

  /** The rows of a query; columns are separated by a bar, null is written {@code NULL}. */
  public List<String> query(String sql) {
    return new DuckDbWarehouse(file)
        .read(
            connection -> {
              List<String> lines = new ArrayList<>();
              try (Statement statement = connection.createStatement();
                  ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                  StringJoiner line = new StringJoiner("|");
                  for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    String value = rows.getString(i);
                    line.add(value == null ? "NULL" : value);
                  }
                  lines.add(line.toString());
                }
              }
              return lines;
            });
  }

  public static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  public static RecordType type(String name) {
    return PLAN.recordType(name).orElseThrow();
  }

  /** A session start of a user. */
  public static AnalyticsRecord.Builder session(
      String user, String eventName, long millis, long offset) {
    return AnalyticsRecord.builder(type("session_started"))
        .recordId(id(eventName))
        .environment("prod")
        .canonicalUserId(user)
        .eventTimeMillis(millis)
        .recordTimestampMillis(millis + 5)
        .position(new RecordPosition(RecordPosition.KAFKA, "analytics.events.student", 1, offset))
        .value("user_id", user)
        .value("anonymous_id", id("browser of " + user))
        .value("persona", "student")
        .value("context_page", "/")
        .value("opt_out_status", false);
  }

  public static DeadLetter letter(long offset, String payload) {
    return letter(offset, MONDAY, payload);
  }

  public static DeadLetter letter(long offset, long recordTimestamp, String payload) {
    return new DeadLetter(
        "prod",
        "validate",
        List.of(
            new Violation(ErrorCode.MISSING_PROPERTY, "$.user_id", "is required"),
            new Violation(ErrorCode.BAD_FORMAT, "$.pii_hash", "must be 64 hexadecimal digits")),
        payload,
        new RecordPosition(RecordPosition.KAFKA, "analytics.events.student", 0, offset),
        recordTimestamp);
  }

  /** Weekly active users of the week that begins some weeks after {@link #MONDAY}. */
  public static KpiValue wau(int week, long asOf, double users, @Nullable Double newUsers) {
    SortedMap<String, @Nullable Double> measures = new TreeMap<>();
    measures.putAll(Map.of("trailing_7d", users, "returning_users", users, "events", 2 * users));
    measures.put("new_users", newUsers);
    long start = MONDAY + week * 7L * DAY;
    Period period = Period.containing(PeriodGrain.WEEK, start);
    return value("weekly_active_users", "", period, asOf, users, null, measures);
  }

  public static KpiValue value(
      String kpi,
      String source,
      Period period,
      long asOf,
      @Nullable Double numerator,
      @Nullable Double denominator,
      SortedMap<String, @Nullable Double> measures) {
    Double value = numerator;
    if (numerator != null && denominator != null) {
      value = denominator == 0 ? null : Double.valueOf(numerator / denominator);
    }
    String dimension = source.isEmpty() ? "" : "source";
    KpiKey key = new KpiKey(kpi, 1, "prod", "default", "all", dimension, source, period);
    return new KpiValue(key, asOf, numerator, denominator, value, 0, 1, 2, measures, false, 0);
  }

  /** The same row from an input that holds everything since an instant only. */
  public static KpiValue since(KpiValue value, @Nullable Long historyFromMillis) {
    return new KpiValue(
        value.key(),
        value.asOfMillis(),
        historyFromMillis,
        value.numerator(),
        value.denominator(),
        value.value(),
        value.pending(),
        value.excludedOptOut(),
        value.excludedUnresolved(),
        value.measures(),
        value.isFinal(),
        value.paneIndex());
  }

  /** The same row as a later firing. */
  public static KpiValue pane(KpiValue value, long pane) {
    return new KpiValue(
        value.key(),
        value.asOfMillis(),
        value.historyFromMillis(),
        value.numerator(),
        value.denominator(),
        value.value(),
        value.pending(),
        value.excludedOptOut(),
        value.excludedUnresolved(),
        value.measures(),
        value.isFinal(),
        pane);
  }
}
