package com.skillforge.analytics.answers;

import com.skillforge.analytics.answers.CellHistory.View;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordPosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Why a row differs from an earlier one of the same figure. */
final class Restatement {
  private final KpiRow before;
  private final KpiRow after;
  private final CellHistory history;
  private final List<ErasureReceipt> erasures;
  private final List<RecordLine> lines = new ArrayList<>();

  /**
   * @param erasures what has been carried out for the institution
   */
  Restatement(KpiRow before, KpiRow after, CellHistory history, List<ErasureReceipt> erasures) {
    this.before = before;
    this.after = after;
    this.history = history;
    this.erasures = erasures;
  }

  /**
   * The records that arrived between the two rows and concern them, by reason.
   *
   * @throws NotReproducedException when the stored records give other figures, and nothing that is
   *     known explains it
   */
  List<RecordLine> explain() {
    if (definition()) {
      return lines;
    }
    NotReproducedException.checkDefinition(after, history.definitionVersion());
    View then = history.view(before);
    View now = history.view(after);
    NotReproducedException.check(after, now.trace().row(after.key()));
    if (!before.matches(then.trace().row(before.key())) && !otherRelease() && !erased()) {
      NotReproducedException.check(before, then.trace().row(before.key()));
    }
    Map<RecordPosition, AnalyticsRecord> evidenceThen = then.evidence(before.key());
    Map<RecordPosition, AnalyticsRecord> evidenceNow = now.evidence(after.key());
    Map<RecordPosition, AnalyticsRecord> concerned = new HashMap<>(evidenceThen);
    concerned.putAll(moved(evidenceThen, evidenceNow, now));
    concerned.putAll(evidenceNow);
    Map<RecordPosition, AnalyticsRecord> ownersThen = resolved(then);
    Map<RecordPosition, StoredRecord> stored = new HashMap<>(byPosition(then));
    stored.putAll(byPosition(now));
    concerned.forEach((at, record) -> arrival(at, record, stored.get(at), ownersThen.get(at)));
    duplicates(concerned);
    optOuts(now, concerned);
    lines.sort(
        Comparator.comparing(RecordLine::heading)
            .thenComparing(
                line -> line.eventTimeMillis() == null ? Long.MIN_VALUE : line.eventTimeMillis())
            .thenComparing(RecordLine::recordId));
    return lines;
  }

  private void add(Reason reason, AnalyticsRecord record, RecordPosition at, String note) {
    lines.add(RecordLine.of(reason.label(), record, at, note));
  }

  private void note(Reason reason, String note) {
    lines.add(new RecordLine(reason.label(), "", null, "", null, "", note));
  }

  /** Rows of two definitions have nothing in common that could be compared. */
  private boolean definition() {
    int versionThen = before.key().definitionVersion();
    int versionNow = after.key().definitionVersion();
    if (versionThen == versionNow) {
      return false;
    }
    note(Reason.DEFINITION, "definition " + versionThen + " gave way to definition " + versionNow);
    return true;
  }

  /** Whether an earlier release computed the earlier row, differently from this one. */
  private boolean otherRelease() {
    if (before.pipelineVersion().equals(after.pipelineVersion())) {
      return false;
    }
    note(
        Reason.DEFINITION,
        "release "
            + before.pipelineVersion()
            + " gave "
            + before.figures()
            + "; release "
            + after.pipelineVersion()
            + " computes the same records otherwise");
    return true;
  }

  /** Whether somebody was erased between the two rows: whose records they were is not kept. */
  private boolean erased() {
    List<ErasureReceipt> fresh =
        erasures.stream()
            .filter(
                receipt ->
                    receipt.at().isAfter(before.writtenAt())
                        && !receipt.at().isAfter(after.writtenAt()))
            .toList();
    fresh.forEach(receipt -> note(Reason.ERASURE, receipt.toText()));
    return !fresh.isEmpty();
  }

  private static Map<RecordPosition, StoredRecord> byPosition(View view) {
    Map<RecordPosition, StoredRecord> stored = new HashMap<>();
    view.seen().values().forEach(record -> stored.put(record.position(), record));
    return stored;
  }

