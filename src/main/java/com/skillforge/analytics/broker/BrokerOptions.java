package com.skillforge.analytics.broker;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How the embedded broker runs. */
@Description("Broker")
public interface BrokerOptions extends PipelineOptions {
  @Description("The port that clients connect to.")
  @Default.Integer(9092)
  int getPort();

  void setPort(int port);

  @Description(
      "A directory that keeps topics and records (--data-dir works too); without it they are"
          + " forgotten when the broker stops.")
  String getDataDir();

  void setDataDir(String directory);
}
