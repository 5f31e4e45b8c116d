package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.kpi.Kpi;
import com.skillforge.analytics.model.KpiValue;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * A stream that has read its input to the end closes all of its windows as if their time had come.
 * By the clock nothing has been seen beyond now: that is the as-of of such rows, and those of
 * periods that are not over and settled are not final; so that the rows of the next stream, which
 * goes on in the same period, take their place.
 */
final class NotAheadOfTimeFn extends DoFn<KpiValue, KpiValue> {
  private static final long serialVersionUID = 1L;

  private final Clock clock;

  /** By KPI: how long after the end of a period its rows change by time passing, in ms. */
  private final HashMap<String, Long> settling;

  NotAheadOfTimeFn(Clock clock, Map<String, Long> settling) {
    this.clock = clock;
    this.settling = new HashMap<>(settling);
  }

  static NotAheadOfTimeFn of(Clock clock, List<Kpi> kpis) {
    Map<String, Long> settling = new HashMap<>();
    kpis.forEach(kpi -> settling.put(kpi.name(), kpi.settling().toMillis()));
    return new NotAheadOfTimeFn(clock, settling);
  }

  @ProcessElement
  public void process(@Element KpiValue row, OutputReceiver<KpiValue> out) {
    long now = clock.millis();
    if (row.asOfMillis() <= now) {
      out.output(row);
      return;
    }
    long settled = row.key().period().endMillis() + settling.get(row.key().kpi());
    out.output(row.asOf(now, row.isFinal() && settled <= now));
  }
}
