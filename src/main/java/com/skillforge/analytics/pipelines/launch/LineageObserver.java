package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.pipelines.lineage.DatasetNames;
import com.skillforge.analytics.pipelines.lineage.LineageCollector;
import com.skillforge.analytics.pipelines.lineage.LineageEvents;
import com.skillforge.analytics.pipelines.lineage.LineageRun;
import com.skillforge.analytics.pipelines.lineage.RunEnd;
import com.skillforge.analytics.plan.TrackingPlan;
import io.openlineage.client.OpenLineage.RunEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a collector what a run reads and writes. Events are made and sent beside the run, one after
 * the other; only at its end are they waited for, some seconds at most.
 */
final class LineageObserver implements RunObserver {
  private static final Logger LOG = LoggerFactory.getLogger(LineageObserver.class);
  private static final long PATIENCE_SECONDS = 5;

  private final LineageEvents events;
  private final LineageCollector collector;
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "lineage");
            thread.setDaemon(true);
            return thread;
          });
  private boolean warned;

  LineageObserver(JobOptions options, TrackingPlan plan) {
    events =
        new LineageEvents(
            plan,
            DatasetNames.of(options, options.getBootstrapServers()),
            Values.list(options.getWarehouses()),
            options.getOpenLineageNamespace());
    collector = LineageCollector.of(options);
  }

  @Override
  public void started(RunInfo run, Input input) {
    send(() -> events.started(LineageRun.of(run)));
  }

  /** Of a run that a service has taken over the end is told from the ledger. */
  @Override
  public void ended(Outcome outcome) {
    if (outcome instanceof RunReport report) {
      Map<String, Map<String, Long>> rows = new LinkedHashMap<>();
      report
          .summaries()
          .forEach((warehouse, summary) -> rows.put(warehouse, summary.rowsWritten()));
      RunEnd end = RunEnd.succeeded(Instant.now(), rows);
      send(() -> events.ended(LineageRun.of(report.run()), end));
    }
    close();
  }

  @Override
  public void failed(RunInfo run, RuntimeException failure) {
    RunEnd end =
        RunEnd.failed(Instant.now(), RunEnd.tellable(Processes.userError(failure), failure));
    send(() -> events.ended(LineageRun.of(run), end));
    close();
  }

  private void send(Supplier<RunEvent> event) {
    sender.execute(
        () -> {
          try {
            collector.take(event.get());
          } catch (IOException | RuntimeException e) {
            warn(e.getMessage());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private synchronized void warn(String why) {
    if (!warned) {
      warned = true;
      LOG.warn("Lineage could not be told, and the run goes on without: {}", why);
    }
  }

  private void close() {
    sender.shutdown();
    try {
      if (!sender.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        warn("the collector takes longer than " + PATIENCE_SECONDS + " s");
        sender.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
