package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** For whom a query is run. */
@Description("Reader")
public interface SqlQueryOptions extends SqlOptions {
  @Description("Institution of the reader: whose rows the views of for_advisors show.")
  @Nullable String getTenant();

  void setTenant(@Nullable String tenant);
}
