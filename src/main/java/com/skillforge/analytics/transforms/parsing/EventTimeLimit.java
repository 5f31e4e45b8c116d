package com.skillforge.analytics.transforms.parsing;

import java.io.Serializable;

/**
 * Up to when an event can have happened, as the run sees it. A producer whose clock is wrong stamps
 * its records with it, so that their own timestamps do not give it away.
 */
@FunctionalInterface
public interface EventTimeLimit extends Serializable {
  /** No limit but that of the calendar. */
  EventTimeLimit NONE = () -> Long.MAX_VALUE;

  /** How far an event time may be ahead of a clock; just as far is fine. */
  long MAX_AHEAD_MILLIS = 24 * 60 * 60 * 1000L;

  /** The limit of a run that was launched at an instant, in epoch milliseconds. */
  static EventTimeLimit launchedAt(long millis) {
    long latest = millis + MAX_AHEAD_MILLIS;
    return () -> latest;
  }

  /** The latest event time that is believed now, in epoch milliseconds. */
  long latestMillis();
}
