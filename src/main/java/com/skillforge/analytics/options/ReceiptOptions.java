package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Which receipts of erasures are shown. */
@Description("Receipts")
public interface ReceiptOptions extends AllWarehouseOptions, FormatOptions {
  @Description("Only those of this user, who is known by the salted hash of the suppression list.")
  @Nullable String getUser();

  void setUser(String user);

  @Description("Only those of this institution; with --user default unless it is given.")
  @Nullable String getTenant();

  void setTenant(String tenant);

  @Description("Only those of this request.")
  @Nullable String getRequest();

  void setRequest(String request);
}
