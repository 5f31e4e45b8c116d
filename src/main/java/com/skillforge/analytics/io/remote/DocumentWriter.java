package com.skillforge.analytics.io.remote;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.io.rows.RowWriter;
import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.sql.Column;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Writes rows as the documents of {@link StagedRow}s. */
final class DocumentWriter implements RowWriter {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String table;
  private final List<String> columns;
  private final Map<String, String> stamps;
  private final Consumer<StagedRow> out;
  private ObjectNode document = MAPPER.createObjectNode();
  private int at;

  /**
   * Creates a writer for the rows of one table.
   *
   * @param stamps further texts that every row carries, by column
   */
  DocumentWriter(StagedTable table, Map<String, String> stamps, Consumer<StagedRow> out) {
    this.table = table.name();
    this.columns = table.columns().stream().map(Column::name).toList();
    this.stamps = new HashMap<>(stamps);
    this.stamps.keySet().retainAll(table.stamped());
    this.out = out;
  }

  private String next() {
    return columns.get(at++);
  }

  @Override
  public RowWriter text(@Nullable String text) {
    String column = next();
    if (text != null) {
      document.put(column, text);
    }
    return this;
  }

  @Override
  public RowWriter integer(@Nullable Long value) {
    String column = next();
    if (value != null) {
      document.put(column, value);
    }
    return this;
  }

  @Override
  public RowWriter number(@Nullable Double value) {
    String column = next();
    if (value != null) {
      document.put(column, value);
    }
    return this;
  }

  @Override
  public RowWriter flag(@Nullable Boolean value) {
    String column = next();
    if (value != null) {
      document.put(column, value);
    }
    return this;
  }

  @Override
  public RowWriter timestamp(@Nullable Long millis) {
    return text(millis == null ? null : Instant.ofEpochMilli(millis).toString());
  }

  @Override
  public RowWriter texts(@Nullable List<?> texts) {
    String column = next();
    if (texts != null) {
      ArrayNode array = document.putArray(column);
      texts.forEach(text -> array.add(text.toString()));
    }
    return this;
  }

  @Override
  public RowWriter json(@Nullable String json) {
    return text(json);
  }

  @Override
  public void endRow() {
    if (at != columns.size()) {
      throw new IllegalStateException(
          "a row of " + table + " has " + at + " of " + columns.size() + " columns");
    }
    stamps.forEach(document::put);
    out.accept(new StagedRow(table, document.toString()));
    document = MAPPER.createObjectNode();
    at = 0;
  }
}
