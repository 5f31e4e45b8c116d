package com.skillforge.analytics.io.kafka;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.io.EventSource;
import com.skillforge.analytics.io.HistoryStart;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.model.SourceRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Reads Kafka without an end, through KafkaIO. Where it starts is frozen at launch; from there on
 * nothing is skipped. Elements carry the timestamp of their earliest record; the watermark is
 * explained at {@link RecordTimePolicy}. A topic that is deleted or made anew meanwhile fails the
 * pipeline with a {@link com.skillforge.analytics.io.SourceException} within a minute.
 *
 * <p>Dataflow reads through KafkaIO's splittable function, record by record. The Direct runner and
 * Flink read through its {@code UnboundedSource}, {@link #inBatches}.
 */
public final class KafkaStream implements EventSource<SourceRecords> {
  /** How late, compared to the newest record of its partition, a record is expected at most. */
  public static final Duration DEFAULT_MAX_OUT_OF_ORDERNESS = Duration.ofSeconds(30);

  private final KafkaConnection connection;
  private final KafkaRange range;
  private final Optional<Instant> from;
  private final Duration maxOutOfOrderness;
  private final StreamEnd end;
  private final boolean batched;

  private KafkaStream(
      KafkaConnection connection,
      KafkaRange range,
      Optional<Instant> from,
      Duration maxOutOfOrderness,
      StreamEnd end,
      boolean batched) {
    this.connection = connection;
    this.range = range;
    this.from = from;
    this.maxOutOfOrderness = maxOutOfOrderness;
    this.end = end;
    this.batched = batched;
  }

  /**
   * Checks the cluster and finds where to start.
   *
   * @param from the first record timestamp to read; empty for everything that the log still has
   * @param maxOutOfOrderness see {@link RecordTimePolicy}
   * @throws com.skillforge.analytics.io.SourceException as {@link KafkaRange#freeze}
   */
  public static KafkaStream open(
      KafkaConnection connection,
      Collection<String> topics,
      Optional<Instant> from,
      Duration maxOutOfOrderness) {
    KafkaRange range = KafkaRange.freeze(connection, topics, from);
    return new KafkaStream(connection, range, from, maxOutOfOrderness, StreamEnd.NEVER, false);
  }

  /** The stream that ends with what the topics hold now. */
  public KafkaStream untilNow() {
    return until(StreamEnd.AtLaunch.of(range));
  }

  /** The stream that ends when a file appears, on machines that all see it. */
  public KafkaStream until(String file) {
    return until(new StreamEnd.WhenFileExists(file));
  }

  private KafkaStream until(StreamEnd last) {
    return new KafkaStream(connection, range, from, maxOutOfOrderness, last, batched);
  }

  /** The stream for a runner that reads an {@code UnboundedSource} by itself. */
  public KafkaStream inBatches() {
    return new KafkaStream(connection, range, from, maxOutOfOrderness, end, true);
  }

  @Override
  public PTransform<PBegin, PCollection<SourceRecords>> read() {
    return new ReadRecords(
        new ConsumerFactory(connection, starts(), range.topicIds(), end),
        maxOutOfOrderness,
        batched);
  }

  private Map<TopicPartition, Long> starts() {
    Map<TopicPartition, Long> starts = new HashMap<>();
    for (KafkaRange.Slice slice : range.partitions()) {
      starts.put(new TopicPartition(slice.topic(), slice.partition()), slice.start());
    }
    return starts;
  }

  /**
   * The start of every partition: <code>{"cluster":"…","topics":{"topic":{"partition":0}}}</code>.
   */
  @Override
  public String describe() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("cluster", range.cluster());
    ObjectNode topics = json.putObject("topics");
    for (KafkaRange.Slice slice : range.partitions()) {
      topics
          .withObjectProperty(slice.topic())
          .put(String.valueOf(slice.partition()), slice.start());
    }
    return json.toString();
  }

  @Override
  public Optional<List<HistoryStart>> historyStarts() {
    return Optional.of(KafkaHistory.starts(connection, range, from));
  }

  @Override
  public long size() {
    return -1;
  }

  private static final class ReadRecords extends PTransform<PBegin, PCollection<SourceRecords>> {
    private static final long serialVersionUID = 1L;

    private final ConsumerFactory consumers;
    private final Duration maxOutOfOrderness;
    private final boolean batched;

    ReadRecords(ConsumerFactory consumers, Duration maxOutOfOrderness, boolean batched) {
      this.consumers = consumers;
      this.maxOutOfOrderness = maxOutOfOrderness;
      this.batched = batched;
    }

    @Override
    public PCollection<SourceRecords> expand(PBegin input) {
      if (batched) {
        return input.apply("ReadKafka", Read.from(BatchedSource.of(kafkaIo())));
      }
      return input
          .apply("ReadKafka", kafkaIo())
          .apply(
              "ToSourceRecord",
              MapElements.into(TypeDescriptor.of(SourceRecords.class))
                  .via(record -> new SourceRecords(List.of(convert(record)))))
          .setCoder(SourceRecords.coder());
    }

    private KafkaIO.Read<byte[], byte[]> kafkaIo() {
      Duration delay = maxOutOfOrderness;
      StreamEnd until = consumers.end;
      return KafkaIO.<byte[], byte[]>read()
          .withBootstrapServers(consumers.connection.bootstrapServers())
          .withTopicPartitions(List.copyOf(consumers.starts.keySet()))
          .withKeyDeserializer(ByteArrayDeserializer.class)
          .withValueDeserializer(ByteArrayDeserializer.class)
          .withConsumerFactoryFn(consumers)
          .withTimestampPolicyFactory(
              (partition, previous) -> new RecordTimePolicy(delay, previous, partition, until));
    }
  }

  static SourceRecord convert(KafkaRecord<byte[], byte[]> record) {
    return new SourceRecord(
        new RecordPosition(
            RecordPosition.KAFKA, record.getTopic(), record.getPartition(), record.getOffset()),
        record.getTimestamp(),
        record.getKV().getKey(),
        record.getKV().getValue());
  }

  /** Makes a consumer on a worker: only there the secrets of the connection are filled in. */
  private static final class ConsumerFactory
      implements SerializableFunction<Map<String, Object>, Consumer<byte[], byte[]>> {
    private static final long serialVersionUID = 1L;

    private final KafkaConnection connection;
    private final HashMap<TopicPartition, Long> starts;
    private final TreeMap<String, String> topicIds;
    private final StreamEnd end;
    private transient @Nullable TopicWatch watch;

    ConsumerFactory(
        KafkaConnection connection,
        Map<TopicPartition, Long> starts,
        Map<String, String> topicIds,
        StreamEnd end) {
      this.connection = connection;
      this.starts = new HashMap<>(starts);
      this.topicIds = new TreeMap<>(topicIds);
      this.end = end;
    }

    @Override
    public Consumer<byte[], byte[]> apply(Map<String, Object> fromKafkaIo) {
      Map<String, Object> config = new HashMap<>(connection.consumerConfig());
      config.putAll(fromKafkaIo);
      // A start that has been deleted meanwhile must fail, not jump to another record.
      config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
      config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
      config.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
      return new StartingConsumer(config, starts, end, watch());
    }

    /** One watch for all consumers: runners make them anew all the time. */
    private synchronized TopicWatch watch() {
      if (watch == null) {
        watch = new TopicWatch(connection, topicIds);
      }
      return watch;
    }
  }
}
