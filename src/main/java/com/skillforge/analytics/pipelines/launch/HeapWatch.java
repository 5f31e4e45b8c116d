package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.ops.HeapGauge;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.charset.StandardCharsets;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when it can do nothing else: with a heap that is full, what should end it in
 * order gets no memory either, and a thread that was to go on with the work may be the one that has
 * died. What is said is made beforehand, and all classes that it takes to end are loaded, for the
 * same reason.
 */
final class HeapWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HeapWatch.class);

  /** How often the heap is looked at, in milliseconds. */
  private static final long LOOK_MILLIS = 200;

  /** Windows of futile work; more than those of a run, which is then ended in order. */
  private static final int PATIENCE = 3;

  private static final int STATUS = ExitCode.MEMORY.status();

  private final byte[] sentence;
  private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);
  private final HeapGauge gauge = new HeapGauge(PATIENCE);
  private final Thread thread = new Thread(this::watch, "heap-watch");
  private final @Nullable UncaughtExceptionHandler handlerBefore;
  private boolean closed;

  private HeapWatch(String sentence) {
    this.sentence = ("error: " + sentence + "\n").getBytes(StandardCharsets.UTF_8);
    this.handlerBefore = Thread.getDefaultUncaughtExceptionHandler();
  }

  /**
   * Begins to watch.
   *
   * @param sentence what the process says when its heap is too small
   */
  static HeapWatch start(String sentence) {
    HeapWatch watch = new HeapWatch(sentence);
    Runtime.getRuntime().removeShutdownHook(watch.thread); // loads what a halt needs
    Thread.setDefaultUncaughtExceptionHandler(watch::uncaught);
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  /** Says that the heap is too small, and ends the process at once. */
  void end() {
    try {
      err.write(sentence);
    } catch (IOException e) {
      LOG.debug("nobody listens", e);
    } finally {
      Runtime.getRuntime().halt(STATUS);
    }
  }

  /** Stops to watch; does not return when the process is just being ended. */
  @Override
  public synchronized void close() {
    closed = true;
    thread.interrupt();
    Thread.setDefaultUncaughtExceptionHandler(handlerBefore);
  }

  private synchronized void endUnlessClosed() {
    if (!closed) {
      end();
    }
  }

  private void watch() {
    try {
      while (!gauge.readsTooSmall()) {
        Thread.sleep(LOOK_MILLIS);
      }
      endUnlessClosed();
    } catch (InterruptedException e) {
      LOG.trace("the process has ended in order", e);
    }
  }

  private void uncaught(Thread thread, Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof OutOfMemoryError) {
        endUnlessClosed();
      }
    }
    LOG.error("The thread {} has failed", thread.getName(), failure);
  }
}
