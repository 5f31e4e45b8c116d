package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.TableName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which datasets of BigQuery let the views of which others read them. A view reads with the rights
 * of its reader; where those have none on what it is over, its dataset must be authorized there. So
 * it is with the views that somebody is shown who does not read everything, and with those that
 * these are over.
 */
final class AuthorizedDatasets {
  private static final Pattern NAME = Pattern.compile("\\b([a-z_]+)\\.([a-z_0-9]+)\\b");

  private final WarehouseSchema schema;
  private final Map<String, View> views = new HashMap<>();
  private final Set<String> known = new HashSet<>();

  private AuthorizedDatasets(WarehouseSchema schema) {
    this.schema = schema;
    schema.views().forEach(view -> views.put(name(view.name()), view));
    known.addAll(views.keySet());
    schema.tables().forEach(table -> known.add(name(table.name())));
  }

  /** By the dataset that is read: those whose views read it. */
  static SortedMap<String, SortedSet<String>> of(WarehouseSchema schema, Access access) {
    return new AuthorizedDatasets(schema).readers(access);
  }

  private SortedMap<String, SortedSet<String>> readers(Access access) {
    Deque<String> shown = new ArrayDeque<>();
    for (Access.Reader reader : access.readers()) {
      views.keySet().stream()
          .filter(name -> reader.views().contains(dataset(name)))
          .forEach(shown::add);
      reader.shown().stream()
          .filter(Access.Shown::view)
          .forEach(view -> shown.add(name(view.name())));
    }
    SortedMap<String, SortedSet<String>> readers = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    while (!shown.isEmpty()) {
      String name = shown.remove();
      if (!views.containsKey(name) || !seen.add(name)) {
        continue;
      }
      for (String read : readBy(views.get(name))) {
        shown.add(read);
        if (!dataset(read).equals(dataset(name))) {
          readers.computeIfAbsent(dataset(read), any -> new TreeSet<>()).add(dataset(name));
        }
      }
    }
    return readers;
  }

  /** The tables and views that a query names: the dialect writes each with its dataset. */
  private Set<String> readBy(View view) {
    Set<String> read = new HashSet<>();
    Matcher names = NAME.matcher(view.query());
    while (names.find()) {
      if (known.contains(names.group())) {
        read.add(names.group());
      }
    }
    return read;
  }

  private String name(TableName name) {
    return schema.dialect().name(name);
  }

  private static String dataset(String name) {
    return name.substring(0, name.indexOf('.'));
  }
}
