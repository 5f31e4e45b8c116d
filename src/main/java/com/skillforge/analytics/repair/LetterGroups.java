package com.skillforge.analytics.repair;

import com.skillforge.analytics.answers.query.Value;
import com.skillforge.analytics.io.letters.StoredLetter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts dead letters by what they have in common, however many they are. */
final class LetterGroups {
  private final List<LetterKey> keys;
  private final Map<String, Group> groups = new TreeMap<>();
  private long letters;

  /** Letters that agree in all keys; the first and the last one are by when they were written. */
  private static final class Group {
    final List<String> values;
    final StoredLetter first;
    long letters;
    long last;

    Group(List<String> values, StoredLetter first) {
      this.values = values;
      this.first = first;
    }
  }

  LetterGroups(List<LetterKey> keys) {
    this.keys = keys;
  }

  /** Adds a letter; the oldest come first. */
  void add(StoredLetter letter) {
    letters++;
    for (List<String> values : combinations(letter)) {
      Group group =
          groups.computeIfAbsent(String.join("\n", values), name -> new Group(values, letter));
      group.letters++;
      group.last = letter.writtenAtMillis();
    }
  }

  private List<List<String>> combinations(StoredLetter letter) {
    List<List<String>> combinations = List.of(List.of());
    for (LetterKey key : keys) {
      List<List<String>> longer = new ArrayList<>();
      for (List<String> begun : combinations) {
        for (String value : key.of(letter)) {
          List<String> values = new ArrayList<>(begun);
          values.add(value);
          longer.add(values);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  long letters() {
    return letters;
  }

  /** One row for each group, the largest first. */
  List<List<Value>> rows() {
    List<Group> largest = new ArrayList<>(groups.values());
    largest.sort(Comparator.comparingLong((Group group) -> -group.letters));
    return largest.stream().map(LetterGroups::row).toList();
  }

  private static List<Value> row(Group group) {
    List<Value> row = new ArrayList<>();
    group.values.forEach(value -> row.add(Value.text(value)));
    row.add(Value.whole(group.letters));
    row.add(Value.moment(group.first.writtenAtMillis()));
    row.add(Value.moment(group.last));
    row.add(Value.text(group.first.position().toString()));
    return row;
  }
}
