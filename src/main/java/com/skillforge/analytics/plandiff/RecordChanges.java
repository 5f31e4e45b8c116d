package com.skillforge.analytics.plandiff;

import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compares what two plans have made of the same records: a record is the same where it was received
 * at the same position.
 */
final class RecordChanges {
  /** The catalog under which the warehouse of the older plan is attached. */
  private static final String OLD = "by_old_plan";

  private static final String POSITION =
      "record_topic, record_partition, record_source, record_offset";

  /** Columns that differ from run to run. */
  private static final List<String> OF_A_RUN = List.of(Provenance.RUN_ID, Provenance.INGESTED_AT);

  private final TrackingPlan oldPlan;
  private final TrackingPlan newPlan;
  private final Positions positions;
  private final List<RecordChange> changes = new ArrayList<>();

  private RecordChanges(TrackingPlan oldPlan, TrackingPlan newPlan, Positions positions) {
    this.oldPlan = oldPlan;
    this.newPlan = newPlan;
    this.positions = positions;
  }

  private String at(String alias) {
    return positions.sql().formatted(alias);
  }

  /**
   * All that differs, by kind, record type and property.
   *
   * @param positions how it is told where a record stood
   */
  static List<RecordChange> between(
      TrackingPlan oldPlan,
      DuckDbWarehouse oldWarehouse,
      TrackingPlan newPlan,
      DuckDbWarehouse newWarehouse,
      Positions positions) {
    RecordChanges comparison = new RecordChanges(oldPlan, newPlan, positions);
    return newWarehouse.read(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(
                "ATTACH "
                    + DuckDb.SQL.literal(oldWarehouse.file().toString())
                    + " AS "
                    + OLD
                    + " (READ_ONLY)");
            try {
              comparison.compare(connection);
            } finally {
              statement.execute("DETACH " + OLD);
            }
          }
          return comparison.changes;
        });
  }

  private void compare(Connection connection) throws SQLException {
    for (RecordType type : oldPlan.recordTypes()) {
      rejected(connection, type);
    }
    accepted(connection);
    rejectedOtherwise(connection);
    for (RecordType type : oldPlan.recordTypes()) {
      Optional<RecordType> next = newPlan.recordType(type.name());
      if (next.isPresent()) {
        different(connection, RawTable.of(type, oldPlan), RawTable.of(next.get(), newPlan));
      }
    }
  }

  private static String was(RawTable raw) {
    return OLD + "." + DuckDb.SQL.name(raw.table().name());
  }

  private static String is(RawTable raw) {
    return DuckDb.SQL.name(raw.table().name());
  }

  private static String letters(String catalog) {
    return catalog + DuckDb.SQL.name(FixedTables.DEAD_LETTERS.name());
  }

  /** Where records of a warehouse stand, with their types. */
  private static String stored(TrackingPlan plan, String catalog) {
    return RawTable.all(plan).stream()
        .map(
            raw ->
                "SELECT "
                    + DuckDb.SQL.literal(raw.type().name())
                    + " AS event, "
                    + POSITION
                    + " FROM "
                    + catalog
                    + DuckDb.SQL.name(raw.table().name()))
        .collect(Collectors.joining(" UNION ALL "));
  }

  /** What was stored and is not any more; whichever of its violations comes first is shown. */
  private void rejected(Connection connection, RecordType type) throws SQLException {
    String sql =
        """
        SELECT %1$s AS event, coalesce(letters.json_paths[1], '') AS property,
          coalesce(letters.error_codes[1], '') AS code, count(*), min(%2$s)
        FROM %3$s AS was
        ANTI JOIN (%4$s) AS stored USING (%5$s)
        LEFT JOIN %6$s AS letters USING (%5$s)
        GROUP BY ALL ORDER BY ALL
        """
            .formatted(
                DuckDb.SQL.literal(type.name()),
                at("was"),
                was(RawTable.of(type, oldPlan)),
                stored(newPlan, ""),
                POSITION,
                letters(""));
    add(
        connection,
        sql,
        code -> code.isEmpty() ? RecordChange.Kind.NOT_STORED : RecordChange.Kind.REJECTED);
  }

  private void accepted(Connection connection) throws SQLException {
    String sql =
        """
        SELECT stored.event, coalesce(letters.json_paths[1], ''), letters.error_codes[1], count(*),
          min(%1$s)
        FROM %2$s AS letters
        JOIN (%3$s) AS stored USING (%4$s)
        GROUP BY ALL ORDER BY ALL
        """
            .formatted(at("letters"), letters(OLD + "."), stored(newPlan, ""), POSITION);
    add(connection, sql, code -> RecordChange.Kind.ACCEPTED);
  }

  private void rejectedOtherwise(Connection connection) throws SQLException {
    String sql =
        """
        SELECT '', coalesce(new_letters.json_paths[1], ''),
          array_to_string(letters.error_codes, ',') || ' -> '
            || array_to_string(new_letters.error_codes, ','),
          count(*), min(%1$s)
        FROM %2$s AS letters
        JOIN %3$s AS new_letters USING (%4$s)
        WHERE letters.error_codes <> new_letters.error_codes
        GROUP BY ALL ORDER BY ALL
        """
            .formatted(at("letters"), letters(OLD + "."), letters(""), POSITION);
    add(connection, sql, code -> RecordChange.Kind.REJECTED_OTHERWISE);
  }

  private void different(Connection connection, RawTable was, RawTable is) throws SQLException {
    Map<String, Boolean> columns = new LinkedHashMap<>();
    columns(was).forEach(column -> columns.put(column, false));
    columns(is).forEach(column -> columns.computeIfPresent(column, (name, both) -> true));
    for (Map.Entry<String, Boolean> column : columns.entrySet()) {
      String name = DuckDb.SQL.identifier(column.getKey());
      if (column.getValue()) {
        String one = "CAST(was." + name + " AS VARCHAR)";
        String other = "CAST(is_now." + name + " AS VARCHAR)";
        different(
            connection,
            was,
            is,
            column.getKey(),
            one + " IS DISTINCT FROM " + other,
            RecordChange.Kind.DIFFERENT);
      } else {
        different(
            connection,
            was,
            is,
            column.getKey(),
            "was." + name + " IS NOT NULL",
            RecordChange.Kind.LOST);
      }
    }
    for (String column : columns(is)) {
      if (!columns.containsKey(column)) {
        String name = DuckDb.SQL.identifier(column);
        different(
            connection,
            was,
            is,
            column,
            "is_now." + name + " IS NOT NULL",
            RecordChange.Kind.FILLED);
      }
    }
  }

  private static List<String> columns(RawTable raw) {
    return raw.table().columns().stream()
        .map(Column::name)
        .filter(name -> !OF_A_RUN.contains(name))
        .toList();
  }

  private void different(
      Connection connection,
      RawTable was,
      RawTable is,
      String column,
      String condition,
      RecordChange.Kind kind)
      throws SQLException {
    String sql =
        """
        SELECT %1$s, %2$s, '', count(*), min(%3$s)
        FROM %4$s AS was
        JOIN %5$s AS is_now USING (%6$s)
        WHERE %7$s
        """
            .formatted(
                DuckDb.SQL.literal(was.type().name()),
                DuckDb.SQL.literal(column),
                at("was"),
                was(was),
                is(is),
                POSITION,
                condition);
    add(connection, sql, code -> kind);
  }

  private interface KindOf {
    RecordChange.Kind of(String code);
  }

  private void add(Connection connection, String sql, KindOf kind) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        if (row.getLong(4) > 0) {
          changes.add(
              new RecordChange(
                  kind.of(row.getString(3)),
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getLong(4),
                  positions.told(row.getString(5))));
        }
      }
    }
  }
}
