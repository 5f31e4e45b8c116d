package com.skillforge.analytics.broker;

import com.skillforge.analytics.plan.TrackingPlan;
import java.io.PrintStream;

/** Runs the embedded broker in the foreground until the process is told to stop. */
public final class Broker {
  private Broker() {}

  /**
   * Starts the broker, creates the plan's topics and returns when the broker has stopped.
   *
   * @param out gets one line, with the address, as soon as the broker can be used
   * @throws BrokerException when the broker cannot start
   */
  public static void run(BrokerConfig config, TrackingPlan plan, PrintStream out) {
    EmbeddedBroker broker = EmbeddedBroker.start(config);
    Thread stop = new Thread(broker::close, "stop-broker");
    Runtime.getRuntime().addShutdownHook(stop);
    PlanTopics.create(broker.bootstrapServers(), plan);
    out.println("Kafka is ready on " + broker.bootstrapServers() + " (Ctrl-C stops it)");
    out.flush();
    broker.awaitShutdown();
  }
}
