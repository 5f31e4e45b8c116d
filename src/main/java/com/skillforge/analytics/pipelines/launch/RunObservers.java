package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.options.JobOptions;
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

  /** Those that the options ask for. */
  static RunObservers of(JobOptions options) {
    return new RunObservers(List.of());
  }

  @Override
  public void started(RunInfo run, Input input) {
    tell(observer -> observer.started(run, input));
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
