package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.TableName;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a warehouse has, as its own catalog says: schemas, tables and columns. All names are in
 * lower case, and every table has its schema.
 */
public final class WarehouseCatalog {
  private final Set<String> schemas = new HashSet<>();
  private final Map<TableName, CatalogTable> tables = new HashMap<>();

  /**
   * A column that is there.
   *
   * @param type as the catalog spells it
   * @param comment its description; empty for none
   */
  public record CatalogColumn(String type, String comment) {}

  /** A table that is there. */
  static final class CatalogTable {
    private final String comment;
    private final Map<String, CatalogColumn> columns = new LinkedHashMap<>();
    private @Nullable String day;

    CatalogTable(String comment) {
      this.comment = comment;
    }

    String comment() {
      return comment;
    }

    Optional<CatalogColumn> column(String name) {
      return Optional.ofNullable(columns.get(name));
    }

    Set<String> columns() {
      return columns.keySet();
    }

    /** The column by which it is partitioned; empty where it is not, or the catalog cannot say. */
    Optional<String> day() {
      return Optional.ofNullable(day);
    }
  }

  /** Adds a schema. */
  public WarehouseCatalog schema(String name) {
    schemas.add(lower(name));
    return this;
  }

  /** Adds a table and its schema. */
  public WarehouseCatalog table(String schema, String table, @Nullable String comment) {
    schema(schema);
    tables.put(
        new TableName(lower(schema), lower(table)),
        new CatalogTable(comment == null ? "" : comment));
    return this;
  }

  /**
   * Adds a column of a table that was added before; one of anything else, a view for example, is
   * passed over.
   */
  public WarehouseCatalog column(String schema, String table, String column, CatalogColumn stored) {
    CatalogTable known = tables.get(new TableName(lower(schema), lower(table)));
    if (known != null) {
      known.columns.put(lower(column), stored);
    }
    return this;
  }

  /** Says by which of its columns a table is partitioned. */
  public WarehouseCatalog partitioned(String schema, String table, String column) {
    CatalogTable known = tables.get(new TableName(lower(schema), lower(table)));
    if (known != null) {
      known.day = lower(column);
    }
    return this;
  }

  /** All tables, by name. */
  public List<TableName> tables() {
    return tables.keySet().stream().sorted(Comparator.comparing(TableName::toString)).toList();
  }

  /** The columns of a table, as its catalog has them; none when there is no such table. */
  public List<StoredColumn> columnsOf(TableName name) {
    return table(name).stream()
        .flatMap(table -> table.columns.entrySet().stream())
        .map(column -> new StoredColumn(column.getKey(), column.getValue().type()))
        .toList();
  }

  boolean hasSchema(String name) {
    return schemas.contains(name);
  }

  Optional<CatalogTable> table(TableName name) {
    return Optional.ofNullable(tables.get(name));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
