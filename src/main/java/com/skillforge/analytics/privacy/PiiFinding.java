package com.skillforge.analytics.privacy;

import com.skillforge.analytics.transforms.parsing.PiiScanner;

/**
 * Raw PII of one kind in one column of a table, or in one file; never the PII itself.
 *
 * @param place the warehouse, or the file
 * @param part table and column, for example {@code user_sessions.context_page}; of a file nothing
 * @param count the rows, or lines, that hold it
 * @param example what the first of them holds, its letters and digits masked
 * @param first where the first of them is, for a person to find it
 */
public record PiiFinding(
    String place, String part, PiiScanner.Kind kind, long count, String example, String first) {

  /** This one, with the rows of another of the same place and kind. */
  PiiFinding and(PiiFinding other) {
    return new PiiFinding(place, part, kind, count + other.count, example, first);
  }
}
