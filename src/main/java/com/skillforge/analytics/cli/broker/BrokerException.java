package com.skillforge.analytics.cli.broker;

import com.skillforge.analytics.options.ExitCode;
import com.skillforge.analytics.options.UserError;

/** The embedded broker cannot start. The message is one sentence that says what to do. */
public class BrokerException extends UserError {
  private static final long serialVersionUID = 1L;

  public BrokerException(String message) {
    super(ExitCode.SOURCE, message);
  }

  public BrokerException(String message, Throwable cause) {
    super(ExitCode.SOURCE, message, cause);
  }
}
