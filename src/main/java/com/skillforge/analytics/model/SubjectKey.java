package com.skillforge.analytics.model;

import java.io.Serializable;

/**
 * Whose contributions are worked out, and kept, together: all that one sender sent and all that
 * others sent about them, or one session.
 *
 * @param tenantId the institution
 * @param kind {@link Subject.Kind#PERSON} for any sender, visitors and topics too, or {@link
 *     Subject.Kind#SESSION}
 * @param name the sender, see {@link AnalyticsRecord#sender}, or the session, see {@link Subject}
 */
public record SubjectKey(String tenantId, Subject.Kind kind, String name) implements Serializable {

  /** The key of a sender. */
  public static SubjectKey sender(String tenantId, String sender) {
    return new SubjectKey(tenantId, Subject.Kind.PERSON, sender);
  }

  /** The key of whom a guest concerns, if that is not everybody. */
  public static SubjectKey of(String tenantId, Subject subject) {
    if (subject.kind() == Subject.Kind.EVERYBODY) {
      throw new IllegalArgumentException("everybody is no subject of its own");
    }
    return new SubjectKey(tenantId, subject.kind(), subject.key());
  }
}
