package com.skillforge.analytics.sql;

import com.skillforge.analytics.model.kpi.Disclosure;
import com.skillforge.analytics.model.kpi.Figure;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.model.kpi.KpiDeclarations;
import com.skillforge.analytics.plan.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What advisors see of the KPI mart: figures of groups of people, chosen so that none of a smaller
 * group follows from all that is ever shown. What is shown never changes and never goes: each
 * figure as the first batch run computed it that called it final. Decision 33 has the argument.
 */
final class AdvisorViews {
  /** The schema of what advisors see, and of nothing else. */
  static final String SCHEMA = "for_advisors";

  /**
   * Every figure that could be shown; analysts read it, advisors do not. It lies in neither the
   * schema that it reads nor the one that reads it: BigQuery authorizes whole schemas.
   */
  static final TableName CELLS = TableName.parse("audit.advisor_cells");

  /** The rows of one period that are a whole and its parts. */
  private static final String FAMILY =
      "kpi, environment, tenant_id, period_grain, period_start, period_end, family";

  /** What all rows share that one commit has written. */
  private static final String COMMIT = "definition_version, as_of, run_id, written_at";

  private final Dialect dialect;
  private final List<KpiDeclaration> shown = new ArrayList<>();
  private final List<KpiDeclaration> ofNobody = new ArrayList<>();
  private final Map<KpiDeclaration, Disclosure.Groups> groups = new LinkedHashMap<>();

  AdvisorViews(Dialect dialect) {
    this.dialect = dialect;
    for (KpiDeclaration kpi : KpiDeclarations.all()) {
      if (kpi.disclosure() instanceof Disclosure.Nothing) {
        continue;
      }
      shown.add(kpi);
      if (kpi.disclosure() instanceof Disclosure.Groups disclosed) {
        groups.put(kpi, disclosed);
      } else {
        ofNobody.add(kpi);
      }
    }
  }

  /** All views, each after those it reads. */
  List<View> all() {
    List<View> views = new ArrayList<>();
    views.add(cells());
    shown.forEach(kpi -> views.add(typed(kpi)));
    return views;
  }

  private View cells() {
    return new View(
        CELLS,
        "Every figure that advisors may see, or may not and why: as it was when a batch run first"
            + " called it final; hidden_because is null where they see it",
        """
        WITH published AS (
          SELECT
            v.*,
            coalesce(%1$s, 0) AS people,
            CASE WHEN v.kpi IN (%2$s) THEN '' ELSE v.dimension_value END AS family,
            v.persona = 'all' AND (v.kpi NOT IN (%2$s) OR v.dimension = '') AS is_whole
          FROM %3$s AS v
          JOIN %4$s AS r ON r.run_id = v.run_id
          WHERE NOT r.streaming
            AND v.pane_index = 0
            AND v.kpi IN (%5$s)
            AND (v.persona = 'all' OR v.kpi NOT IN (%2$s))),
        firsts AS (
          SELECT %6$s, %7$s, people AS whole_people
          FROM published
          WHERE is_whole AND is_final AND history_from IS NULL
          QUALIFY row_number() OVER (
            PARTITION BY %6$s
            ORDER BY written_at, as_of, definition_version, run_id) = 1),
        crossing AS (
          SELECT DISTINCT
            later.kpi, later.environment, later.tenant_id, later.family,
            later.period_start, later.period_end, TRUE AS crosses
          FROM firsts AS later
          JOIN firsts AS earlier
            ON earlier.kpi = later.kpi
            AND earlier.environment = later.environment
            AND earlier.tenant_id = later.tenant_id
            AND earlier.period_grain = later.period_grain
          WHERE later.period_grain = 'term'
            AND earlier.period_start < later.period_end
            AND earlier.period_end > later.period_start
            AND (earlier.written_at < later.written_at
              OR (earlier.written_at = later.written_at
                AND (earlier.period_start < later.period_start
                  OR (earlier.period_start = later.period_start
                    AND earlier.family < later.family))))),
        sized AS (
          SELECT
            published.*,
            coalesce(sum(CASE WHEN NOT is_whole THEN people END) OVER (
              PARTITION BY %6$s), 0) - whole_people AS shared,
            coalesce(sum(CASE WHEN NOT is_whole THEN people END) OVER (
              PARTITION BY %6$s
              ORDER BY is_whole, people, persona, dimension_value
              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS smaller
          FROM published
          JOIN firsts USING (%6$s, %7$s)),
        rule AS (
          SELECT coalesce(max(people), 2147483647) AS least_people
          FROM %8$s
          WHERE audience = %9$s)
        SELECT
          kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value,
          period_grain, period_start, period_end, as_of, run_id,
          %10$s AS people,
          numerator, denominator, value,
          CASE
            WHEN kpi IN (%11$s) THEN NULL
        %12$s    WHEN crosses THEN 'crossing term'
            WHEN people < least_people THEN 'small'
            WHEN is_whole THEN NULL
            WHEN shared < 0 THEN 'incomplete'
            WHEN people < least_people + shared THEN 'shared people'
            WHEN smaller < least_people + shared AND (smaller > 0 OR shared > 0) THEN 'would show a small rest'
          END AS hidden_because
        FROM sized
        JOIN rule ON TRUE
        LEFT JOIN crossing USING (
          kpi, environment, tenant_id, family, period_start, period_end)
        """
            .strip()
            .formatted(
                people(),
                cutBy(Disclosure.Cut.DIMENSION),
                dialect.name(FixedTables.KPI_VALUES.name()),
                dialect.name(FixedTables.PIPELINE_RUNS.name()),
                names(shown),
                FAMILY,
                COMMIT,
                dialect.name(Permissions.MIN_GROUP_SIZES.name()),
                dialect.literal(Permissions.ADVISORS),
                dialect.cast("people", ColumnType.INTEGER),
                names(ofNobody),
                sameFacts()));
  }

