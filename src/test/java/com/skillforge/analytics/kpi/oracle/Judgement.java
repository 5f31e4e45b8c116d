package com.skillforge.analytics.kpi.oracle;

import com.skillforge.analytics.model.AnalyticsRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** De-duplication and opt-out, record by record. */
public final class Judgement {
  private static final Set<String> ESSENTIAL =
      Set.of("settings_tracking_opt_out", "session_started");

  /** What an opt-out does not concern: nobody's behaviour. */
  private static final Set<String> NEVER_SUPPRESSED =
      Set.of(
          "account_created",
          "roster_assignment",
          "onet_release_published",
          "etl_job_finished",
          "erasure_requested");

  private final List<Judged> judged = new ArrayList<>();
  private final int read;

  /** Judges records, given in any order and with duplicates. */
  public Judgement(List<AnalyticsRecord> records) {
    read = records.size();
    List<AnalyticsRecord> distinct = distinct(records);
    for (AnalyticsRecord record : distinct) {
      judged.add(new Judged(record, fate(record, distinct)));
    }
  }

  /** The distinct records. */
  public List<Judged> judged() {
    return judged;
  }

  /** How many distinct records have a fate. */
  public long count(Judged.Fate fate) {
    return judged.stream().filter(record -> record.fate() == fate).count();
  }

  /** How many records are copies of an earlier one. */
  public long duplicates() {
    return (long) read - judged.size();
  }

  private static List<AnalyticsRecord> distinct(List<AnalyticsRecord> records) {
    List<AnalyticsRecord> distinct = new ArrayList<>();
    for (AnalyticsRecord record : records) {
      int known = indexOfSame(distinct, record);
      if (known < 0) {
        distinct.add(record);
      } else if (isEarlier(record, distinct.get(known))) {
        distinct.set(known, record);
      }
    }
    return distinct;
  }

  private static int indexOfSame(List<AnalyticsRecord> distinct, AnalyticsRecord record) {
    for (int i = 0; i < distinct.size(); i++) {
      AnalyticsRecord other = distinct.get(i);
      if (other.recordId().equals(record.recordId())
          && other.tenantId().equals(record.tenantId())
          && senderOf(other).equals(senderOf(record))) {
        return i;
      }
    }
    return -1;
  }

  private static String senderOf(AnalyticsRecord record) {
    if (record.canonicalUserId() != null) {
      return record.canonicalUserId();
    }
    return record.has("anonymous_id") ? record.text("anonymous_id") : record.position().topic();
  }

  private static boolean isEarlier(AnalyticsRecord a, AnalyticsRecord b) {
    if (a.eventTimeMillis() != b.eventTimeMillis()) {
      return a.eventTimeMillis() < b.eventTimeMillis();
    }
    if (!a.position().topic().equals(b.position().topic())) {
      return a.position().topic().compareTo(b.position().topic()) < 0;
    }
    if (a.position().partition() != b.position().partition()) {
      return a.position().partition() < b.position().partition();
    }
    if (!a.position().source().equals(b.position().source())) {
      return a.position().source().compareTo(b.position().source()) < 0; // two files of one topic
    }
    return a.position().offset() < b.position().offset();
  }

  private static Judged.Fate fate(AnalyticsRecord record, List<AnalyticsRecord> distinct) {
    String type = record.type().name();
    if (NEVER_SUPPRESSED.contains(type)) {
      return Judged.Fate.COUNTED;
    }
    boolean hidden = record.flag("opt_out_status", false);
    if (record.canonicalUserId() != null) {
      hidden |=
          OptOuts.of(record.environment(), record.tenantId(), record.canonicalUserId(), distinct)
              .at(record.eventTimeMillis());
    }
    if (!hidden) {
      return Judged.Fate.COUNTED;
    }
    return ESSENTIAL.contains(type) ? Judged.Fate.REDUCED : Judged.Fate.SUPPRESSED;
  }
}
