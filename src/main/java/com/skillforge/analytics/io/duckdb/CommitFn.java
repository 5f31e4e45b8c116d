package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.warehouse.Commit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Commits what was staged: in batch all of a run at once, in a stream what has come since the last
 * commit. Files that are committed are removed.
 */
class CommitFn extends DoFn<KV<Integer, Iterable<StagedFile>>, Void> {
  private static final long serialVersionUID = 1L;

  private final Commit commit;
  private final boolean streaming;
  private final boolean repeats;

  private CommitFn(Commit commit, boolean streaming, boolean repeats) {
    this.commit = commit;
    this.streaming = streaming;
    this.repeats = repeats;
  }

  /**
   * Creates the step.
   *
   * @param repeats whether the runner does work again after a failure
   */
  static CommitFn of(Commit commit, boolean streaming, boolean repeats) {
    return streaming && repeats ? new OfStream(commit) : new CommitFn(commit, streaming, repeats);
  }

  /** The commits of a stream that may be repeated: as they were, or not at all. */
  private static final class OfStream extends CommitFn {
    private static final long serialVersionUID = 1L;

    OfStream(Commit commit) {
      super(commit, true, true);
    }

    @Override
    @RequiresStableInput
    @ProcessElement
    public void process(@Element KV<Integer, Iterable<StagedFile>> element) throws IOException {
      super.process(element);
    }
  }

  @ProcessElement
  public void process(@Element KV<Integer, Iterable<StagedFile>> element) throws IOException {
    Map<String, List<String>> files = new TreeMap<>();
    for (StagedFile file : element.getValue()) {
      if (file.exists()) {
        files.computeIfAbsent(file.table(), table -> new ArrayList<>()).add(file.path());
      }
    }
    commit.run(new StagedFiles(files, streaming, repeats));
    for (List<String> merged : files.values()) {
      for (String file : merged) {
        Files.deleteIfExists(Path.of(file));
      }
    }
  }
}
