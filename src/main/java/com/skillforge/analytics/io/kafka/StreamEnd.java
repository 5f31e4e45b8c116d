package com.skillforge.analytics.io.kafka;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a stream that is to end by itself stops to read. What was read before goes through the
 * pipeline as if time had come to its end: every window closes, and the run is over.
 */
sealed interface StreamEnd extends Serializable {
  /** A stream that reads until it is stopped. */
  StreamEnd NEVER = new Never();

  /** Whether a record is not to be read any more. */
  boolean isBeyond(TopicPartition partition, long offset);

  /**
   * Whether a partition has been read to the end.
   *
   * @param next the offset behind the last record that was read; negative before the first one
   * @param caughtUp whether the partition holds nothing more
   * @param quiet whether no record has come for a while
   */
  boolean isReached(TopicPartition partition, long next, boolean caughtUp, boolean quiet);

  /** See {@link #NEVER}. */
  record Never() implements StreamEnd {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isBeyond(TopicPartition partition, long offset) {
      return false;
    }

    @Override
    public boolean isReached(TopicPartition partition, long next, boolean caughtUp, boolean quiet) {
      return false;
    }
  }

  /** At the end that each partition had at launch. */
  record AtLaunch(HashMap<TopicPartition, KafkaRange.Slice> slices) implements StreamEnd {
    private static final long serialVersionUID = 1L;

    static AtLaunch of(KafkaRange range) {
      HashMap<TopicPartition, KafkaRange.Slice> slices = new HashMap<>();
      range
          .partitions()
          .forEach(
              slice -> slices.put(new TopicPartition(slice.topic(), slice.partition()), slice));
      return new AtLaunch(slices);
    }

    @Override
    public boolean isBeyond(TopicPartition partition, long offset) {
      return offset >= slices.get(partition).end();
    }

    @Override
    public boolean isReached(TopicPartition partition, long next, boolean caughtUp, boolean quiet) {
      KafkaRange.Slice slice = slices.get(partition);
      return slice.size() == 0 || next >= slice.end() || caughtUp;
    }
  }

  /** As soon as a file is there, and what was on its way has been read. */
  record WhenFileExists(String file) implements StreamEnd {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isBeyond(TopicPartition partition, long offset) {
      return exists();
    }

    @Override
    public boolean isReached(TopicPartition partition, long next, boolean caughtUp, boolean quiet) {
      return quiet && exists();
    }

    private boolean exists() {
      return Files.exists(Path.of(file));
    }
  }
}
