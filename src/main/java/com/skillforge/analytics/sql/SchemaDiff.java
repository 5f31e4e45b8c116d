package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.sql.WarehouseCatalog.CatalogColumn;
import com.skillforge.analytics.sql.WarehouseCatalog.CatalogTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what a warehouse has with what it should have. Only what adds is done: schemas, tables,
 * columns, descriptions, views. A column never changes its type or goes, and a table never changes
 * its partitions: rows that are stored would be lost, or read otherwise than they were written.
 */
public final class SchemaDiff {
  private final WarehouseSchema target;
  private final Dialect dialect;
  private final WarehouseCatalog there;
  private final List<String> changes = new ArrayList<>();
  private final List<String> statements = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  private SchemaDiff(WarehouseSchema target, WarehouseCatalog there) {
    this.target = target;
    this.dialect = target.dialect();
    this.there = there;
  }

  /** What has to be done, and what must not. */
  public static Migration between(WarehouseCatalog there, WarehouseSchema target) {
    return new SchemaDiff(target, there).compare();
  }

  private Migration compare() {
    for (Schema schema : target.schemas()) {
      if (!there.hasSchema(schema.name())) {
        changes.add("create schema " + schema.name());
        statements.addAll(dialect.createSchema(schema));
      }
    }
    for (Table table : target.tables()) {
      Optional<CatalogTable> stored = there.table(qualified(table.name()));
      if (stored.isPresent()) {
        compare(table, stored.get());
      } else {
        changes.add("create table " + table.name());
        statements.addAll(dialect.createTable(table));
      }
    }
    statements.addAll(target.rows());
    for (View view : target.views()) {
      if (there.table(qualified(view.name())).isPresent()) {
        refusals.add(
            view.name() + " is a table, but should be a view: rename the table or drop it.");
      }
      statements.addAll(dialect.createView(view));
    }
    if (dialect.expiresByRule()) {
      statements.addAll(target.statements(Script.RETENTION));
    }
    return new Migration(changes, statements, refusals, notices);
  }

  private TableName qualified(TableName name) {
    return name.schema().isEmpty() ? new TableName(dialect.defaultSchema(), name.table()) : name;
  }

  private void compare(Table table, CatalogTable stored) {
    stored
        .day()
        .filter(day -> !day.equals(table.layout().day()))
        .ifPresent(
            day ->
                refusals.add(
                    "Table %s is partitioned by %s, but should be by %s: a table keeps its partitions."
                        .formatted(table.name(), day, orNothing(table.layout().day()))));
    if (!table.description().equals(stored.comment())) {
      changes.add("describe table " + table.name());
      statements.add(dialect.describeTable(table));
    }
    for (Column column : table.columns()) {
      compare(table, column, stored.column(column.name()));
    }
    Set<String> unknown = new HashSet<>(stored.columns());
    table.columnNames().forEach(unknown::remove);
    for (String column : unknown.stream().sorted().toList()) {
      notices.add(
          "Column %s.%s is not in the tracking plan: it stays, and new rows leave it empty."
              .formatted(table.name(), column));
    }
  }

  private static String orNothing(String column) {
    return column.isEmpty() ? "nothing" : column;
  }

  private void compare(Table table, Column column, Optional<CatalogColumn> stored) {
    String name = table.name() + "." + column.name();
    if (stored.isEmpty()) {
      changes.add("add column " + name);
      statements.add(dialect.addColumn(table, column));
      if (!dialect.describesAddedColumns()) {
        statements.add(dialect.describeColumn(table, column));
      }
      return;
    }
    String type = dialect.storedTypeName(column.type());
    if (!stored.get().type().equals(type)) {
      refusals.add(
          "Column %s has type %s, but the tracking plan asks for %s: a column keeps its type."
              .formatted(name, stored.get().type(), type));
    } else if (!stored.get().comment().equals(column.description())) {
      changes.add("describe column " + name);
      statements.add(dialect.describeColumn(table, column));
    }
  }
}
