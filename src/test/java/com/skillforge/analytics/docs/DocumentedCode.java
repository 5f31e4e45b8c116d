package com.skillforge.analytics.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something in a document that is set as code.
 *
 * @param document where it stands
 * @param line the number of its first line
 * @param language what a block says that it is; empty where it says nothing, and within a line
 * @param block whether it is a block of lines of its own
 */
public record DocumentedCode(Path document, int line, String language, String text, boolean block) {
  private static final Pattern INLINE = Pattern.compile("`([^`]+)`");

  /** That of all documents for people. */
  public static List<DocumentedCode> all() {
    return documents().stream().flatMap(document -> of(document).stream()).toList();
  }

  /** Whole queries within lines: what is asked of Snowflake where a person looks into it. */
  public static List<DocumentedCode> snowflakeQueries() {
    return all().stream()
        .filter(code -> !code.block() && code.text().matches("SELECT .* FROM .*|SELECT SYSTEM.*"))
        .toList();
  }

  /** The documents for people, but for decisions: those say what was so when they were made. */
  static List<Path> documents() {
    List<Path> documents =
        new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
    for (String folder : List.of("docs", "pipelines", "sql", "templates")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files
            .filter(file -> file.toString().endsWith(".md"))
            .filter(file -> !file.startsWith("docs/decisions"))
            .sorted()
            .forEach(documents::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return documents;
  }

  static List<DocumentedCode> of(Path document) {
    List<DocumentedCode> found = new ArrayList<>();
    List<String> lines = read(document);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("```")) {
        int end = i + 1;
        while (!lines.get(end).startsWith("```")) {
          end++;
        }
        found.add(
            new DocumentedCode(
                document,
                i + 2,
                lines.get(i).substring(3).strip(),
                String.join("\n", lines.subList(i + 1, end)),
                true));
        i = end;
      } else {
        Matcher inline = INLINE.matcher(lines.get(i));
        while (inline.find()) {
          found.add(new DocumentedCode(document, i + 1, "", inline.group(1), false));
        }
      }
    }
    return found;
  }

  private static List<String> read(Path document) {
    try {
      return Files.readAllLines(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return document + ":" + line + " " + text;
  }
}
