package com.skillforge.analytics.soak;

import java.util.Arrays;
import java.util.List;

/** What goes wrong in the first weeks, on purpose; the days count from 0. */
enum Accident {
  ABORTED_TRANSACTION(4, "ten records of an aborted transaction"),
  OPEN_TRANSACTION(7, "a transaction stays open"),
  COMMITTED_LATE(9, "the open transaction is committed"),
  KILLED(11, "the first run is killed"),
  NEW_PARTITION(14, "a topic gets a partition"),
  MISSED(17, "nothing is launched"),
  MISSED_AGAIN(18, "nothing is launched"),
  MADE_ANEW(21, "a topic is deleted and made anew"),
  STARTED_TWICE(25, "one run is started twice");

  private final int day;
  private final String text;

  Accident(int day, String text) {
    this.day = day;
    this.text = text;
  }

  static List<Accident> on(int day) {
    return Arrays.stream(values()).filter(accident -> accident.day == day).toList();
  }

  String text() {
    return text;
  }
}
