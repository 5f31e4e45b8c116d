package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.model.KpiValue;
import java.time.Clock;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * A drained stream closes all of its windows as if their time had come. A row of a period that is
 * not over by the clock is not final, and has seen the input up to now at most; so that the rows of
 * the next stream, which goes on in the same period, take its place.
 */
final class NotAheadOfTimeFn extends DoFn<KpiValue, KpiValue> {
  private static final long serialVersionUID = 1L;

  private final Clock clock;

  NotAheadOfTimeFn(Clock clock) {
    this.clock = clock;
  }

  @ProcessElement
  public void process(@Element KpiValue row, OutputReceiver<KpiValue> out) {
    out.output(row.asOfMillis() > clock.millis() ? row.provisionalAsOf(clock.millis()) : row);
  }
}
