package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.io.EventSource;
import com.skillforge.analytics.io.files.FileSource;
import com.skillforge.analytics.io.files.TopicRouter;
import com.skillforge.analytics.io.kafka.KafkaConnection;
import com.skillforge.analytics.io.kafka.KafkaRange;
import com.skillforge.analytics.io.kafka.KafkaRangeSource;
import com.skillforge.analytics.io.kafka.KafkaStream;
import com.skillforge.analytics.model.SourceBatch;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Opens the source that the options name. */
final class Sources {
  private Sources() {}

  /**
   * Freezes what is to be read.
   *
   * @param topics the topics that the pipeline needs; files are read whatever they hold
   * @param from the first record timestamp to read; empty for the whole history
   * @throws com.skillforge.analytics.io.SourceException when the source cannot be read
   */
  static EventSource<? extends SourceBatch> open(
      JobOptions options, TrackingPlan plan, List<String> topics, Optional<Instant> from) {
    if (options.getSource().equals("files")) {
      return FileSource.open(options.getInput(), new TopicRouter(plan));
    }
    KafkaConnection connection = connection(options);
    if (options.isStreaming()) {
      return KafkaStream.open(
          connection, topics, from, Duration.ofSeconds(options.getMaxOutOfOrderSeconds()));
    }
    KafkaRange range = KafkaRange.freeze(connection, topics, from, Values.instant(options.getTo()));
    Duration patience = Duration.ofSeconds(options.getBrokerPatienceSeconds());
    return new KafkaRangeSource(connection, range, patience);
  }

  private static KafkaConnection connection(JobOptions options) {
    return options.getKafkaProperties() == null
        ? KafkaConnection.to(options.getBootstrapServers())
        : KafkaConnection.to(options.getBootstrapServers(), options.getKafkaProperties());
  }
}
