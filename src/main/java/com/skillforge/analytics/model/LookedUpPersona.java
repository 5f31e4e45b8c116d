package com.skillforge.analytics.model;

/**
 * What a look-up has said of the persona of a user.
 *
 * @param text what was found, whatever it is, so that it still has to be judged; else empty
 */
public record LookedUpPersona(Answer answer, String text) {
  /** The user is not known there. */
  public static final LookedUpPersona NONE = new LookedUpPersona(Answer.NONE, "");

  /** Nobody could be asked. */
  public static final LookedUpPersona UNREACHABLE = new LookedUpPersona(Answer.UNREACHABLE, "");

  /** How a look-up has ended. */
  public enum Answer {
    FOUND,
    NONE,
    UNREACHABLE
  }

  /** A text that stands for the user; an empty one says nothing. */
  public static LookedUpPersona found(String text) {
    return text.isEmpty() ? NONE : new LookedUpPersona(Answer.FOUND, text);
  }
}
