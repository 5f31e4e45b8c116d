package com.skillforge.analytics.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** All that this process logs meanwhile, at the level at which people look for mistakes. */
public final class LogFile implements AutoCloseable {
  private final Logger root;
  private final Level before;
  private final FileAppender<ILoggingEvent> appender = new FileAppender<>();

  private LogFile(Logger root) {
    this.root = root;
    this.before = root.getLevel();
  }

  /** Begins to write a file. */
  public static LogFile to(Path file) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    LogFile log = new LogFile(context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME));
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%level %logger %msg%n%ex");
    encoder.start();
    log.appender.setContext(context);
    log.appender.setFile(file.toString());
    log.appender.setEncoder(encoder);
    log.appender.start();
    log.root.addAppender(log.appender);
    log.root.setLevel(Level.DEBUG);
    return log;
  }

  /** The file. */
  public Path file() {
    return Path.of(appender.getFile());
  }

  @Override
  public void close() {
    root.setLevel(before);
    root.detachAppender(appender);
    appender.stop();
  }
}
