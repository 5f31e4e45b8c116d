package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.Period;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.IncompatibleWindowException;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.NonMergingWindowFn;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowMappingFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * The windows and triggers of streaming KPIs, in one place.
 *
 * <p>The window of a shard's totals is the period of the row that they belong to: not a stretch
 * around an event, because a record may change the row of an earlier or a later period. A window
 * has early panes, an on-time pane when the watermark passes the end of the period, and late panes
 * that restate it until the allowed lateness is over; what changes then is dropped, see {@link
 * LateRecords}. Every pane holds the whole of the row, not a difference.
 */
public final class PeriodWindows
    extends NonMergingWindowFn<KV<String, ShardTable>, IntervalWindow> {
  private static final long serialVersionUID = 1L;

  /** The totals of all shards follow each other within this time: they share a pane. */
  private static final Duration GATHER = Duration.standardSeconds(1);

  private PeriodWindows() {}

  static Window<KV<String, ShardTable>> withPanes(Duration allowedLateness) {
    Trigger.OnceTrigger gathered = AfterProcessingTime.pastFirstElementInPane().plusDelayOf(GATHER);
    return Window.<KV<String, ShardTable>>into(new PeriodWindows())
        .triggering(
            AfterWatermark.pastEndOfWindow().withEarlyFirings(gathered).withLateFirings(gathered))
        .withAllowedLateness(allowedLateness)
        .accumulatingFiredPanes();
  }

  static IntervalWindow of(Period period) {
    return new IntervalWindow(
        Instant.ofEpochMilli(period.startMillis()), Instant.ofEpochMilli(period.endMillis()));
  }

  @Override
  public Collection<IntervalWindow> assignWindows(AssignContext context) {
    return List.of(of(context.element().getValue().period()));
  }

  @Override
  @SuppressWarnings("deprecation") // abstract in WindowFn all the same
  public boolean isCompatible(WindowFn<?, ?> other) {
    return other instanceof PeriodWindows;
  }

  @Override
  public void verifyCompatibility(WindowFn<?, ?> other) throws IncompatibleWindowException {
    if (!(other instanceof PeriodWindows)) {
      throw new IncompatibleWindowException(other, "period windows go with period windows only");
    }
  }

  @Override
  public Coder<IntervalWindow> windowCoder() {
    return IntervalWindow.getCoder();
  }

  @Override
  public WindowMappingFn<IntervalWindow> getDefaultWindowMappingFn() {
    throw new UnsupportedOperationException("rows of periods are not a side input");
  }
}
