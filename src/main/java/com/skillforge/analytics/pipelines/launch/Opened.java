package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.OffsetCoverage;
import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Instant;
import java.util.Map;

/** What a run reads, opened. */
record Opened(Input input, KnownTerms terms) {

  /**
   * Opens it, and checks that it reaches back far enough.
   *
   * @param coverage see {@link Warehouses#coverage}
   * @throws com.skillforge.analytics.io.SourceException when it does not, or cannot be read
   */
  static Opened of(
      Launch launch, TrackingPlan plan, Instant launchedAt, Map<String, OffsetCoverage> coverage) {
    Input input = Sources.open(launch, plan, Reading.of(launch, plan, launchedAt, coverage));
    KnownTerms terms = KnownTerms.of(launch);
    launch.job().checkHistory(launch.request(), plan, input, terms.known());
    return new Opened(input, terms);
  }
}
