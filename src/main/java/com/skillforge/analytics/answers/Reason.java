package com.skillforge.analytics.answers;

import java.util.Locale;

/** Why a row differs from an earlier one. */
enum Reason {
  /** The event lies after the as-of of the earlier row. */
  ON_TIME,
  /** The event lies before the as-of of the earlier row, whose run had not read it. */
  LATE,
  /** The record had been rejected when the earlier row was computed, and was repaired since. */
  REPAIR,
  /** A copy of a record that counts; it changes nothing. */
  DUPLICATE,
  /** The record was known, but belonged to somebody else. */
  IDENTITY_LINK,
  /** A user of the row opted out, or in again. */
  OPT_OUT,
  /** A user was erased. */
  ERASURE,
  /** The KPI was defined, or computed, otherwise. */
  DEFINITION;

  String label() {
    return switch (this) {
      case OPT_OUT -> "opt-out";
      default -> name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }
}
