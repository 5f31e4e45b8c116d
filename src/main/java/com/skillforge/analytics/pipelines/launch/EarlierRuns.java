package com.skillforge.analytics.pipelines.launch;

import java.time.Instant;
import java.util.Optional;

/** What the warehouses know of earlier runs. */
public interface EarlierRuns {
  /**
   * The earliest event time from which a warehouse may lack records that a late opt-in has let
   * through, see {@code WarehouseSink}.
   *
   * @param pipeline the pipeline that stores records
   * @param audit the pipeline that reads them again
   */
  Optional<Instant> letInLate(String pipeline, String audit);
}
