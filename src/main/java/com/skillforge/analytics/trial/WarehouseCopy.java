package com.skillforge.analytics.trial;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.skillforge.analytics.io.duckdb.DuckDbConnector;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Copies what is needed of any warehouse into a local one, row by row by way of a file. What runs
 * keep to spare themselves work is left out: it belongs to the warehouse that it is in.
 */
final class WarehouseCopy {
  private static final JsonFactory JSON = new JsonFactory();

  private final QueryableWarehouse from;
  private final DuckDbConnector to;
  private final TrackingPlan plan;
  private final Needed needed;
  private final Path file;

  /**
   * @param needed what is copied
   * @param file where the rows of a table wait; it is gone afterwards
   */
  WarehouseCopy(
      QueryableWarehouse from, DuckDbConnector to, TrackingPlan plan, Needed needed, Path file) {
    this.from = from;
    this.to = to;
    this.plan = plan;
    this.needed = needed;
    this.file = file;
  }

  /**
   * Copies the tables.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when one cannot be read
   */
  void run() {
    to.prepare(plan);
    Map<Table, RawTable> raw = new HashMap<>();
    RawTable.all(plan).forEach(table -> raw.put(table.table(), table));
    for (Table table : WarehouseSchema.of(DuckDb.SQL, plan).tables()) {
      RawTable records = raw.get(table);
      if (records == null ? needed.includes(table) : needed.includes(records)) {
        copy(columns(table, records), records);
      }
    }
  }

  /** The table with the columns that are copied; the others stay null. */
  private Table columns(Table table, @Nullable RawTable raw) {
    return raw == null
        ? table
        : new Table(
            table.name(),
            table.description(),
            table.columns().stream().filter(each -> needed.includes(raw, each.name())).toList(),
            table.layout());
  }

  private void copy(Table table, @Nullable RawTable raw) {
    try {
      long rows = from.fold(query(table, raw), () -> new Rows(file, table), Rows::add).close();
      to.warehouse().execute("DELETE FROM " + DuckDb.SQL.name(table.name()));
      if (rows > 0) {
        to.warehouse().execute(insert(table));
      }
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException("there is no room for temporary files", e);
    }
  }

  private String query(Table table, @Nullable RawTable raw) {
    Dialect dialect = from.dialect();
    String columns =
        table.columns().stream()
            .map(column -> expression(dialect, column))
            .collect(Collectors.joining(", "));
    return "SELECT "
        + columns
        + " FROM "
        + dialect.name(table.name())
        + " AS stored"
        + (raw == null
            ? ""
            : dialect.everyPartition("stored", raw).map(all -> " WHERE " + all).orElse(""));
  }

  private static String expression(Dialect dialect, Column column) {
    String name = dialect.identifier(column.name());
    return switch (column.type()) {
      case TIMESTAMP -> dialect.epochMicros(name);
      case JSON -> dialect.comparable(name, ColumnType.JSON);
      default -> name;
    };
  }

  private String insert(Table table) {
    String columns =
        table.columns().stream()
            .map(
                column -> {
                  String name = DuckDb.SQL.identifier(column.name());
                  return column.type() == ColumnType.TIMESTAMP
                      ? "make_timestamp(" + name + ") AS " + name
                      : name;
                })
            .collect(Collectors.joining(", "));
    String types =
        table.columns().stream()
            .map(
                column ->
                    DuckDb.SQL.literal(column.name())
                        + ": "
                        + DuckDb.SQL.literal(
                            column.type() == ColumnType.TIMESTAMP
                                ? "BIGINT"
                                : DuckDb.SQL.typeName(column.type())))
            .collect(Collectors.joining(", "));
    return "INSERT INTO %s BY NAME SELECT %s FROM read_json(%s, format = 'newline_delimited', columns = {%s})"
        .formatted(
            DuckDb.SQL.name(table.name()), columns, DuckDb.SQL.literal(file.toString()), types);
  }

  /** The rows of a table as lines of a file; begun anew when the query is tried again. */
  private static final class Rows {
    private final List<Column> columns;
    private final BufferedWriter out;
    private long rows;

    Rows(Path file, Table table) {
      columns = table.columns();
      try {
        out = Files.newBufferedWriter(file);
      } catch (IOException e) {
        throw new UncheckedIOException("there is no room for temporary files", e);
      }
    }

    void add(RowValues row) {
      rows++;
      try (JsonGenerator json = JSON.createGenerator(out)) {
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
          write(columns.get(i), row, i, json);
        }
        json.writeEndObject();
        json.writeRaw('\n');
      } catch (IOException e) {
        throw new UncheckedIOException("there is no room for temporary files", e);
      }
    }

    private static void write(Column column, RowValues row, int i, JsonGenerator json)
        throws IOException {
      json.writeFieldName(column.name());
      Object value =
          switch (column.type()) {
            case TEXT, JSON -> row.text(i);
            case INTEGER, TIMESTAMP -> row.integer(i);
            case NUMBER -> row.number(i);
            case BOOLEAN -> row.flag(i);
            case TEXT_LIST -> row.texts(i);
          };
      if (value == null) {
        json.writeNull();
      } else if (column.type() == ColumnType.JSON) {
        json.writeRawValue(String.valueOf(value));
      } else if (value instanceof List<?> texts) {
        json.writeStartArray();
        for (Object text : texts) {
          json.writeString(Objects.toString(text));
        }
        json.writeEndArray();
      } else if (value instanceof Long number) {
        json.writeNumber(number);
      } else if (value instanceof Double number) {
        json.writeNumber(number);
      } else if (value instanceof Boolean flag) {
        json.writeBoolean(flag);
      } else {
        json.writeString(value.toString());
      }
    }

    /** Ends the file, and says how many rows it has. */
    long close() throws IOException {
      out.close();
      return rows;
    }
  }
}
