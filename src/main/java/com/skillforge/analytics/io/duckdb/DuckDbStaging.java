package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.warehouse.Commit;
import com.skillforge.analytics.io.warehouse.RunPart;
import com.skillforge.analytics.io.warehouse.Staging;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
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

/**
 * Stages rows in files beside the warehouse, and commits them in one step.
 *
 * <p>A stream commits every second. On a runner that repeats work after a failure, rows are still
 * stored once, but counts may count a repeated record again.
 */
final class DuckDbStaging implements Staging {
  private static final Duration COMMIT_INTERVAL = Duration.standardSeconds(1);

  private final DuckDbWarehouse warehouse;
  private final StagingArea area;
  private final boolean streaming;

  DuckDbStaging(DuckDbWarehouse warehouse, StagingArea area, boolean streaming) {
    this.warehouse = warehouse;
    this.area = area;
    this.streaming = streaming;
  }

  @Override
  public void write(List<RunPart<?>> parts, Commit commit) {
    List<PCollection<StagedFile>> staged = new ArrayList<>();
    parts.forEach(part -> staged.add(stage(part)));
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
        .apply("Commit", ParDo.of(new CommitFn(commit, streaming)));
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
    area.remove();
  }

  @Override
  public void purge() {
    StagingArea.removeDead(warehouse.file());
    warehouse.rewrite();
  }
}
