package com.skillforge.analytics.ops.metrics;

import com.skillforge.analytics.model.metrics.Sample;
import java.util.List;

/**
 * One way in which somebody hears of what is measured of a run. Nothing that goes wrong here is
 * thrown: it is a warning in the log, and the run goes on as if nobody had asked.
 */
public interface WayOut {
  /** A run has begun: it can be asked from now on. */
  default void begin(MetricSource run) {}

  /**
   * A run has ended, and says this for the last time.
   *
   * @param pipeline the run's
   * @param environment the run's
   */
  default void end(String pipeline, String environment, List<Sample> last) {}
}
