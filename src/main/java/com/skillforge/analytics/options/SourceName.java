package com.skillforge.analytics.options;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What {@code --source} can name. */
public enum SourceName {
  /** The topics of a broker. */
  KAFKA,
  /** NDJSON files. */
  FILES,
  /** The raw tables of the local warehouse. */
  LOCAL;

  /** The spellings in {@code --source}. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(SourceName::label).toList();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The sources that are named; a word that names none is left out. */
  public static Set<SourceName> of(SourceOptions options) {
    Set<SourceName> names = EnumSet.noneOf(SourceName.class);
    for (String word : Values.list(options.getSource())) {
      Arrays.stream(values()).filter(name -> name.label().equals(word)).forEach(names::add);
    }
    return names;
  }
}
