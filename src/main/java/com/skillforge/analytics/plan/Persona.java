package com.skillforge.analytics.plan;

import java.util.Arrays;
import java.util.Optional;

/** The three kinds of people the product serves; every analytics event names one of them. */
public enum Persona {
  STUDENT("student"),
  CAREER_CHANGER("career_changer"),
  ADVISOR("advisor");

  private final String label;

  Persona(String label) {
    this.label = label;
  }

  /** The spelling used in records, topics and tables, for example {@code career_changer}. */
  public String label() {
    return label;
  }

  public static Optional<Persona> of(String label) {
    return Arrays.stream(values()).filter(p -> p.label.equals(label)).findFirst();
  }

  @Override
  public String toString() {
    return label;
  }
}
