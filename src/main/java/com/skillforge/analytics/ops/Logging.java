package com.skillforge.analytics.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.LoggerFactory;

/**
 * Sets up the one logging backend. Logs go to standard error: standard output belongs to results.
 */
public final class Logging {
  private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{0} - %msg%n%ex{short}";

  private Logging() {}

  /**
   * Applies {@code --log} and {@code --logLevel}.
   *
   * @param format {@code text}, or {@code json} for one object a line
   * @param level the least serious level to log
   */
  public static void configure(String format, String level) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return; // on a Dataflow worker the worker's own backend is in charge
    }
    // Read when Snowflake's driver logs for the first time: it has a backend of its own otherwise.
    System.setProperty("net.snowflake.jdbc.loggerImpl", "net.snowflake.client.log.SLF4JLogger");
    context.reset();
    Encoder<ILoggingEvent> encoder = format.equals("json") ? json(context) : text(context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(level));
    root.addAppender(console);
    if (root.getLevel().isGreaterOrEqual(Level.INFO)) {
      context.addTurboFilter(new OutOfMemoryFilter());
    }
    if (root.getLevel().isGreaterOrEqual(Level.WARN)) {
      quietNoise(context);
    }
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    return encoder;
  }

  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithFormattedMessage(true);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithContext(false);
    return encoder;
  }

  /** Warnings of libraries that say nothing a user of these pipelines could act on. */
  private static void quietNoise(LoggerContext context) {
    for (String name :
        new String[] {
          "org.apache.kafka", "kafka", "state.change.logger", "org.apache.beam", "org.apache.flink"
        }) {
      context.getLogger(name).setLevel(Level.ERROR);
    }
    // What it calls an error is reported once, by whoever wanted something of it.
    context.getLogger("net.snowflake").setLevel(Level.OFF);
  }
}
