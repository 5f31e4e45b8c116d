package com.skillforge.analytics.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.slf4j.Marker;

/**
 * Drops what libraries log about a heap that is full: the process says it in one sentence. It
 * decides before there is an event, which would take memory itself: a worker that logs why it has
 * failed must not fail in doing so, or nobody would hear of the first failure.
 */
final class OutOfMemoryFilter extends TurboFilter {
  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] params,
      @Nullable Throwable failure) {
    Object last = params == null || params.length == 0 ? null : params[params.length - 1];
    return isOutOfMemory(failure) || isOutOfMemory(last) ? FilterReply.DENY : FilterReply.NEUTRAL;
  }

  private static boolean isOutOfMemory(@Nullable Object thrown) {
    Throwable cause = thrown instanceof Throwable failure ? failure : null;
    while (cause != null && !(cause instanceof OutOfMemoryError)) {
      cause = cause.getCause();
    }
    return cause != null;
  }
}
