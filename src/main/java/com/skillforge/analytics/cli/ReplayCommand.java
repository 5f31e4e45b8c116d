package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.kafka.KafkaConnection;
import com.skillforge.analytics.io.secrets.SecretManager;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.replay.Replay;
import com.skillforge.analytics.replay.ReplayConfig;
import com.skillforge.analytics.replay.ReplayOptions;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** {@code replay.sh}: publishes files to their Kafka topics. */
public final class ReplayCommand {
  static final Command COMMAND =
      OptionsCommand.of(
          new OptionsCommand.Help(
              "replay.sh --input=<glob> --bootstrapServers=host:port [--option=value …]",
              "Publishes newline-delimited JSON files to their Kafka topics, every line unchanged,"
                  + " malformed ones too.",
              List.of(ReplayOptions.class)),
          ReplayOptions.class,
          ReplayCommand::check,
          ReplayCommand::run);

  private ReplayCommand() {}

  public static void main(String[] args) {
    COMMAND.runProcess(args);
  }

  private static ExitCode run(ReplayOptions options, PrintStream out) {
    KafkaConnection connection =
        options.getKafkaProperties() == null
            ? KafkaConnection.to(options.getBootstrapServers())
            : KafkaConnection.to(
                options.getBootstrapServers(),
                options.getKafkaProperties(),
                SecretManager.of(options));
    ReplayConfig config =
        new ReplayConfig(
            options.getInput(),
            connection,
            options.getRate(),
            ReplayConfig.Timestamps.valueOf(options.getTimestamps().toUpperCase(Locale.ROOT)));
    out.println(Replay.report(Replay.run(config, TrackingPlan.builtIn(), System.err)));
    return ExitCode.DONE;
  }

  private static void check(ReplayOptions options, List<String> problems) {
    if (Values.list(options.getInput()).isEmpty()) {
      problems.add("--input is required, for example --input='events/*.ndjson'.");
    }
    if (Values.list(options.getBootstrapServers()).isEmpty()) {
      problems.add(
          "--bootstrapServers is required, for example --bootstrapServers=localhost:9092.");
    }
    Values.checkAtLeast("rate", options.getRate(), 0, problems);
    Values.checkChoice("timestamps", options.getTimestamps(), List.of("event", "now"), problems);
  }
}
