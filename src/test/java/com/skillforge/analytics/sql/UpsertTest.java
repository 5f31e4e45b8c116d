package com.skillforge.analytics.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.plan.TableName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both forms of an upsert, run by DuckDB, against a map. */
class UpsertTest {
  private static final Table TABLE =
      new Table(
          TableName.parse("figures"),
          "Figures",
          List.of(
              new Column("id", ColumnType.INTEGER, "Key."),
              new Column("figure", ColumnType.INTEGER, "Figure.")),
          Layout.whole("id"));

  private record Rows(Map<Integer, Integer> byKey) {
    static Rows any(Random random) {
      Map<Integer, Integer> rows = new TreeMap<>();
      for (int key = 0; key < 6; key++) {
        if (random.nextBoolean()) {
          rows.put(key, random.nextInt(3));
        }
      }
      return new Rows(rows);
    }

    String sql() {
      return byKey.isEmpty()
          ? "SELECT 0 AS id, 0 AS figure WHERE FALSE"
          : byKey.entrySet().stream()
              .map(row -> "SELECT %d AS id, %d AS figure".formatted(row.getKey(), row.getValue()))
              .collect(Collectors.joining(" UNION ALL "));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void rowsStandInTheTable(long seed) throws SQLException {
    Random random = new Random(seed);
    Rows stored = Rows.any(random);
    Rows staged = Rows.any(random);
    Upsert added = Upsert.byKey(DuckDb.SQL, TABLE, staged.sql(), List.of("id"));
    Upsert whole =
        added
            .replacing("staged.figure > stored.figure")
            .deleting(Optional.of("stored.figure <> 2"));

    Map<Integer, Integer> wholeRows = new TreeMap<>(stored.byKey());
    wholeRows
        .entrySet()
        .removeIf(row -> row.getValue() != 2 && !staged.byKey().containsKey(row.getKey()));
    staged.byKey().forEach((key, figure) -> wholeRows.merge(key, figure, Math::max));
    Map<Integer, Integer> addedRows = new TreeMap<>(staged.byKey());
    addedRows.putAll(stored.byKey());

    for (Function<Upsert, List<String>> form :
        List.<Function<Upsert, List<String>>>of(
            upsert -> upsert.atOnce(DuckDb.SQL), upsert -> upsert.inSteps(DuckDb.SQL))) {
      assertThat(run(stored, form.apply(whole))).isEqualTo(wholeRows);
      assertThat(run(stored, form.apply(added))).isEqualTo(addedRows);
    }
  }

  private static Map<Integer, Integer> run(Rows stored, List<String> statements)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      List<String> all = new ArrayList<>();
      all.add("CREATE TABLE figures AS " + stored.sql());
      all.addAll(statements);
      for (String sql : all) {
        statement.execute(sql);
      }
      Map<Integer, Integer> rows = new TreeMap<>();
      try (ResultSet row = statement.executeQuery("SELECT id, figure FROM figures")) {
        while (row.next()) {
          assertThat(rows.put(row.getInt(1), row.getInt(2))).as("a key twice").isNull();
        }
      }
      return rows;
    }
  }
}
