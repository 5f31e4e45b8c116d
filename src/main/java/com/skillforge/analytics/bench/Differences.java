package com.skillforge.analytics.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Compares answers and says where they differ. */
final class Differences {
  private final String who;
  private final List<String> found = new ArrayList<>();

  Differences(String who) {
    this.who = who;
  }

  static List<String> between(String who, BenchAnswer expected, BenchAnswer actual) {
    return new Differences(who)
        .compare("records read", expected.read(), actual.read())
        .compare("records accepted", expected.accepted(), actual.accepted())
        .compare("duplicates", expected.duplicates(), actual.duplicates())
        .compare("malformed records", expected.malformed(), actual.malformed())
        .compare("weekly users", expected.weeklyUsers(), actual.weeklyUsers())
        .list();
  }

  <T> Differences compare(String what, T expected, T actual) {
    if (!Objects.equals(expected, actual)) {
      found.add(who + ": " + what + " should be " + expected + " and are " + actual + ".");
    }
    return this;
  }

  List<String> list() {
    return List.copyOf(found);
  }
}
