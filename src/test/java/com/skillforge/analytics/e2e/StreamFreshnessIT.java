package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.kafka.KafkaConnection;
import com.skillforge.analytics.io.rows.Freshness;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.replay.Replay;
import com.skillforge.analytics.replay.ReplayConfig;
import com.skillforge.analytics.simulation.StagingFixture;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.testing.Poll;
import com.skillforge.analytics.testing.SharedBroker;
import com.skillforge.analytics.testing.TestKafka;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The check of a staging environment that the product document records: the fixture is replayed,
 * and two minutes later, at most, its records can be queried and freshness is less than an hour.
 */
@ExtendWith(SharedBroker.class)
class StreamFreshnessIT {
  private static final Duration QUERYABLE_WITHIN = Duration.ofMinutes(2);
  private static final Duration FRESH = Duration.ofHours(1);

  /** Latin-1 keeps bytes that are no UTF-8 as they are. */
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private static final Pattern INSTANT = Pattern.compile("(?<=\")2026-[0-9-]{5}T[0-9:.]+Z(?=\")");
  @TempDir Path directory;

  @Test
  void theFixtureCanBeQueriedTwoMinutesAfterItsReplay(TestKafka kafka) throws Exception {
    Path fixture = directory.resolve("staging-500");
    StagingFixture.main(new String[] {fixture.toString()});
    JsonNode expected = new ObjectMapper().readTree(fixture.resolve("expectations.json").toFile());
    List<Freshness> known = ofBatch(fixture);
    Instant last = known.stream().map(Freshness::newest).max(Instant::compareTo).orElseThrow();
    Duration by =
        Duration.between(last, Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS));
    OwnTopics topics = OwnTopics.create(kafka.bootstrapServers());
    Path warehouse = directory.resolve("stream.duckdb");
    Path drain = directory.resolve("drain");
    List<String> arguments = new ArrayList<>(List.of(topics.arguments()));
    arguments.addAll(
        List.of(
            "--bootstrapServers=" + kafka.bootstrapServers(),
            "--localWarehouse=" + warehouse,
            "--streaming",
            "--dedupeHorizon=P400D",
            "--drainFile=" + drain));
    CompletableFuture<RunReport> stream =
        CompletableFuture.supplyAsync(() -> Runs.rawEvents(arguments));
    Poll.untilSeen("the stream runs", () -> stream.isDone() || Files.exists(warehouse));

    Replay.run(
        new ReplayConfig(
            later(fixture, by, topics).toString(),
            KafkaConnection.to(kafka.bootstrapServers()),
            0,
            ReplayConfig.Timestamps.NOW),
        topics.plan(),
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));

    assertThat(
            Poll.within(
                QUERYABLE_WITHIN,
                () -> stream.isDone() || stored(warehouse) == expected.path("accepted").asLong()))
        .as("%d rows", stored(warehouse))
        .isTrue();
    List<Freshness> fresh = freshness(warehouse);
    assertThat(fresh).isEqualTo(known.stream().map(of -> later(of, by)).toList());
    assertThat(fresh)
        .filteredOn(of -> of.age(Instant.now()).compareTo(FRESH) < 0)
        .extracting(Freshness::environment)
        .contains("staging");
    Files.createFile(drain);
    assertThat(stream.join().counts().read()).isEqualTo(expected.path("read").asLong());
  }

  private static long stored(Path warehouse) {
    String rows =
        RawTable.all(TrackingPlan.builtIn()).stream()
            .map(raw -> "SELECT count(*) AS n FROM " + raw.table().name())
            .collect(Collectors.joining(" UNION ALL "));
    return Long.parseLong(
        Tables.query(warehouse, "SELECT CAST(sum(n) AS VARCHAR) FROM (" + rows + ")").get(0));
  }

  /** The fixture some time later, under the names of the topics. */
  private Path later(Path fixture, Duration by, OwnTopics topics) throws IOException {
    Path shifted = Files.createDirectory(directory.resolve("shifted"));
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(fixture, "*.ndjson")) {
      all.forEach(files::add);
    }
    for (Path file : files) {
      Files.writeString(
          shifted.resolve(topics.name(file.getFileName().toString())),
          INSTANT
              .matcher(Files.readString(file, BYTES))
              .replaceAll(time -> later(time.group(), by)),
          BYTES);
    }
    return shifted;
  }

  /** What a run over files says of them. */
  private List<Freshness> ofBatch(Path fixture) {
    Path warehouse = directory.resolve("batch.duckdb");
    Runs.rawEvents(
        List.of("--source=files", "--input=" + fixture, "--localWarehouse=" + warehouse));
    return freshness(warehouse);
  }

  private static List<Freshness> freshness(Path warehouse) {
    return Freshness.read(new DuckDbWarehouse(warehouse), TrackingPlan.builtIn());
  }

  private static Freshness later(Freshness of, Duration by) {
    return new Freshness(of.dataset(), of.environment(), of.newest().plus(by));
  }

  /** What is no instant stays: the fixture has such, too. */
  private static String later(String time, Duration by) {
    try {
      return Instant.parse(time).plus(by).toString();
    } catch (DateTimeException e) {
      return time;
    }
  }
}
