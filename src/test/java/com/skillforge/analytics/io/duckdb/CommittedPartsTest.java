package com.skillforge.analytics.io.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedPartsTest {
  private static final StagedFiles FIRST =
      new StagedFiles(Map.of("a", List.of("/s/run/1/x.csv", "/s/run/1/y.csv")), true, true);

  @TempDir Path directory;
  private DuckDbWarehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = new DuckDbWarehouse(directory.resolve("w.duckdb"));
  }

  private boolean claims(StagedFiles files) {
    return warehouse.transaction(transaction -> CommittedParts.claim(transaction, files));
  }

  @Test
  void filesAreMergedOnceByAnAttempt() {
    assertThat(claims(FIRST)).isTrue();
    assertThat(claims(FIRST)).isFalse();
    assertThat(claims(new StagedFiles(Map.of("a", List.of("/s/run/1/z.csv")), true, true)))
        .isTrue();
    assertThat(claims(new StagedFiles(Map.of("a", List.of("/s/run/2/x.csv")), true, true)))
        .isTrue();
  }

  @Test
  void theOrderInWhichFilesComeDoesNotMatter() {
    assertThat(claims(FIRST)).isTrue();
    assertThat(
            claims(
                new StagedFiles(
                    Map.of("a", List.of("/s/run/1/y.csv", "/s/run/1/x.csv")), true, true)))
        .isFalse();
  }

  @Test
  void whatTheAttemptsAtAnEndedRunHaveMergedIsForgotten() {
    StagedFiles again = new StagedFiles(Map.of("a", List.of("/s/run/2/x.csv")), true, true);
    StagedFiles other = new StagedFiles(Map.of("a", List.of("/s/other/1/x.csv")), true, true);
    assertThat(List.of(FIRST, again, other)).allMatch(this::claims);

    forget("/s/run");

    assertThat(claims(FIRST)).isTrue();
    assertThat(claims(again)).isTrue();
    assertThat(claims(other)).isFalse();
  }

  @Test
  void nothingIsLeftWhenNoRunIsUnderWay() {
    forget("/s/run"); // of a warehouse that never had any
    assertThat(claims(FIRST)).isTrue();
    forget("/s/run");
    List<String> tables =
        warehouse.transaction(
            transaction ->
                transaction.query(
                    "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'staging'",
                    row -> "a table"));
    assertThat(tables).isEmpty();
  }

  private void forget(String run) {
    warehouse.transaction(
        transaction -> {
          CommittedParts.forget(transaction, Path.of(run));
          return run;
        });
  }

  @Test
  void aTransactionThatIsRolledBackHasMergedNothing() {
    try {
      warehouse.transaction(
          transaction -> {
            CommittedParts.claim(transaction, FIRST);
            throw new IllegalStateException("the merge fails");
          });
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("the merge fails");
    }
    assertThat(claims(FIRST)).isTrue();
  }
}
