package com.skillforge.analytics.io.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineReaderTest {
  private static final int MIB = 1 << 20;

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "'\n', '|'",
    "'a', 'a|'",
    "'a\n', 'a|'",
    "'a\r\n\r\nb\n', 'a||b|'",
    "'\n\na', '||a|'",
    "'a\rb\n', 'a\rb|'",
    "'a\r', 'a\r|'",
  })
  void splitsLines(String text, String lines) throws IOException {
    assertThat(String.join("", lines(text.getBytes(UTF_8)).stream().map(l -> l + "|").toList()))
        .isEqualTo(lines);
  }

  @Property(tries = 200)
  void agreesWithSplittingTheText(
      @ForAll @Chars({'a', '\n', '\r'}) String text, @ForAll @IntRange(min = 1, max = 9) int step)
      throws IOException {
    List<String> expected = new ArrayList<>(List.of(text.split("\r?\n", -1)));
    if (expected.get(expected.size() - 1).isEmpty()) {
      expected.remove(expected.size() - 1);
    }
    InputStream dripping =
        new ByteArrayInputStream(text.getBytes(UTF_8)) {
          @Override
          public synchronized int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(step, length));
          }
        };
    assertThat(lines(dripping)).isEqualTo(expected);
  }

  @Test
  void keepsOnlyTheBeginningOfAnEndlessLine() throws IOException {
    String longest = "x".repeat(MIB);
    byte[] text = (longest + "\r\n" + "y".repeat(5 * MIB) + "\r\nz\n").getBytes(UTF_8);
    try (LineReader reader = new LineReader(new ByteArrayInputStream(text))) {
      assertThat(reader.next()).hasSize(MIB);
      assertThat(reader.next()).hasSize(LineReader.LONGEST).containsOnly('y');
      assertThat(reader.next()).containsExactly('z');
      assertThat(reader.next()).isNull();
    }
    assertThat(LineReader.LONGEST).isGreaterThan(MIB);
  }

  private static List<String> lines(byte[] bytes) throws IOException {
    return lines(new ByteArrayInputStream(bytes));
  }

  private static List<String> lines(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineReader reader = new LineReader(in)) {
      for (byte[] line = reader.next(); line != null; line = reader.next()) {
        lines.add(new String(line, UTF_8));
      }
    }
    return lines;
  }
}
