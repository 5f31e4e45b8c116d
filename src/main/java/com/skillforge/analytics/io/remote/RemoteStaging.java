package com.skillforge.analytics.io.remote;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.io.warehouse.Commit;
import com.skillforge.analytics.io.warehouse.RunPart;
import com.skillforge.analytics.io.warehouse.Staging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.joda.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The places in a warehouse over a network for one attempt at a run; a stream has none. */
final class RemoteStaging implements Staging {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteStaging.class);

  /** A run that has staged something and not ended by then has died. */
  private static final java.time.Duration LEFT_FOR = java.time.Duration.ofDays(7);

  private final RemoteConnector connector;
  private final RemoteWarehouse warehouse;
  private final RunInfo run;
  private final String stagingId;
  private final List<StagedTable> prepared = new ArrayList<>();

  /** The places are named after run and attempt, so that each attempt has its own. */
  RemoteStaging(RemoteConnector connector, RunInfo run, long attempt) {
    this.connector = connector;
    this.warehouse = connector.warehouse();
    this.run = run;
    this.stagingId = run.id().replace("-", "") + "_" + attempt;
  }

  @Override
  public void write(List<RunPart<?>> parts, Commit commit) {
    PCollectionList<StagedRow> rows =
        PCollectionList.of(parts.stream().<PCollection<StagedRow>>map(this::encode).toList());
    PCollection<StagedRow> all = rows.apply(label("Rows"), Flatten.pCollections());
    if (run.streaming()) {
      connector.stream(all, run);
      return;
    }
    prepared.addAll(commit.tables());
    warehouse.prepareStaging(stagingId, prepared);
    connector.stage(all, stagingId, new StagedCommit(commit, warehouse, stagingId));
  }

  /** Names of steps tell warehouses apart: a run may write to several. */
  private String label(String step) {
    return warehouse.label() + step;
  }

  private <T> PCollection<StagedRow> encode(RunPart<T> part) {
    return part.elements()
        .apply(label(part.name() + "Window"), RemoteStaging.<T>oneWindow())
        .apply(label(part.name()), ParDo.of(new ToStagedRowsFn<>(part.encoder(), run)))
        .setCoder(StagedRowCoder.of());
  }

  /**
   * The same windowing for all rows, with no trigger of the KPIs' left over: they are flattened.
   */
  private static <T> Window<T> oneWindow() {
    return Window.<T>into(new GlobalWindows())
        .triggering(DefaultTrigger.of())
        .withAllowedLateness(Duration.ZERO)
        .discardingFiredPanes();
  }

  /** What a warehouse deletes it keeps for its time travel; that is its own to end. */
  @Override
  public void purge() {
    try {
      warehouse.dropLeftovers(Instant.now().minus(LEFT_FOR));
    } catch (WarehouseException e) {
      LOG.warn("What runs that have died have staged could not be removed", e);
    }
  }

  @Override
  public void remove() {
    if (prepared.isEmpty()) {
      return;
    }
    try {
      warehouse.dropStaging(stagingId, prepared);
    } catch (WarehouseException e) {
      LOG.warn("Staged rows of run {} could not be removed", run.id(), e);
    }
  }
}
