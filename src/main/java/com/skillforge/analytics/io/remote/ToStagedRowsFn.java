package com.skillforge.analytics.io.remote;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.rows.RowEncoder;
import com.skillforge.analytics.io.rows.RowTarget;
import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.sql.Provenance;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Makes {@link StagedRow}s of what a run has computed. In batch the commit stamps rows with the run
 * and the time; a stream has no commit of its own, so that its rows are stamped here.
 */
final class ToStagedRowsFn<T> extends DoFn<T, StagedRow> {
  private static final long serialVersionUID = 1L;

  private final RowEncoder<T> encoder;
  private final RunInfo run;

  ToStagedRowsFn(RowEncoder<T> encoder, RunInfo run) {
    this.encoder = encoder;
    this.run = run;
  }

  @ProcessElement
  public void process(@Element T element, OutputReceiver<StagedRow> out) throws IOException {
    Map<String, String> stamps = run.streaming() ? stamps() : Map.of();
    Map<StagedTable, DocumentWriter> writers = new HashMap<>();
    RowTarget target =
        table -> writers.computeIfAbsent(table, t -> new DocumentWriter(t, stamps, out::output));
    encoder.write(element, target);
  }

  private Map<String, String> stamps() {
    String now = Instant.now().toString();
    return Map.of(
        Provenance.RUN_ID,
        run.id(),
        "pipeline",
        run.pipeline(),
        "pipeline_version",
        run.pipelineVersion(),
        Provenance.INGESTED_AT,
        now,
        "dead_lettered_at",
        now,
        "written_at",
        now);
  }
}
