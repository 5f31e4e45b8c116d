package com.skillforge.analytics.io.duckdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/**
 * A file of rows that waits for a commit, see {@link CsvWriter}.
 *
 * @param table the name of the table that the rows go to; empty when there is no file
 * @param path where the file is
 */
record StagedFile(String table, String path) {
  /** No file, for a commit that has nothing to merge. */
  static final StagedFile NONE = new StagedFile("", "");

  boolean exists() {
    return !table.isEmpty();
  }

  /** The coder of {@link StagedFile}. */
  static final class Coder extends AtomicCoder<StagedFile> {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(StagedFile file, OutputStream out) throws IOException {
      StringUtf8Coder.of().encode(file.table(), out);
      StringUtf8Coder.of().encode(file.path(), out);
    }

    @Override
    public StagedFile decode(InputStream in) throws IOException {
      String table = StringUtf8Coder.of().decode(in);
      return new StagedFile(table, StringUtf8Coder.of().decode(in));
    }
  }
}
