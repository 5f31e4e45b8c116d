package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.pipelines.launch.RunReport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A semester as a stream through the real broker. When everything has been read the stream is
 * drained: all windows close and every row becomes final.
 */
@ExtendWith(Semester.OnKafka.class)
class StreamEqualsBatchIT {
  private static final String[] STREAM = {"--streaming", "--drainAtEnd"};

  /** The as-of of batch, long after the semester. */
  private static final String AS_OF = "2026-11-01";

  /** Until then each shard has records: no day comes after the last ones when a stream ends. */
  private static final String SEEN_BY_ALL = "2026-05-01";

  /**
   * Everything but when a row was computed and by whom. What a stream said early and took back, for
   * example of a task that moved to another week, stays as a row of zeros, which batch never wrote.
   */
  private static final String FIGURES =
      """
      SELECT concat_ws(' ', kpi, definition_version, environment, tenant_id, persona, dimension,
        dimension_value, period_start, period_end, 'numerator', numerator, 'denominator',
        denominator, 'value', value, 'pending', pending, 'excluded', excluded_opt_out,
        excluded_unresolved, measures, is_final)
      FROM kpi_current
      WHERE period_end <= TIMESTAMP '%s'
        AND (numerator > 0 OR denominator > 0 OR pending > 0 OR excluded_opt_out > 0
          OR excluded_unresolved > 0)
      ORDER BY ALL
      """
          .formatted(SEEN_BY_ALL);

  @TempDir Path directory;

  @Test
  void theFinalRowsOfAStreamAreThoseOfBatch(Semester semester) {
    Path streamed = directory.resolve("stream.duckdb");
    Path batched = directory.resolve("batch.duckdb");
    RunReport batch = Runs.kpi(semester.arguments(batched, "--to=" + AS_OF));

    RunReport stream = Runs.kpi(semester.arguments(streamed, STREAM));

    assertThat(stream.counts()).usingRecursiveComparison().isEqualTo(batch.counts());
    List<String> rows = Tables.query(streamed, FIGURES);
    assertThat(rows).isNotEmpty().containsExactlyElementsOf(Tables.query(batched, FIGURES));
    assertThat(rows).allMatch(row -> row.endsWith("true"));
  }

  /** Which of two copies that come at once a stream keeps is chance. */
  private static Tables records(Path warehouse) {
    return Tables.of(warehouse, "run_id", "record_offset", "record_partition", "record_topic")
        .records();
  }

  @Test
  void aStreamStoresWhatBatchStores(Semester semester) {
    Path streamed = directory.resolve("stream.duckdb");
    Path batched = directory.resolve("batch.duckdb");
    RunReport batch = Runs.rawEvents(semester.arguments(batched));

    RunReport stream =
        Runs.rawEvents(
            semester.arguments(streamed, "--streaming", "--drainAtEnd", "--dedupeHorizon=P400D"));

    assertThat(stream.counts().isConserved()).isTrue();
    assertThat(stream.counts().read()).isEqualTo(batch.counts().read());
    assertThat(stream.counts().duplicates()).isEqualTo(batch.counts().duplicates());
    assertThat(stream.counts().deadLetterCodes()).isEqualTo(batch.counts().deadLetterCodes());
    assertThat(Tables.of(streamed).count(Tables.DUPLICATES))
        .isEqualTo(stream.counts().duplicates());
    Tables expected = records(batched);
    records(streamed).assertSameAs(expected);
    assertThat(expected.count("privacy.preferences")).isGreaterThan(10);
  }
}
