package com.skillforge.analytics.cli;

import com.skillforge.analytics.broker.Broker;
import com.skillforge.analytics.broker.BrokerConfig;
import com.skillforge.analytics.broker.BrokerOptions;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** {@code broker.sh}: an embedded Kafka broker with the plan's topics, in the foreground. */
public final class BrokerCommand {
  private static final int MAX_PORT = 65_535;

  static final Command COMMAND =
      OptionsCommand.of(
          new OptionsCommand.Help(
              "broker.sh [--port=9092] [--data-dir=…]",
              "Runs a Kafka broker for this machine in the foreground, with the topics of the tracking"
                  + " plan. Ctrl-C stops it.",
              List.of(BrokerOptions.class)),
          BrokerOptions.class,
          BrokerCommand::checkPort,
          BrokerCommand::run);

  private BrokerCommand() {}

  public static void main(String[] args) {
    COMMAND.runProcess(args);
  }

  private static ExitCode run(BrokerOptions options, PrintStream out) {
    BrokerConfig config = BrokerConfig.temporary().withPort(options.getPort());
    if (options.getDataDir() != null) {
      config = config.withDataDir(Path.of(options.getDataDir()));
    }
    Broker.run(config, TrackingPlan.builtIn(), out);
    return ExitCode.DONE;
  }

  private static void checkPort(BrokerOptions options, List<String> problems) {
    if (options.getPort() < 1 || options.getPort() > MAX_PORT) {
      problems.add("--port must be between 1 and " + MAX_PORT + ", not " + options.getPort() + ".");
    }
  }
}
