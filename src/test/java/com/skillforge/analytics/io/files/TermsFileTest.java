package com.skillforge.analytics.io.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.model.Term;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsFileTest {
  private static final String HEADER = "tenant_id,term_id,starts_at,ends_at\n";

  @TempDir Path directory;

  @Test
  void termsAreReadWithDatesOrInstantsInAnyOrderOfColumns() throws IOException {
    Path file =
        write(
            """
            term_id,tenant_id,starts_at,ends_at
            spring,north,2026-01-12,2026-05-11
            "fall, late",south,2026-08-24T06:00:00Z,2026-12-19T06:00:00Z
            """);

    assertThat(TermsFile.read(file.toString()))
        .containsExactly(
            term("north", "spring", "2026-01-12T00:00:00Z", "2026-05-11T00:00:00Z"),
            term("south", "fall, late", "2026-08-24T06:00:00Z", "2026-12-19T06:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "north,spring,soon,2026-05-11 | Line 2 | 'soon'",
        "north,spring,2026-05-11,2026-01-12 | Line 2 | ends after it starts",
        "north,spring,2026-05-11,2026-05-11 | Line 2 | ends after it starts",
        "north,,2026-01-12,2026-05-11 | Line 2 | term_id is empty",
        "north,spring,2026-01-12 | Line 2 | 3 values for 4 columns",
        "north,a,2026-01-12,2026-05-11;north,a,2027-01-12,2027-05-11 | Line 3 | a second time",
      })
  void aMistakeNamesItsRowAndWhatIsWrong(String rows, String where, String what)
      throws IOException {
    Path file = write(HEADER + rows.replace(';', '\n') + "\n");

    assertThatThrownBy(() -> TermsFile.read(file.toString()))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(where)
        .hasMessageContaining(what);
  }

  @Test
  void aFileOfOtherColumnsIsRefused() throws IOException {
    Path file = write("tenant,term,from,to\nnorth,spring,2026-01-12,2026-05-11\n");

    assertThatThrownBy(() -> TermsFile.read(file.toString()))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(
            "the header lacks tenant_id, it must name tenant_id,term_id,starts_at,ends_at");
  }

  private Path write(String content) throws IOException {
    return Files.writeString(directory.resolve("terms.csv"), content);
  }

  private static Term term(String tenant, String term, String start, String end) {
    return new Term(
        tenant, term, Instant.parse(start).toEpochMilli(), Instant.parse(end).toEpochMilli());
  }
}
