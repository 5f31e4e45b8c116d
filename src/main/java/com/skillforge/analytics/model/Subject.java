package com.skillforge.analytics.model;

/**
 * Whom a copy of a record concerns. The record itself lies in the shard of its sender; a copy of
 * it, a <em>guest</em>, lies in the shard of its subject, where it meets the subject's own records.
 *
 * @param kind what the subject is
 * @param key a canonical user id, a session, or empty for everybody
 */
public record Subject(Kind kind, String key) {
  /** The kinds of subjects. */
  public enum Kind {
    /** Everybody of the record's institution: a copy goes to every shard. */
    EVERYBODY,
    /** One person, by canonical user id. */
    PERSON,
    /** One session of page timings, whoever sent them. */
    SESSION
  }

  /** Everybody of the record's institution. */
  public static final Subject EVERYBODY = new Subject(Kind.EVERYBODY, "");

  public static Subject person(String canonicalUserId) {
    return new Subject(Kind.PERSON, canonicalUserId);
  }

  public static Subject session(String session) {
    return new Subject(Kind.SESSION, session);
  }
}
