package com.skillforge.analytics.io;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KeptContributions;
import com.skillforge.analytics.model.LinkChange;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordChoice;
import com.skillforge.analytics.model.StoredTable;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.plan.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Stored records that can be asked for those of single subjects, beside what earlier runs have kept
 * of these. Records are those that the source had when it was opened.
 */
public interface SubjectHistory {
  /** The record types that are read and have rows. */
  Set<String> types();

  /**
   * The rows of each record type that the next run need not look at again, unless they go; a type
   * without any is missing.
   */
  Map<String, StoredTable> tables();

  /** Up to when, in epoch milliseconds, all is seen here that others have written. */
  long seenAtMillis();

  /** How many rows there are in all. */
  long rows();

  /** How much can be looked for singly. */
  default Limits limits() {
    return Limits.NONE;
  }

  /**
   * What is looked through in the process that starts a run; beyond that, to look at all subjects
   * costs less.
   *
   * @param records how many records may be new
   * @param subjects how many subjects may be looked at
   */
  record Limits(long records, long subjects) {
    static final Limits NONE = new Limits(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** The latest event time of all records, in epoch milliseconds; empty without any. */
  OptionalLong latestEventTimeMillis();

  /**
   * How many of today's rows were stored up to an instant.
   *
   * @param earlier what an earlier run has seen of each record type
   */
  Map<String, Long> rowsOf(Map<String, StoredTable> earlier);

  /**
   * How many rows have taken the place of those that an earlier run has seen: an earlier copy of
   * the same record has come since.
   *
   * @param earlier as of {@link #rowsOf}
   */
  Map<String, Long> replacedSince(Map<String, StoredTable> earlier);

  /**
   * The notes of rows that were removed, written since an instant, in epoch milliseconds: of their
   * subjects what is kept has been told.
   */
  List<RemovedRows> removedSince(long millis);

  /**
   * Rows of one table that were removed together.
   *
   * @param table the raw table
   * @param storedAtMicros when they had been stored, in microseconds since the epoch
   * @param removedAtMillis when they were removed, in epoch milliseconds
   * @param rows how many they were
   */
  record RemovedRows(TableName table, long storedAtMicros, long removedAtMillis, long rows) {}

  /** Hands over records in this process. */
  void forEach(RecordChoice choice, Projection needed, Consumer<AnalyticsRecord> consumer);

  /**
   * Who has sent records.
   *
   * @param choice one that asks for nothing by name: neither for subjects nor for hashes
   */
  Set<SubjectKey> senders(RecordChoice choice);

  /** Reads records in a pipeline. */
  PTransform<PBegin, PCollection<RecordBlock>> read(RecordChoice choice, Projection needed);

  /** The newest run of a scope whose contributions are kept. */
  Optional<LastRun> lastRun(String scope);

  /** How many subjects there are of whom something is kept. */
  long subjects(String scope);

  /** The subjects whose contributions time alone has changed as of an instant. */
  Set<SubjectKey> changing(String scope, long asOfMillis);

  /** How identity links have changed since a run. */
  List<LinkChange> linkChanges(LastRun since);

  /** Reads what is kept of some subjects, nothing of those that are new, and all sums. */
  PTransform<PBegin, PCollection<KeptContributions>> readKept(
      String scope, Set<SubjectKey> subjects);
}
