package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.rows.RowTarget;
import com.skillforge.analytics.io.rows.RowWriter;
import com.skillforge.analytics.io.rows.StagedTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The staged files that one bundle writes: for each table one, or several when they grow large. */
final class BundleFiles implements RowTarget {
  private final Path directory;
  private final Map<String, OpenFile> open = new LinkedHashMap<>();
  private final List<StagedFile> closed = new ArrayList<>();

  private record OpenFile(Path path, CsvWriter writer) {}

  BundleFiles(Path directory) {
    this.directory = directory;
  }

  @Override
  public RowWriter rowOf(StagedTable staged) throws IOException {
    String table = staged.name();
    OpenFile file = open.get(table);
    if (file != null && file.writer().bytes() < StagedFiles.MAX_FILE_BYTES) {
      return file.writer();
    }
    if (file != null) {
      close(table, file);
    }
    Path path = directory.resolve(table + "-" + UUID.randomUUID() + ".csv");
    CsvWriter writer = new CsvWriter(path);
    open.put(table, new OpenFile(path, writer));
    return writer;
  }

  private void close(String table, OpenFile file) throws IOException {
    file.writer().close();
    closed.add(new StagedFile(table, file.path().toString()));
  }

  /** Closes all files and says which there are. */
  List<StagedFile> finish() throws IOException {
    for (Map.Entry<String, OpenFile> file : open.entrySet()) {
      close(file.getKey(), file.getValue());
    }
    open.clear();
    return closed;
  }
}
