package com.skillforge.analytics.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The overview has every script, and each once. */
class DocumentedScriptsTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `scripts/([a-z-]+\\.sh)[^`]*` \\|");

  /** The two that the page begins with, and what all others share. */
  private static final Set<String> ELSEWHERE = Set.of("demo.sh", "test.sh", "lib.sh");

  @Test
  void everyScriptStandsOnceInTheTable() throws IOException {
    String page = Files.readString(Path.of("README.md"));
    int start = page.indexOf("\n| script | what it does |\n");
    String table = page.substring(start, page.indexOf("\n\n", start + 1));
    assertThat(page).contains("./scripts/demo.sh ", "./scripts/test.sh ");
    try (Stream<Path> scripts = Files.list(Path.of("scripts"))) {
      assertThat(ROW.matcher(table).results().map(row -> row.group(1)))
          .containsExactlyInAnyOrderElementsOf(
              scripts
                  .map(file -> file.getFileName().toString())
                  .filter(name -> !ELSEWHERE.contains(name))
                  .toList());
    }
  }
}
