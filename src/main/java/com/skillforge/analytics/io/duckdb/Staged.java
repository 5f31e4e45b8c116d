package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.RunCountsCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/** Something that waits for the commit of a run. */
sealed interface Staged {
  /**
   * A file of rows.
   *
   * @param table the name of the table they go to
   * @param file the CSV file, see {@link CsvWriter}
   */
  record Rows(String table, String file) implements Staged {}

  /** Partial counts. */
  record Counts(RunCounts counts) implements Staged {}

  /** The coder of {@link Staged}. */
  final class Coder extends AtomicCoder<Staged> {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(Staged staged, OutputStream out) throws IOException {
      BooleanCoder.of().encode(staged instanceof Rows, out);
      if (staged instanceof Rows rows) {
        StringUtf8Coder.of().encode(rows.table(), out);
        StringUtf8Coder.of().encode(rows.file(), out);
      } else if (staged instanceof Counts counts) {
        RunCountsCoder.of().encode(counts.counts(), out);
      }
    }

    @Override
    public Staged decode(InputStream in) throws IOException {
      if (BooleanCoder.of().decode(in)) {
        String table = StringUtf8Coder.of().decode(in);
        return new Rows(table, StringUtf8Coder.of().decode(in));
      }
      return new Counts(RunCountsCoder.of().decode(in));
    }
  }
}
