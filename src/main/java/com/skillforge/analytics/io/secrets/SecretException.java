package com.skillforge.analytics.io.secrets;

/** A secret that is not where it should be. The message says what to do, and nothing of it. */
public class SecretException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SecretException(String message) {
    super(message);
  }

  SecretException(String message, Throwable cause) {
    super(message, cause);
  }
}
