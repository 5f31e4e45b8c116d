package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Where two things that are compared are. */
@Description("Sides")
public interface TwoSidesOptions extends AllWarehouseOptions {
  @Description("The file of a second local warehouse, in the place of a second name.")
  @Nullable String getOtherLocalWarehouse();

  void setOtherLocalWarehouse(String file);
}
