package com.skillforge.analytics.cli.broker;

import com.skillforge.analytics.plan.TrackingPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code broker.sh}: an embedded Kafka broker with the plan's topics, in the foreground. */
public final class BrokerCommand {
  private static final String USAGE =
      """
      Usage: broker.sh [--port=9092] [--data-dir=<directory>]

      Runs a Kafka broker for this machine in the foreground, with the topics of the tracking plan.
        --port=N          port for clients, 1 to 65535 (default 9092)
        --data-dir=DIR    keeps topics and records there; default: a temporary directory
      """;

  private BrokerCommand() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String[] args) {
    BrokerConfig config = BrokerConfig.temporary().withPort(9092);
    List<String> problems = new ArrayList<>();
    for (String arg : args) {
      if (arg.equals("--help")) {
        System.out.print(USAGE);
        return 0;
      } else if (arg.matches("--port=\\d{1,5}") && port(arg) >= 1 && port(arg) <= 65535) {
        config = config.withPort(port(arg));
      } else if (arg.startsWith("--port=")) {
        problems.add(arg + ": the port must be a number from 1 to 65535");
      } else if (arg.startsWith("--data-dir=") && arg.length() > "--data-dir=".length()) {
        config = config.withDataDir(Path.of(arg.substring("--data-dir=".length())));
      } else {
        problems.add(arg + ": unknown option; the options are --port, --data-dir and --help");
      }
    }
    if (!problems.isEmpty()) {
      problems.forEach(System.err::println);
      return 2;
    }
    try {
      Broker.run(config, TrackingPlan.builtIn(), System.out);
      return 0;
    } catch (BrokerException e) {
      System.err.println(e.getMessage());
      return 3;
    }
  }

  private static int port(String arg) {
    return Integer.parseInt(arg.substring("--port=".length()));
  }
}
