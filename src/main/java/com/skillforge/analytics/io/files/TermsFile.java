package com.skillforge.analytics.io.files;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.options.Values;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads academic terms from a CSV file with the columns of {@link #COLUMNS}. */
public final class TermsFile {
  private static final List<String> COLUMNS =
      List.of("tenant_id", "term_id", "starts_at", "ends_at");

  private TermsFile() {}

  /**
   * Reads all terms.
   *
   * @param file a path of this machine, or any that a registered Beam file system knows
   * @throws SourceException when the file is no such file, or a term has no length or stands twice
   */
  public static List<Term> read(String file) {
    List<Term> terms = new ArrayList<>();
    Set<List<String>> known = new HashSet<>();
    CsvFile.read(
        file,
        COLUMNS,
        row -> {
          Term term = term(row);
          if (!known.add(List.of(term.tenantId(), term.termId()))) {
            throw row.problem(
                "term_id", "names the term " + term.termId() + " a second time: remove one");
          }
          terms.add(term);
        });
    return terms;
  }

  private static Term term(CsvFile.Row row) {
    Term term =
        new Term(
            text(row, "tenant_id"),
            text(row, "term_id"),
            instant(row, "starts_at").toEpochMilli(),
            instant(row, "ends_at").toEpochMilli());
    if (term.startMillis() >= term.endMillis()) {
      throw row.problem("ends_at", "is not after starts_at: a term ends after it starts");
    }
    return term;
  }

  private static String text(CsvFile.Row row, String column) {
    String text = row.value(column).strip();
    if (text.isEmpty()) {
      throw row.problem(column, "is empty: fill it in");
    }
    return text;
  }

  private static Instant instant(CsvFile.Row row, String column) {
    try {
      return Values.instant(text(row, column)).orElseThrow();
    } catch (DateTimeException e) {
      throw row.problem(
          column,
          "must be a date like 2026-01-12 or a UTC instant like 2026-01-12T00:00:00Z, not '"
              + row.value(column)
              + "'");
    }
  }
}
