package com.skillforge.analytics.testing.cloud;

/** A call that a stand-in refuses. */
public final class HttpFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;

  /**
   * Creates the failure.
   *
   * @param reason the service's own word for it, for example {@code notFound}
   */
  public HttpFailure(int status, String reason, String message) {
    super(message);
    this.status = status;
    this.reason = reason;
  }

  public int status() {
    return status;
  }

  public String reason() {
    return reason;
  }
}
