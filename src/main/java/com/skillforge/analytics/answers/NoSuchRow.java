package com.skillforge.analytics.answers;

import com.skillforge.analytics.commandline.UsageException;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.sql.DuckDb;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What to say of a row that is asked for and is not there: what is there instead. */
final class NoSuchRow {
  private static final int SHOWN = 8;
  private static final int NEAREST = 3;

  /** The columns that rows are chosen by, as people call what is in them. */
  private static final Map<String, String> CHOICES = choices();

  private final DuckDbWarehouse warehouse;
  private final String kpi;
  private final RowFilter filter;

  private NoSuchRow(DuckDbWarehouse warehouse, String kpi, RowFilter filter) {
    this.warehouse = warehouse;
    this.kpi = kpi;
    this.filter = filter;
  }

  /** The error of a question about rows of which there is none. */
  static UsageException error(DuckDbWarehouse warehouse, String kpi, RowFilter filter) {
    return new UsageException(List.of(new NoSuchRow(warehouse, kpi, filter).sentence()));
  }

  /** The same as a sentence. */
  static String sentence(DuckDbWarehouse warehouse, String kpi, RowFilter filter) {
    return new NoSuchRow(warehouse, kpi, filter).sentence();
  }

  private static Map<String, String> choices() {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put("tenant_id", "institution");
    choices.put("environment", "environment");
    choices.put("persona", "persona");
    choices.put("dimension", "dimension");
    choices.put("dimension_value", "value of the dimension");
    choices.put("period_grain", "period of length");
    return choices;
  }

  private String sentence() {
    if (texts("SELECT kpi FROM kpi_values WHERE kpi = " + literal(kpi) + " LIMIT 1").isEmpty()) {
      return "There are no rows of " + kpi + " yet: ./scripts/run.sh kpi computes them.";
    }
    for (Map.Entry<String, String> choice : CHOICES.entrySet()) {
      Optional<String> wanted = filter.wanted(choice.getKey());
      if (wanted.isPresent()) {
        List<String> there = values(choice.getKey());
        if (!there.contains(wanted.get())) {
          return "%s has no %s '%s'; it has %s."
              .formatted(kpi, choice.getValue(), wanted.get(), listed(there));
        }
      }
    }
    return "There is no such row of " + kpi + nearest() + "; 'kpi.sh show " + kpi + "' lists all.";
  }

  private List<String> values(String column) {
    return texts(
        "SELECT DISTINCT %1$s FROM kpi_values WHERE kpi = %2$s ORDER BY 1"
            .formatted(column, literal(kpi)));
  }

  /** The periods nearest to the one that is asked for, of rows that are as asked for otherwise. */
  private String nearest() {
    Optional<Instant> period = filter.period();
    if (period.isEmpty()) {
      return " that is all of this at once";
    }
    List<String> near =
        texts(
            """
            SELECT period_grain || ' of --period=' || strftime(period_start, '%%Y-%%m-%%d')
            FROM kpi_values
            WHERE %s
            GROUP BY period_grain, period_start
            ORDER BY abs(epoch_ms(period_start) - %d), period_start
            LIMIT %d
            """
                .formatted(
                    filter.ofKpi(kpi).anyPeriod().condition(),
                    period.get().toEpochMilli(),
                    NEAREST));
    return near.isEmpty() ? " of whatever period" : "; the nearest: " + String.join(", ", near);
  }

  private static String listed(List<String> values) {
    List<String> quoted = values.stream().map(value -> "'" + value + "'").toList();
    return values.size() <= SHOWN
        ? String.join(", ", quoted)
        : String.join(", ", quoted.subList(0, SHOWN)) + " and " + (values.size() - SHOWN) + " more";
  }

  private List<String> texts(String sql) {
    return warehouse.query(sql, row -> String.valueOf(row.text(0)));
  }

  private static String literal(String text) {
    return DuckDb.SQL.literal(text);
  }
}
