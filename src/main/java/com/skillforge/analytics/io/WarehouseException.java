package com.skillforge.analytics.io;

/** A warehouse that cannot be read or written. The message is one sentence that says what to do. */
public class WarehouseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WarehouseException(String message) {
    super(message);
  }

  public WarehouseException(String message, Throwable cause) {
    super(message, cause);
  }
}