  /** The records that any row came from, with the users of that time. */
  private static Map<RecordPosition, AnalyticsRecord> resolved(View view) {
    Map<RecordPosition, AnalyticsRecord> records = new HashMap<>();
    view.trace().forEachContribution(unit -> records.putAll(view.byPosition(unit)));
    return records;
  }

  /** What took units out of the row: the records of the rows in which they are now. */
  private static Map<RecordPosition, AnalyticsRecord> moved(
      Map<RecordPosition, AnalyticsRecord> then,
      Map<RecordPosition, AnalyticsRecord> now,
      View view) {
    Set<RecordPosition> gone = new HashSet<>(then.keySet());
    gone.removeAll(now.keySet());
    Map<RecordPosition, AnalyticsRecord> moved = new HashMap<>();
    if (gone.isEmpty()) {
      return moved;
    }
    view.trace()
        .forEachContribution(
            unit -> {
              Map<RecordPosition, AnalyticsRecord> records = view.byPosition(unit);
              if (records.keySet().stream().anyMatch(gone::contains)) {
                moved.putAll(records);
              }
            });
    return moved;
  }

  private void arrival(
      RecordPosition at,
      AnalyticsRecord record,
      StoredRecord stored,
      @Nullable AnalyticsRecord then) {
    if (record.eventTimeMillis() >= before.asOf().toEpochMilli()) {
      add(Reason.ON_TIME, record, at, "");
    } else if (history.seenBy(before, stored).isEmpty()) {
      Optional<String> repair = history.repairOf(at);
      add(repair.isPresent() ? Reason.REPAIR : Reason.LATE, record, at, repair.orElse(""));
    } else {
      AnalyticsRecord owner = then == null ? history.resolved(before, stored) : then;
      String senderNow = history.resolved(after, stored).sender();
      if (!owner.sender().equals(senderNow)) {
        add(Reason.IDENTITY_LINK, history.resolved(after, stored), at, "was of " + owner.sender());
      }
    }
  }

  private void duplicates(Map<RecordPosition, AnalyticsRecord> concerned) {
    Map<String, AnalyticsRecord> byId = new HashMap<>();
    concerned.values().forEach(record -> byId.put(record.recordId(), record));
    for (DroppedCopy copy : history.duplicates()) {
      AnalyticsRecord kept = byId.get(copy.recordId());
      if (kept != null
          && kept.type().name().equals(copy.recordType())
          && !concerned.containsKey(copy.position())
          && history.read(after, kept.type(), copy)
          && !history.read(before, kept.type(), copy)) {
        lines.add(
            new RecordLine(
                Reason.DUPLICATE.label(),
                copy.recordType(),
                copy.eventTimeMillis(),
                kept.sender(),
                copy.position(),
                copy.recordId(),
                "copy of " + copy.kept()));
      }
    }
  }

  /** Preference changes that are new, of users whom the row is about, and that change it. */
  private void optOuts(View now, Map<RecordPosition, AnalyticsRecord> concerned) {
    Set<String> users = new HashSet<>();
    concerned.values().forEach(record -> users.add(record.sender()));
    Map<String, List<StoredRecord>> fresh = new HashMap<>();
    for (StoredRecord change : history.preferences(after)) {
      boolean known =
          change.record().eventTimeMillis() < before.asOf().toEpochMilli()
              && history.seenBy(before, change).isPresent();
      if (!known
          && history.seenBy(after, change).isPresent()
          && users.contains(change.record().sender())) {
        fresh.computeIfAbsent(change.record().sender(), user -> new ArrayList<>()).add(change);
      }
    }
    fresh.forEach(
        (user, changes) -> {
          Set<String> ids = new HashSet<>();
          changes.forEach(change -> ids.add(change.record().recordId()));
          View without = history.view(after, record -> !ids.contains(record.recordId()));
          if (!same(now, without)) {
            changes.forEach(
                change ->
                    add(
                        Reason.OPT_OUT,
                        change.record(),
                        change.position(),
                        change.record().optOutFlag() ? "opted out" : "opted in again"));
          }
        });
  }

  private boolean same(View one, View other) {
    return one.trace().row(after.key()).equals(other.trace().row(after.key()))
        && one.evidence(after.key()).keySet().equals(other.evidence(after.key()).keySet());
  }
}
