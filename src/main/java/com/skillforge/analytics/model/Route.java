package com.skillforge.analytics.model;

import com.skillforge.analytics.plan.Role;
import java.util.Set;
import java.util.function.BiConsumer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Whose shards, beside the sender's, get a copy of a record, because a KPI looks at those whom the
 * record concerns and not at who sent it.
 */
public enum Route {
  /** A roster assignment to its student. */
  ROSTER_TO_STUDENT("roster_assignment", false, "student_id") {
    @Override
    public void forEach(AnalyticsRecord record, BiConsumer<Subject, AnalyticsRecord> out) {
      String student = record.text("student_id");
      if (student != null) {
        out.accept(Subject.person(student), record);
      }
    }
  },

  /** A cohort assignment to each of its members, and, without their names, to everybody. */
  COHORT_TO_MEMBERS("cohort_assessment_assigned", true, "student_ids") {
    @Override
    public void forEach(AnalyticsRecord record, BiConsumer<Subject, AnalyticsRecord> out) {
      AnalyticsRecord nameless = record.toBuilder().value("student_ids", null).build();
      out.accept(Subject.EVERYBODY, nameless);
      for (String member : Set.copyOf(record.texts("student_ids"))) {
        out.accept(Subject.person(member), nameless);
      }
    }
  },

  /**
   * A page timing to its session: that of its session id, else that of its sender. A session may
   * begin before the user is known, so that its timings have several senders.
   */
  TIMING_TO_SESSION("page_timing", true, Role.SESSION.property()) {
    @Override
    public void forEach(AnalyticsRecord record, BiConsumer<Subject, AnalyticsRecord> out) {
      out.accept(Subject.session(sessionOf(record)), record);
    }
  };

  private final String recordType;
  private final boolean suppressible;
  private final String property;

  Route(String recordType, boolean suppressible, String property) {
    this.recordType = recordType;
    this.suppressible = suppressible;
    this.property = property;
  }

  /** Hands on each subject, with the copy for it, which still lacks its subject. */
  public abstract void forEach(AnalyticsRecord record, BiConsumer<Subject, AnalyticsRecord> out);

  /** The type of the records that take the route. */
  public String recordType() {
    return recordType;
  }

  /**
   * Whether an opt-out of the sender suppresses the record: its copies can only be judged where the
   * opt-outs of all senders are known.
   */
  public boolean suppressible() {
    return suppressible;
  }

  /** Whether whom a record concerns can be told from who sent it, or from its session id. */
  public boolean toSession() {
    return this == TIMING_TO_SESSION;
  }

  /** Whether the record concerns the one person whom {@link #property} names. */
  public boolean toOnePerson() {
    return this == ROSTER_TO_STUDENT;
  }

  /** The property that names the subjects. */
  public String property() {
    return property;
  }

  /** The kind of id stands before the id: a session may be called like a user. */
  private static String sessionOf(AnalyticsRecord timing) {
    @Nullable String sessionId = timing.sessionId();
    if (sessionId != null && !sessionId.isEmpty()) {
      return SessionName.ofId(sessionId);
    }
    String user = timing.canonicalUserId();
    return user != null ? SessionName.ofUser(user) : SessionName.ofVisitor(timing.sender());
  }
}
