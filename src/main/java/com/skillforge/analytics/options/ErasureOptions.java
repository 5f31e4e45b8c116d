package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Whom to erase where no topic or file says it. */
@Description("Erasure")
public interface ErasureOptions extends PipelineOptions {
  @Description(
      "Erase this user, instead of those whom the requests of a topic or of files are about.")
  @Parameter(localOnly = true)
  @Nullable String getUser();

  void setUser(@Nullable String user);

  @Description("With --user: the institution.")
  @Default.String("default")
  @Parameter(localOnly = true)
  String getTenant();

  void setTenant(String tenant);

  @Description(
      "With --user: the name of the request in receipts, for example a ticket; without it one that"
          + " tells the time.")
  @Parameter(localOnly = true)
  @Nullable String getRequestId();

  void setRequestId(@Nullable String requestId);
}
