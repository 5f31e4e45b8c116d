package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.ops.FailureReports;
import com.skillforge.analytics.ops.metrics.DogstatsdWay;
import com.skillforge.analytics.ops.metrics.HttpWay;
import com.skillforge.analytics.ops.metrics.PushWay;
import com.skillforge.analytics.ops.metrics.WayOut;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.LineageChecks;
import com.skillforge.analytics.options.MetricsOptions;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.PipelineResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All those whom a run tells of itself. One that fails costs a warning, never the run. */
final class RunObservers implements RunObserver {
  private static final Logger LOG = LoggerFactory.getLogger(RunObservers.class);

  private final List<RunObserver> observers;

  RunObservers(List<RunObserver> observers) {
    this.observers = List.copyOf(observers);
  }

  /** Those that the options ask for; nothing of what they need is loaded for any other run. */
  static RunObservers of(Launch launch, TrackingPlan plan) {
    JobOptions options = launch.options();
    List<RunObserver> observers = new ArrayList<>();
    List<WayOut> ways = ways(options);
    if (!ways.isEmpty()) {
      List<QueryableWarehouse> warehouses =
          launch.request().warehouses().stream()
              .map(kind -> Warehouses.reader(kind, options))
              .toList();
      observers.add(new RunMetrics(ways, run -> new WarehouseFigures(warehouses, plan, run)));
    }
    if (options.getSentryDsn() != null) {
      observers.add(new ReportedFailures(new FailureReports(options.getSentryDsn())));
    }
    if (LineageChecks.isAskedFor(options)) {
      observers.add(new LineageObserver(options, plan));
    }
    return new RunObservers(observers);
  }

  private static List<WayOut> ways(MetricsOptions options) {
    List<WayOut> ways = new ArrayList<>();
    if (options.getMetricsPort() > 0) {
      ways.add(new HttpWay(options.getMetricsPort()));
    }
    if (options.getMetricsPushUrl() != null) {
      ways.add(new PushWay(options.getMetricsPushUrl()));
    }
    if (options.getDogstatsd() != null) {
      ways.add(new DogstatsdWay(options.getDogstatsd()));
    }
    return ways;
  }

  @Override
  public void started(RunInfo run, Input input) {
    tell(observer -> observer.started(run, input));
  }

  @Override
  public void writing(WarehouseRuns runs) {
    tell(observer -> observer.writing(runs));
  }

  @Override
  public void running(PipelineResult result) {
    tell(observer -> observer.running(result));
  }

  @Override
  public void ended(Outcome outcome) {
    tell(observer -> observer.ended(outcome));
  }

  @Override
  public void refused(String pipeline, String environment, RuntimeException failure) {
    tell(observer -> observer.refused(pipeline, environment, failure));
  }

  /** The same of a run that was to be launched. */
  void refused(Launch launch, RuntimeException failure) {
    refused(launch.job().name(), launch.options().getEnvironment(), failure);
  }

  @Override
  public void failed(RunInfo run, RuntimeException failure) {
    tell(observer -> observer.failed(run, failure));
  }

  private void tell(Consumer<RunObserver> what) {
    for (RunObserver observer : observers) {
      try {
        what.accept(observer);
      } catch (RuntimeException e) {
        LOG.warn("{} could not be told of the run: {}", observer, Processes.explain(e));
      }
    }
  }
}