  /** Of how many people a row is, by KPI. */
  private String people() {
    String cases =
        groups.entrySet().stream()
            .map(
                group ->
                    "WHEN %s THEN %s"
                        .formatted(
                            dialect.literal(group.getKey().name()),
                            column(group.getKey(), group.getValue())))
            .collect(Collectors.joining(" "));
    return "CASE v.kpi " + cases + " END";
  }

  private String column(KpiDeclaration kpi, Disclosure.Groups disclosed) {
    if (kpi.denominator().filter(disclosed.people()::equals).isPresent()) {
      return "v.denominator";
    }
    return kpi.value().equals(disclosed.people())
        ? "v.value"
        : dialect.cast(
            dialect.jsonText("v.measures", disclosed.people().name()), ColumnType.NUMBER);
  }

  /** Hides the periods of which another one has the same facts. */
  private String sameFacts() {
    StringBuilder cases = new StringBuilder();
    groups.forEach(
        (kpi, disclosed) ->
            disclosed
                .facts()
                .map(Duration::toMillis)
                .ifPresent(
                    millis ->
                        cases.append(
                            "    WHEN kpi = %s AND MOD(%s, %d) <> 0 THEN 'same facts'%n"
                                .formatted(
                                    dialect.literal(kpi.name()),
                                    dialect.epochMillis("period_start"),
                                    millis))));
    return cases.toString();
  }

  private String cutBy(Disclosure.Cut cut) {
    return names(groups.keySet().stream().filter(kpi -> groups.get(kpi).cut() == cut).toList());
  }

  private String names(List<KpiDeclaration> kpis) {
    return kpis.stream().map(kpi -> dialect.literal(kpi.name())).collect(Collectors.joining(", "));
  }

  private View typed(KpiDeclaration kpi) {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "environment",
                "tenant_id",
                "persona",
                "dimension",
                "dimension_value",
                "period_grain",
                "period_start",
                "period_end",
                "as_of"));
    if (groups.containsKey(kpi)) {
      columns.add("people");
    }
    kpi.numerator().ifPresent(figure -> columns.add(figure("numerator", figure)));
    kpi.denominator().ifPresent(figure -> columns.add(figure("denominator", figure)));
    columns.add(figure("value", kpi.value()));
    return new View(
        new TableName(SCHEMA, kpi.name()),
        "For advisors: " + kpi.description(),
        """
        SELECT
          %s
        FROM %s
        WHERE kpi = %s
          AND hidden_because IS NULL%s
        """
            .strip()
            .formatted(
                String.join(",\n  ", columns),
                dialect.name(CELLS),
                dialect.literal(kpi.name()),
                dialect.ownRows("tenant_id").map("\n  AND "::concat).orElse("")),
        true);
  }

  private String figure(String expression, Figure figure) {
    return KpiViews.column(dialect, expression, figure);
  }
}
