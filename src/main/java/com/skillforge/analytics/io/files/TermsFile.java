package com.skillforge.analytics.io.files;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.options.Values;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads academic terms from a CSV file with the columns of {@link #COLUMNS}. */
public final class TermsFile {
  private static final List<String> COLUMNS =
      List.of("tenant_id", "term_id", "starts_at", "ends_at");
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();

  private final Path file;

  private TermsFile(Path file) {
    this.file = file;
  }

  /**
   * Reads all terms.
   *
   * @throws SourceException when the file is no such file, or a term has no length or stands twice
   */
  public static List<Term> read(Path file) {
    return new TermsFile(file).terms();
  }

  private List<Term> terms() {
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser rows = CSVParser.parse(text, FORMAT)) {
      if (!rows.getHeaderNames().containsAll(COLUMNS)) {
        throw new SourceException(
            "The terms file "
                + file
                + " must begin with a line "
                + String.join(",", COLUMNS)
                + ".");
      }
      List<Term> terms = new ArrayList<>();
      Set<List<String>> known = new HashSet<>();
      for (CSVRecord row : rows) {
        Term term = term(row);
        if (!known.add(List.of(term.tenantId(), term.termId()))) {
          throw problem(row, "names the term " + term.termId() + " a second time: remove one");
        }
        terms.add(term);
      }
      return terms;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new SourceException("The terms file " + file + " is no CSV file: " + e.getMessage(), e);
    }
  }

  private Term term(CSVRecord row) {
    if (!row.isConsistent()) {
      throw problem(row, "has " + row.size() + " fields instead of those of the first line");
    }
    Term term =
        new Term(
            text(row, "tenant_id"),
            text(row, "term_id"),
            instant(row, "starts_at").toEpochMilli(),
            instant(row, "ends_at").toEpochMilli());
    if (term.startMillis() >= term.endMillis()) {
      throw problem(row, "has a term that ends before it starts: check starts_at and ends_at");
    }
    return term;
  }

  private String text(CSVRecord row, String column) {
    String text = row.get(column);
    if (text.isEmpty()) {
      throw problem(row, "has an empty " + column + ": fill it in");
    }
    return text;
  }

  private Instant instant(CSVRecord row, String column) {
    String text = text(row, column);
    try {
      return Values.instant(text).orElseThrow();
    } catch (DateTimeException e) {
      throw new SourceException(
          where(row)
              + " has '"
              + text
              + "' as "
              + column
              + ": give a date like 2026-01-12 or a UTC instant like 2026-01-12T00:00:00Z.",
          e);
    }
  }

  private SourceException problem(CSVRecord row, String what) {
    return new SourceException(where(row) + " " + what + ".");
  }

  private String where(CSVRecord row) {
    return "The terms file " + file + ", row " + row.getRecordNumber() + ",";
  }
}
