package com.skillforge.analytics.replay;

import com.skillforge.analytics.io.files.FileSource;
import com.skillforge.analytics.io.files.RecordFields;
import com.skillforge.analytics.io.files.TopicRouter;
import com.skillforge.analytics.io.kafka.KafkaTopics;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.ops.ProgressBar;
import com.skillforge.analytics.ops.Terminal;
import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.simulation.BulkProducer;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Publishes newline-delimited JSON files to their topics, every line unchanged, malformed ones too.
 * Records of one key keep their order.
 */
public final class Replay {
  private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ReplayConfig config;
  private final TrackingPlan plan;
  private final RecordKeys keys;
  private final EventTimes times;
  private final ProgressBar progress;
  private final FileSource files;

  private final SortedMap<String, Long> published = new TreeMap<>();
  private final Set<String> existing = new HashSet<>();
  private long records;
  private long lastProgress = System.nanoTime();
  private long lastMillis = System.currentTimeMillis();
  private String lastFile = "";

  private Replay(ReplayConfig config, TrackingPlan plan, PrintStream err) {
    this.config = config;
    this.plan = plan;
    this.keys = new RecordKeys(plan);
    this.times = new EventTimes(plan);
    this.files = FileSource.open(config.input(), new TopicRouter(plan));
    this.progress = new ProgressBar(err, "replay", files.size());
  }

  /**
   * Publishes everything and waits until the broker has it.
   *
   * @param err where progress is shown
   * @return how many records each topic got
   * @throws com.skillforge.analytics.commandline.UserError when a file cannot be read, a topic does
   *     not exist, or the broker does not take a record
   */
  public static SortedMap<String, Long> run(
      ReplayConfig config, TrackingPlan plan, PrintStream err) {
    return new Replay(config, plan, err).publish();
  }

  private SortedMap<String, Long> publish() {
    requireTopics(files.fileTopics());
    try (BulkProducer producer = new BulkProducer(producerConfig())) {
      Pace pace = new Pace(config.rate());
      files.forEach(
          record -> {
            requireTopics(Set.of(record.position().topic()));
            pace.await();
            send(record, producer);
          });
      producer.finish();
    } finally {
      progress.clear();
    }
    return published;
  }

  private void requireTopics(Set<String> topics) {
    if (!existing.containsAll(topics)) {
      KafkaTopics.requireExisting(config.connection(), topics);
      existing.addAll(topics);
    }
  }

  private void send(SourceRecord line, BulkProducer producer) {
    String topic = line.position().topic();
    RecordFields fields = RecordFields.of(line.value());
    producer.send(topic, key(line.position(), fields), timestamp(line, fields), line.value());
    published.merge(topic, 1L, Long::sum);
    records++;
    if (Terminal.showsProgress() && System.nanoTime() - lastProgress >= PROGRESS_NANOS) {
      lastProgress = System.nanoTime();
      progress.show(records);
    }
  }

  private byte[] key(RecordPosition position, RecordFields fields) {
    String key = keys.of(position.topic(), fields).orElse(null);
    if (key == null && plan.topic(position.topic()).filter(Topic::compacted).isPresent()) {
      // A compacted topic takes no record without a key; this one is like no other.
      key = position.source() + ":" + position.offset();
    }
    return key == null ? null : key.getBytes(StandardCharsets.UTF_8);
  }

  private long timestamp(SourceRecord line, RecordFields fields) {
    if (config.timestamps() == ReplayConfig.Timestamps.NOW) {
      return System.currentTimeMillis();
    }
    if (!line.position().source().equals(lastFile)) {
      lastFile = line.position().source();
      lastMillis = System.currentTimeMillis();
    }
    OptionalLong eventTime = times.of(fields);
    lastMillis = eventTime.orElse(lastMillis);
    return lastMillis;
  }

  private Map<String, Object> producerConfig() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000L);
    // A batch that is refused and sent again must not be overtaken by the next one.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    properties.putAll(config.connection().producerConfig());
    return properties;
  }

  /** For people: {@code Published 3 records (etl.jobs 1, platform.accounts 2)}. */
  public static String report(SortedMap<String, Long> published) {
    List<String> topics =
        published.entrySet().stream()
            .map(entry -> "%s %,d".formatted(entry.getKey(), entry.getValue()))
            .toList();
    long total = published.values().stream().mapToLong(Long::longValue).sum();
    return "Published %,d records%s"
        .formatted(total, topics.isEmpty() ? "" : " (" + String.join(", ", topics) + ")");
  }
}
