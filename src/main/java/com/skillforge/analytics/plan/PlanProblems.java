package com.skillforge.analytics.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gathers all mistakes of one plan, so that its author sees them together, in file order. */
final class PlanProblems {
  private final Map<String, Integer> lines = new HashMap<>();
  private final Set<String> paths = new HashSet<>();
  private final Map<Integer, TreeSet<String>> byLine = new TreeMap<>();

  void noteLine(String path, int line) {
    lines.put(path, line);
  }

  /**
   * @param path where the mistake is; an absent key has the line of what surrounds it
   * @param advice what to do about it
   */
  void add(String path, String advice) {
    paths.add(path);
    addAtLine(lineOf(path), path + ": " + advice);
  }

  void addAtLine(int line, String problem) {
    byLine.computeIfAbsent(line, l -> new TreeSet<>()).add("line " + line + ", " + problem);
  }

  boolean isEmpty() {
    return byLine.isEmpty();
  }

  /** Whether a part of the plan is known to be wrong, so that judging it further is of no use. */
  boolean under(String path) {
    return paths.stream().anyMatch(p -> p.equals(path) || p.startsWith(path + "."));
  }

  /** All that was gathered. */
  PlanException exception() {
    return new PlanException(byLine.values().stream().flatMap(TreeSet::stream).toList());
  }

  private int lineOf(String path) {
    String at = path;
    while (!at.isEmpty()) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
      at = at.substring(0, Math.max(at.lastIndexOf('.'), 0));
    }
    return 1;
  }
}
