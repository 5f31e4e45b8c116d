package com.skillforge.analytics.io;

/** A source that cannot be read. The message is one sentence that says what to do. */
public class SourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SourceException(String message) {
    super(message);
  }

  public SourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
