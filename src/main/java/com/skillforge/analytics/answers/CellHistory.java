package com.skillforge.analytics.answers;

import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.duckdb.RawTableReader;
import com.skillforge.analytics.kpi.Horizon;
import com.skillforge.analytics.kpi.Kpi;
import com.skillforge.analytics.kpi.KpiTrace;
import com.skillforge.analytics.kpi.Kpis;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.transforms.history.OptOutIntervals;
import com.skillforge.analytics.transforms.sharding.MemoryShards;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * All stored records of one institution that a KPI looks at, so that rows of it can be computed
 * again as they were computed once: from the records that their run had read, and with the identity
 * links of that time.
 */
final class CellHistory {
  /** After every timestamp that validation lets through. */
  static final long END_OF_TIME = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

  private final Kpi kpi;
  private final TrackingPlan plan;
  private final List<StoredRecord> records;
  private final List<DroppedCopy> duplicates;
  private final Map<String, List<DroppedCopy>> duplicatesById = new HashMap<>();
  private final LinkHistory links;
  private final Map<RecordPosition, String> repairs;

  private CellHistory(
      Kpi kpi,
      TrackingPlan plan,
      List<StoredRecord> records,
      List<DroppedCopy> duplicates,
      LinkHistory links,
      Map<RecordPosition, String> repairs) {
    this.kpi = kpi;
    this.plan = plan;
    this.records = records;
    this.duplicates = duplicates;
    this.links = links;
    this.repairs = repairs;
    for (DroppedCopy duplicate : duplicates) {
      duplicatesById.computeIfAbsent(duplicate.recordId(), id -> new ArrayList<>()).add(duplicate);
    }
  }

  /**
   * Reads all records up to the as-of of a row.
   *
   * @param row the newest row that is to be computed again
   */
  static CellHistory read(DuckDbWarehouse warehouse, TrackingPlan plan, KpiRow row) {
    String tenant = row.key().tenantId();
    Kpi kpi =
        warehouse
            .read(connection -> new Kpis(terms(connection)))
            .named(row.key().kpi())
            .orElseThrow();
    Set<String> types = new TreeSet<>(kpi.recordTypes(plan));
    types.add(OptOutIntervals.RECORD_TYPE);
    RawTableReader stored = new RawTableReader(warehouse, plan);
    List<StoredRecord> records = new ArrayList<>();
    for (RecordType type : plan.recordTypes()) {
      if (types.contains(type.name())) {
        stored.forEach(
            type,
            tenant,
            Math.min(row.horizon().inputEndMillis(), END_OF_TIME),
            (record, storedAt) -> records.add(new StoredRecord(record, storedAt)));
      }
    }
    return warehouse.read(
        connection ->
            new CellHistory(
                kpi,
                plan,
                records,
                DroppedCopy.read(connection, tenant),
                LinkHistory.read(connection, tenant),
                Repairs.read(connection)));
  }

