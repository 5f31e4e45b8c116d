package com.skillforge.analytics.privacy;

import com.skillforge.analytics.sql.Dialect;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which rows a warehouse need not send, because no text of theirs can hold raw PII. It lets too
 * many rows through and never too few: outside of plain ASCII, behind escapes and percent signs a
 * text may mean something else than it shows, and what may mean an address or a number is looked at
 * here.
 */
final class PiiFilter {
  private static final String BETWEEN = "[ .()-]{0,3}";

  /**
   * At signs and percent signs; characters outside of printable ASCII; a plus with eight digits;
   * 3-3-4 digits that are a word. Without a backslash, which warehouses escape differently.
   */
  static final String PATTERN =
      String.join(
          "|",
          "[@%]",
          "[^ -~]",
          "[+]" + BETWEEN + "[0-9](" + BETWEEN + "[0-9]){7}",
          "(^|[^0-9A-Za-z_])[0-9]{3}"
              + BETWEEN
              + "[0-9]{3}"
              + BETWEEN
              + "[0-9]{4}($|[^0-9A-Za-z_])");

  private static final String ESCAPE = "\\";

  private PiiFilter() {}

  /**
   * The condition that a row may hold raw PII.
   *
   * @param texts the texts of the row, as expressions
   */
  static String condition(Dialect dialect, List<String> texts) {
    return texts.stream()
        .map(
            text ->
                dialect.matches(text, PATTERN)
                    + " OR "
                    + dialect.contains(text, dialect.literal(ESCAPE)))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }
}
