package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.model.metrics.Sample;
import com.skillforge.analytics.ops.Repeatedly;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Asks the warehouses from time to time, aside from the run: whoever wants to know gets the last
 * answer, and nobody waits for a warehouse that is slow.
 */
final class WarehousePoll {
  private static final String THREAD = "ask-warehouses";

  private final Supplier<List<Sample>> question;
  private final Repeatedly asking;
  private volatile List<Sample> latest = List.of();

  /** Begins to ask. */
  WarehousePoll(Supplier<List<Sample>> question, Duration every) {
    this.question = question;
    this.asking = Repeatedly.start(this::ask, THREAD, every, every);
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
    asking.close();
    Thread last = new Thread(this::ask, THREAD);
    last.setDaemon(true);
    last.start();
    try {
      last.join(atMost.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
