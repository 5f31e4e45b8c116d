package com.skillforge.analytics.options;

import java.util.List;
import java.util.Locale;

/** What {@code --source} can name. */
public enum SourceName {
  /** The topics of a broker. */
  KAFKA,
  /** NDJSON files. */
  FILES,
  /** The raw tables of the first warehouse that rows are written to. */
  WAREHOUSE,
  /** The raw tables of the local warehouse, wherever rows are written to. */
  LOCAL;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The sources that {@code --source} names; adds one sentence for each word that names none. */
  static List<SourceName> read(String text, List<String> problems) {
    return Values.readChoices("source", text, List.of(values()), SourceName::label, problems);
  }
}
