package com.skillforge.analytics.io;

import com.skillforge.analytics.options.ExitCode;
import com.skillforge.analytics.options.UserError;

/** A warehouse that cannot be read or written. The message is one sentence that says what to do. */
public class WarehouseException extends UserError {
  private static final long serialVersionUID = 1L;

  public WarehouseException(String message) {
    super(ExitCode.WAREHOUSE, message);
  }

  public WarehouseException(String message, Throwable cause) {
    super(ExitCode.WAREHOUSE, message, cause);
  }
}
