package com.skillforge.analytics.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is asked of stored records before KPIs are published from them. */
public enum Gate {
  /** Whether as many records came as on that weekday in the weeks before, of all types and each. */
  VOLUME(
      "a topic that nobody writes to, a producer that has stopped, or a run of raw-events that has"
          + " read only some of the topics"),
  /** Whether properties that may be left out are left out more often. */
  NULL_RATES("a producer that has stopped sending the property"),
  /** Whether the ledger accounts for every record that raw-events has read. */
  CONSERVATION("a run whose counts do not add up: do not trust its rows before it is understood"),
  /** Whether tables have the columns and types that the tracking plan asks for. */
  SCHEMA("a table of an earlier release or changed by hand: see scripts/apply-ddl.sh --dry-run"),
  /** Whether records bring properties that the tracking plan does not know. */
  UNKNOWN_PROPERTIES("a producer that is ahead of the tracking plan: add the property to it"),
  /** Whether personas have the shares that they had on that weekday in the weeks before. */
  PERSONA_MIX("events of one persona that are missing, or are sent as those of another");

  private final String cause;

  Gate(String cause) {
    this.cause = cause;
  }

  /** The name in {@code --gates} and in {@code quality_checks}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What to look for when it has failed, for people. */
  public String cause() {
    return cause;
  }

  /** The names of all gates. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Gate::label).toList();
  }
}
