package com.skillforge.analytics.cli.broker;

/** The embedded broker cannot start. The message is one sentence that says what to do. */
public class BrokerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BrokerException(String message) {
    super(message);
  }

  public BrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
