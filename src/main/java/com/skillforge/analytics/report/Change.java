package com.skillforge.analytics.report;

import java.util.Objects;

/**
 * What a value has become since an earlier period.
 *
 * @param arrow which way it went; or empty
 * @param direction the same in a word
 * @param delta by how much
 * @param few whether a share is of so few units that a difference says nothing
 * @param from what it was
 * @param period when
 */
record Change(
    String arrow, String direction, String delta, boolean few, String from, String period) {
  static final String UP = "up";
  static final String DOWN = "down";

  static Change of(Point before, Point after) {
    double then = Objects.requireNonNull(before.value());
    double now = Objects.requireNonNull(after.value());
    boolean few = before.isOfFew() || after.isOfFew();
    return new Change(
        now == then ? "" : now > then ? "▲" : "▼",
        now == then ? "unchanged" : now > then ? UP : DOWN,
        Numbers.change(before.caption().unit(), then, now),
        few,
        before.text(),
        before.period());
  }
}
