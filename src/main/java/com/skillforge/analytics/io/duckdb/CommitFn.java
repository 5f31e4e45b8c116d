package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Commits what was staged: in batch all of a run at once, in a stream what has come since the last
 * commit.
 */
final class CommitFn extends DoFn<KV<Integer, Iterable<Staged>>, Void> {
  private static final long serialVersionUID = 1L;

  private final DuckDbWarehouse warehouse;
  private final TrackingPlan plan;
  private final List<Term> terms;
  private final boolean usesLinks;
  private final RunInfo run;
  private final StagingArea area;

  CommitFn(
      DuckDbWarehouse warehouse,
      TrackingPlan plan,
      List<Term> terms,
      boolean usesLinks,
      RunInfo run,
      StagingArea area) {
    this.warehouse = warehouse;
    this.plan = plan;
    this.terms = List.copyOf(terms);
    this.usesLinks = usesLinks;
    this.run = run;
    this.area = area;
  }

  @ProcessElement
  public void process(@Element KV<Integer, Iterable<Staged>> element) throws IOException {
    RunCounts counts = new RunCounts();
    Map<String, List<String>> files = new TreeMap<>();
    for (Staged staged : element.getValue()) {
      if (staged instanceof Staged.Rows rows) {
        files.computeIfAbsent(rows.table(), table -> new ArrayList<>()).add(rows.file());
      } else if (staged instanceof Staged.Counts partial) {
        counts.merge(partial.counts());
      }
    }
    warehouse.write(
        connection -> {
          // The time is taken while no other run can commit: it rises from commit to commit.
          new Commit(plan, terms, usesLinks, new Stamp(run, Instant.now()))
              .run(connection, files, counts);
          return null;
        });
    if (run.streaming()) {
      for (List<String> merged : files.values()) {
        for (String file : merged) {
          Files.deleteIfExists(Path.of(file));
        }
      }
    } else {
      area.remove();
    }
  }
}
