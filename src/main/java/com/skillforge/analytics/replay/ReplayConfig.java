package com.skillforge.analytics.replay;

import com.skillforge.analytics.io.kafka.KafkaConnection;

/**
 * What to publish, where and how.
 *
 * @param input the files, see {@link com.skillforge.analytics.io.files.InputFiles#match}
 * @param connection the cluster
 * @param rate records per second; 0 for as fast as possible
 * @param timestamps which timestamps the records get
 */
public record ReplayConfig(
    String input, KafkaConnection connection, long rate, Timestamps timestamps) {

  /** Which timestamps records get in Kafka. */
  public enum Timestamps {
    /** The time of the event; a record that does not tell it gets that of the record before it. */
    EVENT,
    /** The time of publishing. */
    NOW
  }
}
