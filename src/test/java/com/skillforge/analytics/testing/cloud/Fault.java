package com.skillforge.analytics.testing.cloud;

import java.time.Duration;

/** One thing that goes wrong with one call to a stand-in. */
public sealed interface Fault {
  /**
   * The service refuses the call and does nothing.
   *
   * @param status the HTTP status, for example 503; gRPC calls get the status that means the same
   * @param reason the service's own word for it, for example {@code quotaExceeded}
   */
  record Refuse(int status, String reason) implements Fault {}

  /** The connection ends before the service has done anything. */
  record DropBefore() implements Fault {}

  /**
   * The service does its work, then the connection ends without an answer: the client, which cannot
   * know, delivers the same again.
   */
  record DropAfter() implements Fault {}

  /** The answer takes its time; with a delay longer than the client's patience, a time-out. */
  record Delay(Duration time) implements Fault {}

  /**
   * The service takes the call, and the work itself fails: a job that ends with an error, rows that
   * are not taken.
   */
  record Break(String message) implements Fault {}
}
