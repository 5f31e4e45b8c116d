package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.warehouse.Commit;
import com.skillforge.analytics.io.warehouse.RunPart;
import com.skillforge.analytics.io.warehouse.Staging;
import com.skillforge.analytics.options.RunnerKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stages rows in files beside the warehouse, and commits them in one step.
 *
 * <p>A stream commits every second, on a Flink cluster after each checkpoint. What a runner repeats
 * after a failure is merged and counted once (see {@link CommittedParts}).
 */
final class DuckDbStaging implements Staging {
  private static final Logger LOG = LoggerFactory.getLogger(DuckDbStaging.class);
  private static final Duration COMMIT_INTERVAL = Duration.standardSeconds(1);

  private final DuckDbWarehouse warehouse;
  private final StagingArea area;
  private final boolean streaming;
  private boolean repeats;

  DuckDbStaging(DuckDbWarehouse warehouse, StagingArea area, boolean streaming) {
    this.warehouse = warehouse;
    this.area = area;
    this.streaming = streaming;
  }

  @Override
  public void write(List<RunPart<?>> parts, Commit commit) {
    List<PCollection<StagedFile>> staged = new ArrayList<>();
    parts.forEach(part -> staged.add(stage(part)));
    repeats = repeats(staged.get(0).getPipeline());
    if (!streaming) {
      // A run without any input commits too: its ledger row must not stay at running.
      Pipeline pipeline = staged.get(0).getPipeline();
      staged.add(
          pipeline.apply("StageEnd", Create.of(StagedFile.NONE).withCoder(new StagedFile.Coder())));
    }
    PCollectionList.of(staged)
        .apply("AllStaged", Flatten.pCollections())
        .apply(
            "OneCommit",
            WithKeys.<Integer, StagedFile>of(0).withKeyType(TypeDescriptors.integers()))
        .apply("WaitForAll", GroupByKey.create())
        .apply("Commit", ParDo.of(CommitFn.of(commit, streaming, repeats)));
  }

  /** Within one process nothing is done twice: when it fails, the run does. */
  private static boolean repeats(Pipeline pipeline) {
    PipelineOptions options = pipeline.getOptions();
    return !RunnerKind.of(options).isInProcess(options);
  }

  private <T> PCollection<StagedFile> stage(RunPart<T> part) {
    Window<T> window = Window.into(new GlobalWindows());
    if (streaming) {
      window =
          window
              .triggering(
                  Repeatedly.forever(
                      AfterProcessingTime.pastFirstElementInPane().plusDelayOf(COMMIT_INTERVAL)))
              .withAllowedLateness(Duration.ZERO)
              .discardingFiredPanes();
    }
    String step = "Stage" + part.name();
    return part.elements()
        .apply(step + "Window", window)
        .apply(step, ParDo.of(new StageRowsFn<>(area, part.encoder())))
        .setCoder(new StagedFile.Coder());
  }

  @Override
  public void remove() {
    if (repeats) {
      forget();
    }
    area.remove();
  }

  private void forget() {
    try {
      warehouse.transaction(
          transaction -> {
            CommittedParts.forget(transaction, area.run());
            return area;
          });
    } catch (WarehouseException e) {
      LOG.warn("The warehouse keeps notes of what {} has committed", area.run(), e);
    }
  }

  @Override
  public void purge() {
    StagingArea.removeDead(warehouse.file());
    warehouse.rewrite();
  }
}
