package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.RawTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Of when the newest stored event of a dataset is.
 *
 * @param dataset the schema of the tables or views in which the records stand, by either of their
 *     names: {@code raw_events}, {@code analytics} …
 * @param environment the environment of the records
 * @param newest the newest event time
 */
public record Freshness(String dataset, String environment, Instant newest) {
  private record OfTable(int table, String environment, long newestMillis) {}

  private record Key(String dataset, String environment) {}

  /**
   * All datasets of a warehouse that hold something, by dataset and environment.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when it cannot be read
   */
  public static List<Freshness> read(QueryableWarehouse warehouse, TrackingPlan plan) {
    List<RawTable> tables = RawTable.all(plan);
    Map<Key, Long> newest =
        new TreeMap<>(Comparator.comparing(Key::dataset).thenComparing(Key::environment));
    for (OfTable row : warehouse.query(query(warehouse.dialect(), tables), Freshness::row)) {
      for (String dataset : datasets(warehouse.dialect(), tables.get(row.table()))) {
        newest.merge(new Key(dataset, row.environment()), row.newestMillis(), Math::max);
      }
    }
    List<Freshness> all = new ArrayList<>();
    newest.forEach(
        (key, millis) ->
            all.add(new Freshness(key.dataset(), key.environment(), Instant.ofEpochMilli(millis))));
    return all;
  }

  /** The datasets that a warehouse of a dialect may have. */
  public static SortedSet<String> names(Dialect dialect, TrackingPlan plan) {
    SortedSet<String> names = new TreeSet<>();
    RawTable.all(plan).forEach(raw -> names.addAll(datasets(dialect, raw)));
    return names;
  }

  /** How old it is; never negative, since an event may be ahead of the clock. */
  public Duration age(Instant at) {
    return newest.isAfter(at) ? Duration.ZERO : Duration.between(newest, at);
  }

  static String query(Dialect dialect, List<RawTable> tables) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      RawTable raw = tables.get(i);
      String environment = dialect.identifier(Role.ENVIRONMENT.property());
      String time = dialect.identifier(raw.type().eventTimeProperty());
      parts.add(
          "SELECT %1$d, %2$s, %3$s FROM %4$s AS stored%5$s GROUP BY %2$s HAVING max(%6$s) IS NOT NULL"
              .formatted(
                  i,
                  environment,
                  dialect.epochMillis("max(" + time + ")"),
                  dialect.name(raw.table().name()),
                  dialect.everyPartition("stored", raw).map(all -> " WHERE " + all).orElse(""),
                  time));
    }
    return parts.stream().collect(Collectors.joining(" UNION ALL "));
  }

  private static OfTable row(RowValues row) {
    String environment = row.text(1);
    return new OfTable(
        Math.toIntExact(Objects.requireNonNull(row.integer(0))),
        environment == null ? "" : environment,
        Objects.requireNonNull(row.integer(2)));
  }

  /** The schemas of the table and of its view for analysis. */
  static TreeSet<String> datasets(Dialect dialect, RawTable raw) {
    TreeSet<String> datasets = new TreeSet<>();
    for (TableName name : List.of(raw.table().name(), raw.type().storage().bigquery())) {
      datasets.add(name.schema().isEmpty() ? dialect.defaultSchema() : name.schema());
    }
    return datasets;
  }
}
