package com.skillforge.analytics.broker;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;

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
