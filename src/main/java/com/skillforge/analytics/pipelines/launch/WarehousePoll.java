package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.model.metrics.Sample;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks the warehouses from time to time, aside from the run: whoever wants to know gets the last
 * answer, and nobody waits for a warehouse that is slow.
 */
final class WarehousePoll {
  private final ScheduledExecutorService asking =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "ask-warehouses");
            thread.setDaemon(true);
            return thread;
          });
  private final Supplier<List<Sample>> question;
  private volatile List<Sample> latest = List.of();

  WarehousePoll(Supplier<List<Sample>> question) {
    this.question = question;
  }

  /** Begins to ask. */
  void start(Duration every) {
    asking.scheduleWithFixedDelay(this::ask, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void ask() {
    latest = question.get();
  }

  /** The last answer; nothing before the first. */
  List<Sample> latest() {
    return latest;
  }

  /** Asks once more, and stops; an answer that takes longer than it may is not waited for. */
  void close(Duration atMost) {
    asking.shutdownNow();
    Thread last = new Thread(this::ask, "ask-warehouses");
    last.setDaemon(true);
    last.start();
    try {
      last.join(atMost.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

}
