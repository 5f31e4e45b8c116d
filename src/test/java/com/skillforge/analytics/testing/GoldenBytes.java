package com.skillforge.analytics.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Bytes that earlier releases wrote, committed as lines {@code name hex}.
 *
 * <p>They stand for what waits in the state of running streams. A line that is there is never
 * rewritten, not even with {@code -Dregenerate=true}: that only adds the lines that are missing.
 */
public final class GoldenBytes {
  private static final Path FOLDER = Path.of("src/test/resources/golden/formats");

  private final Path file;
  private final Map<String, String> lines;

  private GoldenBytes(Path file, Map<String, String> lines) {
    this.file = file;
    this.lines = lines;
  }

  /** The lines of a file under {@code golden/formats}; a file that is missing has none. */
  public static GoldenBytes in(String fileName) {
    Path file = FOLDER.resolve(fileName);
    Map<String, String> lines = new TreeMap<>();
    try {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          lines.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new GoldenBytes(file, lines);
  }

  /** The committed bytes; {@code today} are written first when there are none yet. */
  public byte[] bytes(String name, byte[] today) {
    if (!lines.containsKey(name) && Boolean.getBoolean("regenerate")) {
      lines.put(name, HexFormat.of().formatHex(today));
      save();
    }
    assertThat(lines)
        .as("%s; -Dregenerate=true adds the lines that are missing", file)
        .containsKey(name);
    return HexFormat.of().parseHex(lines.get(name));
  }

  /** Today's bytes must be the committed ones. */
  public void hold(String name, byte[] today) {
    assertThat(HexFormat.of().formatHex(today))
        .as(
            "%s of %s: the encoding has changed, so that an update would misread the state of a"
                + " running stream; keep it, or raise the format and tell operators to drain",
            name, file)
        .isEqualTo(HexFormat.of().formatHex(bytes(name, today)));
  }

  private void save() {
    String text =
        lines.entrySet().stream()
            .map(line -> line.getKey() + " " + line.getValue() + "\n")
            .collect(Collectors.joining());
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
