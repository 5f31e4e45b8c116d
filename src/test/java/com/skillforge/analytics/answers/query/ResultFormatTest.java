package com.skillforge.analytics.answers.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ResultFormatTest {
  private static final String TABLE =
      """
      name     n
      -----  ---
      anna     1
      three  333
      (2 rows)
      """;

  private static String print(ResultFormat format, OptionalInt terminal) {
    ListedRows rows =
        new ListedRows(
            List.of(Rows.Column.of("name"), Rows.Column.ofNumbers("n")),
            List.of(
                List.of(Value.text("anna"), Value.whole(1L)),
                List.of(Value.text("three"), Value.whole(333L))));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    format.print(rows, terminal, new PrintStream(printed, true, StandardCharsets.UTF_8));
    return printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  @Test
  void aTableThatTheTerminalCannotHoldStandsVertically() {
    assertThat(print(ResultFormat.AUTO, OptionalInt.of(10))).isEqualTo(TABLE);
    assertThat(print(ResultFormat.AUTO, OptionalInt.of(9)))
        .isEqualTo(
            """
            --- row 1 ---
            name  anna
            n     1
            --- row 2 ---
            name  three
            n     333
            (2 rows)
            """);
  }

  @Test
  void inAPipeATableStaysOne() {
    assertThat(print(ResultFormat.AUTO, OptionalInt.empty())).isEqualTo(TABLE);
  }

  @Test
  void whoAsksForATableGetsOne() {
    assertThat(print(ResultFormat.TABLE, OptionalInt.of(5))).isEqualTo(TABLE);
  }
}
