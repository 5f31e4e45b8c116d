package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.Migration;
import com.skillforge.analytics.sql.SchemaDiff;
import com.skillforge.analytics.sql.WarehouseCatalog;
import com.skillforge.analytics.sql.WarehouseCatalog.CatalogColumn;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Brings a file's tables and views up to a tracking plan; a column is only ever added. */
final class DuckDbSchema {
  private final WarehouseSchema schema;

  DuckDbSchema(TrackingPlan plan) {
    this.schema = WarehouseSchema.of(DuckDb.SQL, plan);
  }

  /** What the file lacks. */
  Migration compare(Connection connection) throws SQLException {
    return SchemaDiff.between(catalog(connection), schema);
  }

  /**
   * Creates what is missing in a file, in one transaction; see {@link #update(Connection)}. Most
   * runs find that nothing is, and need not write for that.
   */
  void update(DuckDbWarehouse warehouse) {
    if (!warehouse.exists() || !warehouse.read(this::isUpToDate)) {
      warehouse.write(
          connection -> {
            update(connection);
            return schema;
          });
    }
  }

  private boolean isUpToDate(Connection connection) throws SQLException {
    Migration migration = compare(connection);
    return migration.changes().isEmpty()
        && !migration.isRefused()
        && SchemaState.of(connection).equals(SchemaState.after(migration, connection));
  }

  /**
   * Creates what is missing.
   *
   * @throws WarehouseException when what the file has excludes what it should have: then nothing is
   *     changed
   */
  void update(Connection connection) throws SQLException {
    Migration migration = compare(connection);
    if (migration.isRefused()) {
      throw new WarehouseException(
          "The local warehouse does not fit the tracking plan. "
              + String.join(" ", migration.refusals())
              + " Give --localWarehouse a new file and load it again.");
    }
    try (Statement statement = connection.createStatement()) {
      for (String sql : migration.statements()) {
        statement.execute(sql);
      }
    }
    SchemaState.after(compare(connection), connection).store(connection);
  }

  /** What the file has. */
  static WarehouseCatalog catalog(Connection connection) throws SQLException {
    WarehouseCatalog catalog = new WarehouseCatalog();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT schema_name FROM duckdb_schemas()"
                  + " WHERE database_name = current_database()")) {
        while (rows.next()) {
          catalog.schema(rows.getString(1));
        }
      }
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT schema_name, table_name, comment FROM duckdb_tables()"
                  + " WHERE database_name = current_database()")) {
        while (rows.next()) {
          catalog.table(rows.getString(1), rows.getString(2), rows.getString(3));
        }
      }
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT schema_name, table_name, column_name, data_type, coalesce(comment, '')"
                  + " FROM duckdb_columns() WHERE database_name = current_database()")) {
        while (rows.next()) {
          catalog.column(
              rows.getString(1),
              rows.getString(2),
              rows.getString(3),
              new CatalogColumn(rows.getString(4), rows.getString(5)));
        }
      }
    }
    return catalog;
  }
}
