package com.skillforge.analytics.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.SourceException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileScanTest {
  /** The longest piece of a line that is looked at together. */
  private static final int PIECE = 2 << 20;

  @TempDir Path directory;

  private List<String> found(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    if (name.endsWith(".gz")) {
      try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
        packed.write(text.getBytes(StandardCharsets.UTF_8));
      }
    } else {
      Files.writeString(file, text);
    }
    return new FileScan()
        .run(file.toString()).findings().stream()
            .map(it -> it.first() + " " + it.kind().label() + " " + it.count())
            .toList();
  }

  @Test
  void linesOfALogAreText() throws IOException {
    String log =
        """
        08:15:00.123 INFO  read 4155550100123 records of 0f3c2f74-1e61-4c3c-90b1-8e1bf7d5c812
        08:15:01.123 WARN  user maya@example.org\r
        08:15:01.123 WARN  user maya%40example.org called (415) 555-0100
        at com.skillforge.Broken$1@1f2e3d4c""";

    assertThat(found("run.log", log))
        .containsExactly("line 2 e-mail address 2", "line 3 phone number 1");
    assertThat(found("run.log.gz", log)).hasSize(2);
  }

  @Test
  void linesOfJsonMeanWhatTheirStringsMean() throws IOException {
    assertThat(
            found(
                "metrics.ndjson",
                """
                {"bytes": 4155550100, "at": "2026-01-05T08:15:00Z", "rows": [2147483648]}
                {"sentence": "maya\\u0040example.org"}
                {"payload": "{\\"tel\\": \\"\\\\u002b14155550100\\"}"}
                {"4155550100": 1}
                {"broken": 4155550100
                """))
        .containsExactly("line 2 e-mail address 1", "line 3 phone number 3");
  }

  @Test
  void noLineIsTooLong() throws IOException {
    String before = "x ".repeat(PIECE / 2 - 4);

    assertThat(found("long.txt", before + "maya@example.org" + " y".repeat(10)))
        .containsExactly("line 1 e-mail address 1");
    assertThat(found("longer.txt", "\n" + "z".repeat(3 * PIECE) + " +14155550100"))
        .containsExactly("line 2 phone number 1");
    assertThat(found("clean.txt", "z".repeat(3 * PIECE))).isEmpty();
  }

  @Test
  void whatCannotBeReadIsSaid() throws IOException {
    assertThatThrownBy(() -> new FileScan().run(directory.resolve("none*").toString()))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("No file matches");
    Path broken = Files.writeString(directory.resolve("broken.gz"), "no gzip");
    assertThatThrownBy(() -> new FileScan().run(broken.toString()))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("not a valid gzip file");
  }
}
