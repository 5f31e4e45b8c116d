package com.skillforge.analytics.replay;

import com.skillforge.analytics.options.SecretOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** What {@code replay.sh} publishes, where and how. */
@Description("Replay")
public interface ReplayOptions extends SecretOptions {
  @Description(
      "NDJSON files, gzip too; glob patterns or directories, separated by commas. A file called"
          + " <topic>.ndjson goes to that topic; lines of other files are routed by record type and"
          + " persona.")
  String getInput();

  void setInput(String input);

  @Description("The brokers, host:port separated by commas.")
  String getBootstrapServers();

  void setBootstrapServers(String bootstrapServers);

  @Description(
      "A file of Kafka client properties (security …). ${env:NAME} in a value is replaced by the"
          + " environment variable.")
  String getKafkaProperties();

  void setKafkaProperties(String file);

  @Description("Records per second; 0 publishes as fast as the broker takes them.")
  @Default.Integer(0)
  int getRate();

  void setRate(int rate);

  @Description(
      "The records' Kafka timestamps: event for the time of the event (a line that does not tell it"
          + " gets that of the line before), now for the time of publishing.")
  @Default.String("event")
  String getTimestamps();

  void setTimestamps(String timestamps);
}
