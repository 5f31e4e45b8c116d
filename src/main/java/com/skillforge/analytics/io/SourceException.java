package com.skillforge.analytics.io;

import com.skillforge.analytics.options.ExitCode;
import com.skillforge.analytics.options.UserError;

/** A source that cannot be read. The message is one sentence that says what to do. */
public class SourceException extends UserError {
  private static final long serialVersionUID = 1L;

  public SourceException(String message) {
    super(ExitCode.SOURCE, message);
  }

  public SourceException(String message, Throwable cause) {
    super(ExitCode.SOURCE, message, cause);
  }
}
