package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.EventSource;
import com.skillforge.analytics.io.HistorySource;
import com.skillforge.analytics.io.HistoryStart;
import com.skillforge.analytics.io.RunOffsets;
import com.skillforge.analytics.io.files.FileSource;
import com.skillforge.analytics.io.files.TopicRouter;
import com.skillforge.analytics.io.kafka.KafkaConnection;
import com.skillforge.analytics.io.kafka.KafkaRange;
import com.skillforge.analytics.io.kafka.KafkaRangeSource;
import com.skillforge.analytics.io.kafka.KafkaStream;
import com.skillforge.analytics.io.kafka.NewOffsets;
import com.skillforge.analytics.io.secrets.SecretManager;
import com.skillforge.analytics.model.ErasedIds;
import com.skillforge.analytics.model.SourceBatch;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.RunnerKind;
import com.skillforge.analytics.options.SourceName;
import com.skillforge.analytics.options.SourceOptions;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens the sources that the options name. */
final class Sources {
  private Sources() {}

  /**
   * Freezes what is to be read.
   *
   * @throws com.skillforge.analytics.io.SourceException when a source cannot be read
   */
  static Input open(Launch launch, TrackingPlan plan, Reading reading) {
    JobOptions options = launch.options();
    Optional<EventSource<? extends SourceBatch>> received = launch.job().ownSource(plan);
    Set<SourceName> names = received.isPresent() ? Set.of() : launch.request().sources();
    Optional<HistorySource> stored =
        launch
            .request()
            .history()
            .map(kind -> Warehouses.history(kind, options, plan, types(plan, reading.topics())));
    Map<String, RunOffsets> offsets = Map.of();
    if (names.contains(SourceName.FILES)) {
      received = Optional.of(FileSource.open(options.getInput(), new TopicRouter(plan)));
    } else if (names.contains(SourceName.KAFKA) && options.isStreaming()) {
      received = Optional.of(stream(options, reading));
    } else if (names.contains(SourceName.KAFKA) && reading.isBetween()) {
      received =
          Optional.of(
              KafkaRangeSource.between(
                  connection(options),
                  reading.topics(),
                  reading.from(),
                  reading.to(),
                  patience(options)));
    } else if (names.contains(SourceName.KAFKA)) {
      NewOffsets taken = logs(launch, reading);
      received =
          Optional.of(new KafkaRangeSource(connection(options), taken.range(), patience(options)));
      offsets = taken.byWarehouse();
    }
    boolean wanted =
        names.contains(SourceName.FILES)
            || types(plan, reading.topics()).stream().anyMatch(type -> type.has(Role.PERSONA));
    return new Input(
        received,
        stored,
        Identity.open(options),
        received.isPresent() && wanted ? Personas.open(options) : Optional.empty(),
        reading.limit(),
        offsets,
        reading.looksBack() ? historyStarts(received, stored) : List.of(),
        ErasedIds.NONE,
        false);
  }

  /** What earlier runs have stored makes up for what has left Kafka since. */
  private static List<HistoryStart> historyStarts(
      Optional<EventSource<? extends SourceBatch>> received, Optional<HistorySource> stored) {
    Optional<List<HistoryStart>> begins = received.flatMap(source -> source.historyStarts());
    if (stored.isEmpty()) {
      return begins.orElse(List.of());
    }
    return begins
        .map(stored.get()::startsBefore)
        .orElseGet(() -> stored.get().historyStarts().orElse(List.of()));
  }

  /** The record types that travel on topics. */
  private static List<RecordType> types(TrackingPlan plan, List<String> topics) {
    return plan.recordTypes().stream()
        .filter(
            type ->
                plan.topics().stream()
                    .anyMatch(
                        topic ->
                            topics.contains(topic.name())
                                && topic.recordTypes().contains(type.name())))
        .toList();
  }

  private static EventSource<? extends SourceBatch> stream(JobOptions options, Reading reading) {
    KafkaStream stream =
        KafkaStream.open(
            connection(options),
            reading.topics(),
            reading.from(),
            Duration.ofSeconds(options.getMaxOutOfOrderSeconds()));
    if (RunnerKind.of(options).readsUnboundedSources()) {
      stream = stream.inBatches();
    }
    if (options.getDrainAtEnd()) {
      return stream.untilNow();
    }
    return options.getDrainFile() == null ? stream : stream.until(options.getDrainFile());
  }

  /** Whole logs; of a scheduled run that takes offsets, what is new in them. */
  private static NewOffsets logs(Launch launch, Reading reading) {
    KafkaRange logs = KafkaRange.freeze(connection(launch.options()), reading.topics());
    if (!reading.takesOffsets()) {
      return new NewOffsets(logs, Map.of());
    }
    return launch.request().schedule().isEmpty()
        ? NewOffsets.all(logs, reading.coverage())
        : NewOffsets.since(logs, reading.coverage());
  }

  static Duration patience(SourceOptions options) {
    return Duration.ofSeconds(options.getBrokerPatienceSeconds());
  }

  /** How to reach the cluster that options name. */
  static KafkaConnection connection(SourceOptions options) {
    return options.getKafkaProperties() == null
        ? KafkaConnection.to(options.getBootstrapServers())
        : KafkaConnection.to(
            options.getBootstrapServers(), options.getKafkaProperties(), SecretManager.of(options));
  }
}
