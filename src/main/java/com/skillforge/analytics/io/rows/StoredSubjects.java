package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.io.LastRun;
import com.skillforge.analytics.io.SubjectHistory;
import com.skillforge.analytics.model.LinkChange;
import com.skillforge.analytics.model.RecordChoice;
import com.skillforge.analytics.model.StoredTable;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.sql.RawTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a warehouse says of single subjects, as it was at one moment; how their records are read is
 * the connectors' matter.
 */
public abstract class StoredSubjects implements SubjectHistory {
  private final QueryableWarehouse warehouse;
  private final SubjectQueries queries;

  /**
   * Creates it.
   *
   * @param snapshot the tables as the run sees them
   * @param filled the raw tables that have rows
   */
  protected StoredSubjects(QueryableWarehouse warehouse, Snapshot snapshot, List<RawTable> filled) {
    this.warehouse = warehouse;
    this.queries = new SubjectQueries(warehouse.dialect(), snapshot, filled);
  }

  protected final SubjectQueries queries() {
    return queries;
  }

  @Override
  public final Set<String> types() {
    return queries.tables().stream().map(raw -> raw.type().name()).collect(Collectors.toSet());
  }

  @Override
  public final OptionalLong latestEventTimeMillis() {
    if (queries.tables().isEmpty()) {
      return OptionalLong.empty();
    }
    return warehouse
        .query(
            queries.latestEventTime(),
            row -> OptionalLong.of(Objects.requireNonNull(row.integer(0))))
        .get(0);
  }

  @Override
  public final Map<String, Long> rowsOf(Map<String, StoredTable> earlier) {
    return byType(queries.rowsOf(earlier));
  }

  @Override
  public final Map<String, Long> replacedSince(Map<String, StoredTable> earlier) {
    return byType(queries.replacedSince(earlier));
  }

  private Map<String, Long> byType(Optional<String> sql) {
    Map<String, Long> numbers = new HashMap<>();
    sql.map(
            query ->
                warehouse.query(
                    query,
                    row ->
                        Map.entry(
                            Objects.requireNonNull(row.text(0)),
                            Objects.requireNonNull(row.integer(1)))))
        .orElse(List.of())
        .forEach(entry -> numbers.put(entry.getKey(), entry.getValue()));
    return numbers;
  }

  @Override
  public final Set<SubjectKey> senders(RecordChoice choice) {
    return queries
        .senders(choice)
        .map(
            query ->
                warehouse.query(
                    query,
                    row ->
                        SubjectKey.sender(
                            Objects.requireNonNull(row.text(0)),
                            Objects.requireNonNull(row.text(1)))))
        .map(Set::copyOf)
        .orElse(Set.of());
  }

  @Override
  public final List<RemovedRows> removedSince(long millis) {
    return KeptRows.removedSince(warehouse, queries.snapshot(), millis);
  }

  @Override
  public final Optional<LastRun> lastRun(String scope) {
    return KeptRows.lastRun(warehouse, queries.snapshot(), scope);
  }

  @Override
  public final long subjects(String scope) {
    return KeptRows.subjects(warehouse, queries.snapshot(), scope);
  }

  @Override
  public final Set<SubjectKey> changing(String scope, long asOfMillis) {
    return new HashSet<>(KeptRows.changing(warehouse, queries.snapshot(), scope, asOfMillis));
  }

  @Override
  public final List<LinkChange> linkChanges(LastRun since) {
    return KeptRows.linkChanges(warehouse, queries.snapshot(), since.run().seenAtMillis());
  }
}
