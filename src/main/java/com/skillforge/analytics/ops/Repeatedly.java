package com.skillforge.analytics.ops;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something over and over beside everything else, until it is closed or the process ends. */
public final class Repeatedly implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Repeatedly.class);

  private final Thread thread;

  private Repeatedly(Thread thread) {
    this.thread = thread;
  }

  /**
   * Begins.
   *
   * @param what what fails is tried again the next time
   * @param name of the thread that does it
   * @param first how long to wait before the first time
   * @param every how long to wait before each other time
   */
  public static Repeatedly start(Runnable what, String name, Duration first, Duration every) {
    Thread thread = new Thread(() -> run(what, first, every), name);
    thread.setDaemon(true);
    thread.start();
    return new Repeatedly(thread);
  }

  private static void run(Runnable what, Duration first, Duration every) {
    try {
      Thread.sleep(first.toMillis());
      while (!Thread.currentThread().isInterrupted()) {
        try {
          what.run();
        } catch (RuntimeException e) {
          LOG.debug("{} failed", Thread.currentThread().getName(), e);
        }
        Thread.sleep(every.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends; what is being done is interrupted, and not waited for. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
