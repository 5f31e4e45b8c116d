package com.skillforge.analytics.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutOfMemoryFilterTest {
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final OutOfMemoryError full = new OutOfMemoryError("Java heap space");
  private Logger logger;

  @BeforeEach
  void configure() {
    LoggerContext context = new LoggerContext();
    context.addTurboFilter(new OutOfMemoryFilter());
    logger = context.getLogger("a library");
    logged.start();
    logger.addAppender(logged);
  }

  @Test
  void whatALibrarySaysAboutAFullHeapIsDropped() {
    logger.error("failed", full);
    logger.error("{} failed", "a step", full);
    logger.warn("{} of {} failed", "a step", "a pipeline", full);
    logger.error("failed", new IllegalStateException(new RuntimeException(full)));
    assertThat(logged.list).isEmpty();
  }

  @Test
  void everythingElseIsLogged() {
    logger.error("failed");
    logger.error("failed", new IllegalStateException("for another reason"));
    logger.error("{} failed", "a step");
    assertThat(logged.list).hasSize(3);
  }
}