  private static List<Term> terms(Connection connection) throws SQLException {
    List<Term> terms = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT tenant_id, term_id, epoch_ms(starts_at), epoch_ms(ends_at)"
                    + " FROM "
                    + DuckDb.SQL.name(FixedTables.TERMS.name()))) {
      while (row.next()) {
        terms.add(new Term(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)));
      }
    }
    return terms;
  }

  /** The definition by which rows are computed again. */
  int definitionVersion() {
    return kpi.definitionVersion();
  }

  /** All copies that were dropped. */
  List<DroppedCopy> duplicates() {
    return duplicates;
  }

  /** Preference changes, each with the user whom the links of a row's time give it. */
  List<StoredRecord> preferences(KpiRow row) {
    LinkHistory then = links.at(row.writtenAt());
    return records.stream()
        .filter(stored -> stored.record().type().name().equals(OptOutIntervals.RECORD_TYPE))
        .map(stored -> new StoredRecord(then.resolve(stored.record()), stored.storedAt()))
        .toList();
  }

  /**
   * Whether the run of a row had read a record, or a copy of it that has given way to it since;
   * that copy then. A change of preference that was stored before the run began is remembered.
   */
  Optional<AnalyticsRecord> seenBy(KpiRow row, StoredRecord stored) {
    AnalyticsRecord record = stored.record();
    String table = record.type().storage().snowflake().toString();
    if (repairs.containsKey(record.position())) {
      // Where it was received it is as broken as ever.
      return row.input().readStored(table, stored.storedAt())
          ? Optional.of(record)
          : Optional.empty();
    }
    if (row.input().read(record.position(), table, stored.storedAt())) {
      return Optional.of(record);
    }
    Optional<AnalyticsRecord> copy = readCopy(row, record, table);
    boolean remembered =
        record.type().name().equals(OptOutIntervals.RECORD_TYPE)
            && row.input().remembered(stored.storedAt());
    return copy.isEmpty() && remembered
        ? Optional.of(record.toBuilder().remembered(true).build())
        : copy;
  }

  private Optional<AnalyticsRecord> readCopy(KpiRow row, AnalyticsRecord record, String table) {
    return duplicatesById.getOrDefault(record.recordId(), List.of()).stream()
        .filter(copy -> copy.recordType().equals(record.type().name()))
        .filter(copy -> row.input().read(copy.position(), table, copy.notedAt()))
        .min(Comparator.comparingLong(DroppedCopy::eventTimeMillis))
        .map(
            copy ->
                record.toBuilder()
                    .eventTimeMillis(copy.eventTimeMillis())
                    .position(copy.position())
                    .build());
  }

  /** The record with the canonical user whom the links of a row's time give it. */
  AnalyticsRecord resolved(KpiRow row, StoredRecord stored) {
    return links.at(row.writtenAt()).resolve(stored.record());
  }

  /** Whether the run of a row had read a copy that was dropped. */
  boolean read(KpiRow row, RecordType type, DroppedCopy copy) {
    return row.input().read(copy.position(), type.storage().snowflake().toString(), copy.notedAt());
  }

  /** What was done to a record that had been rejected; empty for any other. */
  Optional<String> repairOf(RecordPosition position) {
    return Optional.ofNullable(repairs.get(position));
  }

  /** All records, as they are stored. */
  List<StoredRecord> records() {
    return records;
  }

  /** The KPI. */
  Kpi kpi() {
    return kpi;
  }

  /** Whether the links of two moments are the same. */
  boolean sameLinks(Instant one, Instant other) {
    return links.at(one).sameAs(links.at(other));
  }

  /** Computes a KPI's rows again as the run of a row did. */
  View view(KpiRow row) {
    return view(row, record -> true);
  }

  /** The same from a part of the records. */
  View view(KpiRow row, Predicate<AnalyticsRecord> with) {
    return view(row.horizon(), row.writtenAt(), stored -> seenBy(row, stored).filter(with));
  }

  /**
   * Computes a KPI's rows as no run need have done.
   *
   * @param moment the links are those of this moment
   * @param known what is known of a stored record; empty for nothing
   */
  View view(
      Horizon horizon, Instant moment, Function<StoredRecord, Optional<AnalyticsRecord>> known) {
    LinkHistory then = links.at(moment);
    MemoryShards shards =
        new MemoryShards(plan, Kpis.guests(List.of(kpi)), (tenant, user) -> then.personOf(user));
    Map<RecordPosition, StoredRecord> seen = new HashMap<>();
    Map<String, Long> firstSeen = new HashMap<>();
    for (StoredRecord stored : records) {
      Optional<AnalyticsRecord> record = known.apply(stored);
      if (record.isPresent()) {
        AnalyticsRecord resolved = then.resolve(record.get());
        shards.add(resolved);
        firstSeen.merge(resolved.sender(), resolved.eventTimeMillis(), Math::min);
        seen.put(record.get().position(), stored);
      }
    }
    return new View(KpiTrace.of(kpi, plan, shards.blocks(), horizon), seen, firstSeen);
  }

  /**
   * What a run saw.
   *
   * @param trace the rows, and what they come from
   * @param seen what is stored now of each record that the run read, by where the run read it
   * @param firstSeen the event time of the earliest record of each sender
   */
  record View(KpiTrace trace, Map<RecordPosition, StoredRecord> seen, Map<String, Long> firstSeen) {
    /** The records that a row comes from, by where they are stored now. */
    Map<RecordPosition, AnalyticsRecord> evidence(KpiKey key) {
      Map<RecordPosition, AnalyticsRecord> evidence = new HashMap<>();
      for (KpiTrace.Unit unit : trace.units(key)) {
        evidence.putAll(byPosition(unit.records()));
      }
      return evidence;
    }

    /** Records by where they are stored now. */
    Map<RecordPosition, AnalyticsRecord> byPosition(List<AnalyticsRecord> records) {
      Map<RecordPosition, AnalyticsRecord> byPosition = new HashMap<>();
      records.forEach(record -> byPosition.put(seen.get(record.position()).position(), record));
      return byPosition;
    }
  }
}
