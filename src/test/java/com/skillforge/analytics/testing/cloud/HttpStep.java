package com.skillforge.analytics.testing.cloud;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One call that a stand-in understands: its name, for {@link Faults}, and what is to be done.
 *
 * @param name for example {@code jobs.get}
 */
public record HttpStep(String name, Work work) {

  /** What a service does for one call. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does it.
     *
     * @param broken why the work is to fail, see {@link Fault.Break}
     * @throws HttpFailure when the call is wrong
     */
    HttpAnswer run(Optional<String> broken);
  }

  /** A step that has no failure of its own: one that is to break is refused. */
  public static HttpStep of(String name, Supplier<HttpAnswer> work) {
    return new HttpStep(
        name,
        broken -> broken.map(message -> HttpAnswer.error(400, "invalid", message)).orElseGet(work));
  }

  /** A service: finds the step that a call means; empty when the call is for somebody else. */
  @FunctionalInterface
  public interface Service {
    Optional<HttpStep> step(HttpCall call);
  }
}
