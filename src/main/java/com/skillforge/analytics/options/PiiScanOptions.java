package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Where raw PII is looked for. */
@Description("Scan")
public interface PiiScanOptions extends AllWarehouseOptions {
  @Description(
      "Files to look at: paths or patterns, separated by commas, for example logs/*.log; what ends"
          + " with .gz is unpacked. With files, a warehouse is looked at only where --warehouses or"
          + " --localWarehouse is given too.")
  @Nullable String getInput();

  void setInput(String input);
}
