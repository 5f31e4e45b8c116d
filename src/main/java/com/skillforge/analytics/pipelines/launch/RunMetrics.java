package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.model.metrics.CounterName;
import com.skillforge.analytics.model.metrics.Sample;
import com.skillforge.analytics.model.metrics.Series;
import com.skillforge.analytics.ops.metrics.MetricSource;
import com.skillforge.analytics.ops.metrics.WayOut;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.beam.sdk.PipelineResult;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What is measured of a run: by its workers, by this process, and by its warehouses. */
final class RunMetrics implements RunObserver, MetricSource {
  /** How long the end of a run waits for its warehouses to be asked once more. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String FAILED = "failed";
  private static final String LOST = "OFFSETS_LOST";

  private final List<WayOut> ways;
  private final Function<RunInfo, WarehouseFigures> figures;
  private final long startNanos = System.nanoTime();
  private volatile @Nullable RunInfo run;
  private volatile @Nullable WarehousePoll poll;
  private volatile @Nullable WarehouseRuns runs;
  private volatile @Nullable PipelineResult result;
  private volatile @Nullable List<Sample> last;

  /**
   * Creates what measures one run.
   *
   * @param ways who is told
   * @param figures what its warehouses know
   */
  RunMetrics(List<WayOut> ways, Function<RunInfo, WarehouseFigures> figures) {
    this.ways = List.copyOf(ways);
    this.figures = figures;
  }

  @Override
  public void started(RunInfo begun, Input input) {
    WarehouseFigures known = figures.apply(begun);
    run = begun;
    poll =
        new WarehousePoll(
            () -> {
              List<Sample> samples = new ArrayList<>(known.ask());
              samples.addAll(rowsWritten());
              return samples;
            },
            known.every());
    ways.forEach(way -> way.begin(this));
  }

  @Override
  public void writing(WarehouseRuns open) {
    runs = open;
  }

  @Override
  public void running(PipelineResult running) {
    result = running;
  }

  @Override
  public void ended(Outcome outcome) {
    List<Sample> more = new ArrayList<>();
    if (outcome instanceof RunReport report) {
      more.addAll(rowsWritten(report.summaries()));
      report.losses().forEach(loss -> more.add(lost(loss)));
      more.add(ofRun(Series.LAST_SUCCESS, Instant.now().toEpochMilli() / 1000.0));
    }
    end("succeeded", more);
  }

  @Override
  public void refused(String pipeline, String environment, RuntimeException failure) {
    String where = CounterName.environment(environment);
    List<Sample> all = List.of(new Sample(Series.RUNS, List.of(where, pipeline, FAILED), 1));
    ways.forEach(way -> way.end(pipeline, where, all));
  }

  @Override
  public void failed(RunInfo failing, RuntimeException failure) {
    end(FAILED, List.of());
  }

  private void end(String status, List<Sample> more) {
    RunInfo ending = run;
    WarehousePoll asking = poll;
    if (ending == null || asking == null) {
      return; // it has never begun
    }
    asking.close(PATIENCE);
    List<Sample> all = new ArrayList<>(asking.latest());
    all.addAll(counted());
    all.add(ofRun(Series.RUN_SECONDS, seconds()));
    all.add(
        new Sample(
            Series.RUNS,
            List.of(CounterName.environment(ending.environment()), ending.pipeline(), status),
            1));
    more.forEach(known -> all.removeIf(asked -> isOfSame(asked, known)));
    all.addAll(more);
    last = List.copyOf(all);
    result = null; // the runner's memory of the run
    String environment = CounterName.environment(ending.environment());
    List<Sample> lasting = keepsWhatWasCounted(ending, status) ? all : withoutCounted(all);
    ways.forEach(way -> way.end(ending.pipeline(), environment, lasting));
  }

  /** Of a batch run that has failed nothing is stored, and the next one counts it all again. */
  private static boolean keepsWhatWasCounted(RunInfo run, String status) {
    return run.streaming() || !status.equals(FAILED);
  }

  private static List<Sample> withoutCounted(List<Sample> all) {
    return all.stream()
        .filter(sample -> sample.series().origin() != Series.Origin.WORKERS)
        .toList();
  }

  /** What the run knows of its end is newer than what a warehouse was last asked. */
  private static boolean isOfSame(Sample one, Sample other) {
    return one.series() == other.series() && one.labels().equals(other.labels());
  }

  @Override
  public List<Sample> samples() {
    List<Sample> ended = last;
    WarehousePoll asking = poll;
    if (ended != null || asking == null) {
      return ended == null ? List.of() : ended;
    }
    List<Sample> samples = new ArrayList<>(asking.latest());
    samples.addAll(counted());
    samples.addAll(lags());
    samples.add(ofRun(Series.RUN_SECONDS, seconds()));
    return samples;
  }

  private List<Sample> counted() {
    return result == null ? List.of() : new BeamMetrics(result).counters(begun());
  }

  private List<Sample> lags() {
    return result == null
        ? List.of()
        : new BeamMetrics(result).lags(begun(), System.currentTimeMillis());
  }

  private RunInfo begun() {
    RunInfo begun = run;
    if (begun == null) {
      throw new IllegalStateException("a run is asked before it has begun");
    }
    return begun;
  }

  private double seconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  private Sample ofRun(Series series, double value) {
    RunInfo begun = begun();
    return new Sample(
        series, List.of(CounterName.environment(begun.environment()), begun.pipeline()), value);
  }

  private Sample lost(Loss loss) {
    RunInfo begun = begun();
    return new Sample(
        Series.LOST,
        List.of(
            LOST,
            CounterName.environment(begun.environment()),
            begun.pipeline(),
            loss.range().log().topic()),
        loss.range().count());
  }

  private List<Sample> rowsWritten() {
    WarehouseRuns open = runs;
    return open == null ? List.of() : rowsWritten(open.soFar());
  }

  private List<Sample> rowsWritten(Map<String, RunSummary> summaries) {
    RunInfo begun = begun();
    String environment = CounterName.environment(begun.environment());
    List<Sample> samples = new ArrayList<>();
    summaries.forEach(
        (warehouse, summary) ->
            summary
                .rowsWritten()
                .forEach(
                    (table, rows) ->
                        samples.add(
                            new Sample(
                                Series.ROWS_WRITTEN,
                                List.of(environment, begun.pipeline(), table, warehouse),
                                rows))));
    return samples;
  }
}
