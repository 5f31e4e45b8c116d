package com.skillforge.analytics.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.testing.DerivedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MartReferenceTest {
  private static final Path PAGE = Path.of("docs", "marts.md");
  private static final WarehouseSchema SCHEMA =
      WarehouseSchema.of(DuckDb.SQL, TrackingPlan.builtIn());

  /** Of the views, as a DuckDB has them that the scripts have made. */
  private static final Map<TableName, List<StoredColumn>> COLUMNS = new LinkedHashMap<>();

  @BeforeAll
  static void readColumns() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (List<String> script : SCHEMA.scripts().values()) {
        for (String sql : script) {
          statement.execute(sql);
        }
      }
      for (View view : SCHEMA.views()) {
        List<StoredColumn> columns = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("DESCRIBE " + DuckDb.SQL.name(view.name()))) {
          while (row.next()) {
            columns.add(new StoredColumn(row.getString(1), row.getString(2)));
          }
        }
        COLUMNS.put(view.name(), columns);
      }
    }
  }

  @Test
  void committedPageIsUpToDate() throws IOException {
    DerivedFile.check(PAGE, MartReference.render(SCHEMA, COLUMNS::get));
  }

  @Test
  void showsEveryTableAndViewThatIsNotRaw() {
    String page = MartReference.render(SCHEMA, COLUMNS::get);

    FixedTables.all().forEach(table -> assertThat(page).contains("\n### `" + table.name() + "`\n"));
    SCHEMA
        .views()
        .forEach(view -> assertThat(page).containsPattern("\n(###|\\|) `" + view.name() + "`"));
  }

  @Test
  void everyColumnIsDescribedAndNothingElse() {
    Set<String> ofTables =
        SCHEMA.tables().stream()
            .flatMap(table -> table.columnNames().stream())
            .collect(Collectors.toSet());
    Set<String> ofViewsOnly =
        COLUMNS.values().stream()
            .flatMap(List::stream)
            .map(StoredColumn::name)
            .filter(name -> !ofTables.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(new TreeSet<>(MartReference.described().stringPropertyNames()))
        .as("src/main/resources/view-columns.properties says what columns of views hold")
        .isEqualTo(ofViewsOnly);
  }
}
