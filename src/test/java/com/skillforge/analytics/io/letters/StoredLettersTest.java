package com.skillforge.analytics.io.letters;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.duckdb.SinkFixture;
import com.skillforge.analytics.options.LetterChoice;
import com.skillforge.analytics.options.LetterQueryOptions;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.Script;
import com.skillforge.analytics.sql.WarehouseSchema;
import com.skillforge.analytics.testing.AskedWarehouse;
import com.skillforge.analytics.testing.GoogleSql;
import com.skillforge.analytics.testing.TestRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredLettersTest {
  @TempDir Path directory;

  private static LetterChoice choice(String... arguments) {
    List<String> problems = new ArrayList<>();
    LetterChoice choice =
        LetterChoice.read(
            PipelineOptionsFactory.fromArgs(arguments).as(LetterQueryOptions.class), problems);
    assertThat(problems).isEmpty();
    return choice;
  }

  @Test
  void bigQueryTakesTheQuery() {
    GoogleSql analyser = new GoogleSql();
    WarehouseSchema schema = WarehouseSchema.of(BigQuery.SQL, TestRecords.PLAN);
    for (Script script : List.of(Script.SCHEMAS, Script.OPERATIONS)) {
      schema.statements(script).forEach(analyser::accept);
    }
    AskedWarehouse asked = new AskedWarehouse(BigQuery.SQL);
    LetterChoice all =
        choice(
            "--topic=t",
            "--since=2026-01-05",
            "--until=2026-01-06T10:00:00Z",
            "--position=a.b-c-0@7",
            "--code=REFUSED_BY_WAREHOUSE");

    new StoredLetters(asked, true).read(all, StoredLetters.State.ALL);
    new StoredLetters(asked, false).read(choice(), StoredLetters.State.OPEN);

    assertThat(asked.queries()).hasSize(2);
    asked.queries().forEach(analyser::accept);
    assertThat(all.position()).hasValue(new LetterChoice.Position("a.b-c", 0, 7));
  }

  private DuckDbWarehouse filled() {
    DuckDbWarehouse warehouse =
        new DuckDbWarehouse(new SinkFixture(directory.resolve("w.duckdb")).file());
    for (int offset = 0; offset < 4; offset++) {
      warehouse.execute(
          """
          INSERT INTO dead_letters (environment, stage, error_codes, json_paths, message, payload,
              record_source, record_topic, record_partition, record_offset, record_timestamp,
              pipeline, run_id, dead_lettered_at)
            VALUES ('prod', 'validate', ['BAD_FORMAT', 'RAW_PII'], ['$.a'], 'm', '%s', 'kafka', 't',
              0, %d, %s, 'raw-events', 'r', TIMESTAMP '2026-01-0%d 10:00:00')"""
              .formatted(
                  offset == 1
                      ? "cut off {"
                      : "{\"x\": [1, {\"event_name\": \"no\"}],"
                          + " \"event_name\": \"e"
                          + offset
                          + "\", \"tenant_id\": \"north\"",
                  offset,
                  offset == 2 ? "NULL" : "TIMESTAMP '2026-01-01 00:00:00'",
                  5 + offset));
    }
    // Of a topic that was made anew, and of one without timestamps.
    warehouse.execute(
        """
        INSERT INTO dead_letter_repairs (record_source, record_topic, record_partition,
            record_offset, record_timestamp)
          VALUES ('kafka', 't', 0, 0, TIMESTAMP '2026-01-02 00:00:00'), ('kafka', 't', 0, 2, NULL)""");
    return warehouse;
  }

  private static List<Long> offsets(List<StoredLetter> letters) {
    return letters.stream().map(letter -> letter.position().offset()).toList();
  }

  @Test
  void lettersAreChosenByWhatTheyAreAndWhatBecameOfThem() {
    DuckDbWarehouse warehouse = filled();
    StoredLetters letters = new StoredLetters(warehouse, true);

    assertThat(offsets(letters.read(choice(), StoredLetters.State.OPEN)))
        .containsExactly(0L, 1L, 3L);
    assertThat(offsets(letters.read(choice(), StoredLetters.State.REPAIRED))).containsExactly(2L);
    assertThat(offsets(letters.read(choice("--maxLetters=2"), StoredLetters.State.ALL)))
        .containsExactly(0L, 1L);
    assertThat(offsets(letters.read(choice("--event=e3"), StoredLetters.State.ALL)))
        .containsExactly(3L);
    assertThat(
            offsets(
                letters.read(
                    choice("--since=2026-01-06", "--until=2026-01-08"), StoredLetters.State.ALL)))
        .containsExactly(1L, 2L);
    assertThat(letters.read(choice("--code=TOO_LARGE"), StoredLetters.State.ALL)).isEmpty();
    assertThat(letters.read(choice("--code=RAW_PII", "--topic=other"), StoredLetters.State.ALL))
        .isEmpty();
    assertThat(letters.read(choice("--position=t-0@3"), StoredLetters.State.ALL).get(0).tenant())
        .isEqualTo("north");
    assertThat(letters.read(choice("--position=t-0@1"), StoredLetters.State.ALL).get(0).event())
        .isEmpty();
    assertThat(
            offsets(new StoredLetters(warehouse, false).read(choice(), StoredLetters.State.OPEN)))
        .containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void whatCannotBeMeantIsSaid() {
    List<String> problems = new ArrayList<>();
    LetterChoice.read(
        PipelineOptionsFactory.fromArgs(
                "--code=NO_CODE", "--position=somewhere", "--since=yesterday", "--maxLetters=0")
            .as(LetterQueryOptions.class),
        problems);
    assertThat(problems)
        .hasSize(4)
        .anyMatch(problem -> problem.contains("<topic>-<partition>@<offset>"));
  }
}
