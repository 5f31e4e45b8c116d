package com.skillforge.analytics.model;

import java.util.Optional;

/**
 * How sessions are called as subjects. The kind of id stands before the id: a session may be called
 * like a user.
 */
public final class SessionName {
  private static final String ID = "session ";
  private static final String USER = "user ";
  private static final String VISITOR = "visitor ";

  private SessionName() {}

  /** The session with an id of its own. */
  public static String ofId(String sessionId) {
    return ID + sessionId;
  }

  /** The timings without a session id of a canonical user. */
  public static String ofUser(String canonicalUserId) {
    return USER + canonicalUserId;
  }

  /** The timings without a session id of somebody who is not known. */
  public static String ofVisitor(String sender) {
    return VISITOR + sender;
  }

  /** The session id of a session; empty for one that has none. */
  public static Optional<String> id(SubjectKey session) {
    return after(ID, session.name());
  }

  /** The sender of a session without an id; empty for any other. */
  public static Optional<String> sender(SubjectKey session) {
    return after(USER, session.name()).or(() -> after(VISITOR, session.name()));
  }

  private static Optional<String> after(String kind, String name) {
    return name.startsWith(kind) ? Optional.of(name.substring(kind.length())) : Optional.empty();
  }
}
