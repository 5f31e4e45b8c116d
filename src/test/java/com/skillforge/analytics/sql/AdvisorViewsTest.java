package com.skillforge.analytics.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.LinearAttacker.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nobody can be found by what advisors see. An attacker remembers all that is ever shown of many
 * random institutions, while more is published; and does find people as soon as one of the rules is
 * missing, so that none of them is there in vain.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdvisorViewsTest {
  private static final int TYPICAL = 80;
  private static final int HOSTILE = 120;

  private static final String SHOWN =
      "SELECT CAST(c AS VARCHAR) FROM audit.advisor_cells AS c WHERE hidden_because IS NULL";

  /** Every rule of the view, and what it says when it is not there. */
  private static final Map<String, String[]> RULES = new LinkedHashMap<>();

  static {
    RULES.put("small", new String[] {"WHEN people < least_people THEN 'small'", ""});
    RULES.put(
        "part from whole",
        new String[] {
          "WHEN smaller < least_people + shared AND (smaller > 0 OR shared > 0)", "WHEN FALSE"
        });
    RULES.put(
        "people of several parts",
        new String[] {"WHEN people < least_people + shared", "WHEN FALSE"});
    RULES.put("lost rows", new String[] {"WHEN shared < 0", "WHEN FALSE"});
    RULES.put("overlapping terms", new String[] {"WHEN crosses", "WHEN FALSE"});
    RULES.put("one day from the next", new String[] {"<> 0 THEN 'same facts'", "< 0 THEN 'never'"});
    RULES.put(
        "restatement from its predecessor",
        new String[] {
          "ORDER BY written_at, as_of, definition_version, run_id",
          "ORDER BY written_at DESC, as_of, definition_version, run_id"
        });
  }

  private final Connection connection = open();
  private final Map<String, Set<Fact>> facts = new HashMap<>();
  private final Map<String, Integer> people = new HashMap<>();

  /** What each view has ever shown, by view and tenant: facts by the key of the row. */
  private final Map<String, Map<String, Map<String, Set<Fact>>>> seen = new TreeMap<>();

  /** What the view shows after each step, as text. */
  private final List<Set<String>> shown = new ArrayList<>();

  private static Connection open() {
    try {
      return DriverManager.getConnection("jdbc:duckdb:");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  @BeforeAll
  void publish(@TempDir Path directory) throws SQLException, IOException {
    for (List<String> script :
        WarehouseSchema.of(DuckDb.SQL, TrackingPlan.builtIn()).scripts().values()) {
      for (String sql : script) {
        execute(sql);
      }
    }
    View cells = new AdvisorViews(DuckDb.SQL).all().get(0);
    Map<String, String> views = new LinkedHashMap<>();
    views.put("all rules", cells.query());
    RULES.forEach(
        (rule, change) -> {
          assertThat(cells.query()).contains(change[0]);
          views.put("without " + rule, cells.query().replace(change[0], change[1]));
        });
    views.put(
        "large groups",
        """
        SELECT *, NULL AS hidden_because
        FROM kpi_current
        WHERE coalesce(denominator, value) >= 5
        """);
    for (int step = 0; step < PublishedHistories.STEPS; step++) {
      execute(
          "INSERT INTO pipeline_runs (run_id, streaming) VALUES ('run %d', %b)"
              .formatted(step, step == 0));
    }
    List<List<PublishedHistories.Row>> steps = new ArrayList<>();
    for (int step = 0; step < PublishedHistories.STEPS; step++) {
      steps.add(new ArrayList<>());
    }
    for (int i = 0; i < TYPICAL + HOSTILE; i++) {
      List<List<PublishedHistories.Row>> own = new PublishedHistories(i, i >= TYPICAL).steps();
      for (int step = 0; step < own.size(); step++) {
        steps.get(step).addAll(own.get(step));
      }
    }
    for (List<PublishedHistories.Row> rows : steps) {
      store(rows, directory.resolve("rows.csv"));
      views.forEach((view, query) -> look(view, query));
      shown.add(texts(SHOWN));
    }
  }

  private void store(List<PublishedHistories.Row> rows, Path file)
      throws IOException, SQLException {
    List<String> lines = new ArrayList<>(List.of(PublishedHistories.HEADER));
    for (PublishedHistories.Row row : rows) {
      assertThat(facts.put(row.key(), row.facts())).as(row.key()).isNull();
      people.put(row.key(), row.people());
      lines.add(row.text());
    }
    Files.write(file, lines);
    execute(
        "INSERT INTO kpi_values BY NAME SELECT * FROM read_csv('%s', header = true,".formatted(file)
            + " all_varchar = true, nullstr = 'NULL')");
  }

  private void look(String view, String query) {
    String columns =
        """
        SELECT concat_ws('|', kpi, definition_version, tenant_id, persona, dimension,
          dimension_value, strftime(period_start, '%Y-%m-%d %H:%M:%S'),
          strftime(as_of, '%Y-%m-%d %H:%M:%S'), run_id), tenant_id
        FROM (""";
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(columns + query + ") WHERE hidden_because IS NULL")) {
      while (rows.next()) {
        String key = rows.getString(1);
        assertThat(facts).containsKey(key);
        seen.computeIfAbsent(view, v -> new TreeMap<>())
            .computeIfAbsent(rows.getString(2), t -> new HashMap<>())
            .put(key, facts.get(key));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Set<String> texts(String query) throws SQLException {
    Set<String> texts = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  private Map<String, Set<String>> found(String view) {
    LinearAttacker attacker = new LinearAttacker(Permissions.DEFAULT_MIN_GROUP_SIZE);
    Map<String, Set<String>> found = new TreeMap<>();
    seen.get(view)
        .forEach(
            (tenant, figures) -> {
              Map<String, List<Set<Fact>>> byKpi = new HashMap<>();
              figures.forEach(
                  (key, of) ->
                      byKpi
                          .computeIfAbsent(
                              key.substring(0, key.indexOf('|')), k -> new ArrayList<>())
                          .add(of));
              byKpi.forEach(
                  (kpi, of) ->
                      attacker.find(of).ifPresent(group -> found.put(tenant + " " + kpi, group)));
            });
    return found;
  }

  @Test
  void nobodyIsFound() {
    assertThat(seen.get("all rules")).hasSizeGreaterThan(TYPICAL);
    assertThat(found("all rules")).isEmpty();
  }

  @Test
  void somebodyIsFoundWhereARuleIsMissing() {
    assertThat(RULES.keySet())
        .allSatisfy(rule -> assertThat(found("without " + rule)).as(rule).isNotEmpty());
    assertThat(found("large groups")).isNotEmpty();
  }

  /** Windows of the roster that overlap one that is shown are no figures of their own. */
  @Test
  void mostFiguresAreShown() throws SQLException {
    String share =
        """
        SELECT round(avg(CASE WHEN hidden_because IS NULL THEN 1 ELSE 0 END), 3)
        FROM audit.advisor_cells
        WHERE coalesce(hidden_because, '') <> 'same facts'
          AND CAST(substr(tenant_id, 2) AS INTEGER) < %d
        """;
    assertThat(number(share.formatted(TYPICAL))).isGreaterThanOrEqualTo(0.9);
  }

  private double number(String query) throws SQLException {
    return Double.parseDouble(texts(query).iterator().next());
  }

  @Test
  void whatIsShownStaysAsItWas() {
    for (int step = 1; step < shown.size(); step++) {
      assertThat(shown.get(step)).containsAll(shown.get(step - 1));
    }
    assertThat(shown.get(shown.size() - 1)).hasSizeGreaterThan(shown.get(1).size());
  }

  @Test
  void advisorsSeeTheRowsOfTheirInstitution() throws SQLException {
    String all = "SELECT DISTINCT tenant_id FROM for_advisors.resume_conversion";
    assertThat(texts(all)).isEmpty();
    try {
      execute("SET VARIABLE tenant_id = 't1'");
      assertThat(texts(all)).containsExactly("t1");
      assertThat(
              texts(
                  "SELECT concat_ws(' ', persona, period_start, people, uploads) FROM"
                      + " for_advisors.resume_conversion"))
          .containsExactlyInAnyOrderElementsOf(
              texts(
                  "SELECT concat_ws(' ', persona, period_start, people, CAST(denominator AS BIGINT))"
                      + " FROM audit.advisor_cells WHERE kpi = 'resume_conversion'"
                      + " AND tenant_id = 't1' AND hidden_because IS NULL"))
          .isNotEmpty();
    } finally {
      execute("RESET VARIABLE tenant_id");
    }
  }

  @Test
  void theLeastGroupSizeIsARow() throws SQLException {
    String smallest = "SELECT min(people) FROM audit.advisor_cells WHERE hidden_because IS NULL";
    assertThat(number(smallest)).isEqualTo(Permissions.DEFAULT_MIN_GROUP_SIZE);
    Set<String> shownByDefault = shown.get(shown.size() - 1);
    execute("BEGIN");
    try {
      execute(Permissions.minGroupSize(DuckDb.SQL, Optional.of(10)));
      execute(Permissions.minGroupSize(DuckDb.SQL, Optional.empty()));
      assertThat(number(smallest)).isEqualTo(10);
      assertThat(shownByDefault).containsAll(texts(SHOWN));
      execute("DELETE FROM permissions.min_group_sizes");
      assertThat(texts(SHOWN)).isEmpty();
    } finally {
      execute("ROLLBACK");
    }
  }
}
