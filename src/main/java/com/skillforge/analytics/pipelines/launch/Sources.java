package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.EventSource;
import com.skillforge.analytics.io.duckdb.DuckDbSource;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.files.FileSource;
import com.skillforge.analytics.io.files.TopicRouter;
import com.skillforge.analytics.io.kafka.KafkaConnection;
import com.skillforge.analytics.io.kafka.KafkaRange;
import com.skillforge.analytics.io.kafka.KafkaRangeSource;
import com.skillforge.analytics.io.kafka.KafkaStream;
import com.skillforge.analytics.io.secrets.SecretManager;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.SourceBatch;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.SourceName;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Opens the sources that the options name. */
final class Sources {
  private Sources() {}

  /**
   * Freezes what is to be read.
   *
   * @param topics the topics that the pipeline needs; of the warehouse the record types that travel
   *     on them are read, files are read whatever they hold
   * @param from the first record timestamp to read; empty for the whole history
   * @throws com.skillforge.analytics.io.SourceException when a source cannot be read
   */
  static Input open(
      JobOptions options, TrackingPlan plan, List<String> topics, Optional<Instant> from) {
    Set<SourceName> names = SourceName.of(options);
    Optional<EventSource<RecordBlock>> stored =
        names.contains(SourceName.LOCAL)
            ? Optional.of(stored(options, plan, topics))
            : Optional.empty();
    Optional<EventSource<? extends SourceBatch>> received = Optional.empty();
    if (names.contains(SourceName.FILES)) {
      received = Optional.of(FileSource.open(options.getInput(), new TopicRouter(plan)));
    } else if (names.contains(SourceName.KAFKA)) {
      received = Optional.of(kafka(options, topics, from));
    }
    return new Input(received, stored, Identity.open(options));
  }

  private static EventSource<RecordBlock> stored(
      JobOptions options, TrackingPlan plan, List<String> topics) {
    List<RecordType> types =
        plan.recordTypes().stream()
            .filter(
                type ->
                    plan.topics().stream()
                        .anyMatch(
                            topic ->
                                topics.contains(topic.name())
                                    && topic.recordTypes().contains(type.name())))
            .toList();
    DuckDbWarehouse warehouse = new DuckDbWarehouse(Path.of(options.getLocalWarehouse()));
    return DuckDbSource.open(warehouse, plan, types);
  }

  private static EventSource<? extends SourceBatch> kafka(
      JobOptions options, List<String> topics, Optional<Instant> from) {
    KafkaConnection connection = connection(options);
    if (options.isStreaming()) {
      KafkaStream stream =
          KafkaStream.open(
              connection, topics, from, Duration.ofSeconds(options.getMaxOutOfOrderSeconds()));
      if (options.getDrainAtEnd()) {
        return stream.untilNow();
      }
      return options.getDrainFile() == null ? stream : stream.until(options.getDrainFile());
    }
    KafkaRange range = KafkaRange.freeze(connection, topics, from, Values.instant(options.getTo()));
    Duration patience = Duration.ofSeconds(options.getBrokerPatienceSeconds());
    return new KafkaRangeSource(connection, range, patience);
  }

  private static KafkaConnection connection(JobOptions options) {
    return options.getKafkaProperties() == null
        ? KafkaConnection.to(options.getBootstrapServers())
        : KafkaConnection.to(
            options.getBootstrapServers(), options.getKafkaProperties(), SecretManager.of(options));
  }
}
