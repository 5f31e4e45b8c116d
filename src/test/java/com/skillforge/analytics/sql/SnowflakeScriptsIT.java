package com.skillforge.analytics.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.docs.DocumentedCode;
import com.skillforge.analytics.docs.SnowflakeSetup;
import com.skillforge.analytics.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The best parser of Snowflake's SQL there is without Snowflake takes every script, but for those
 * under {@code streaming} and the audit queries: it needs many minutes for their nested statements,
 * which other tests run on a stand-in.
 */
class SnowflakeScriptsIT {
  private static final Path SCRIPTS = Path.of("sql", "snowflake");

  /** By default, large files are passed over in silence. */
  private static final String CONFIGURATION =
      """
      [sqlfluff]
      dialect = snowflake
      large_file_skip_byte_limit = 0
      """;

  @TempDir Path directory;

  @Test
  void everyScriptIsTaken() throws IOException, InterruptedException {
    try (Stream<Path> files = Files.walk(SCRIPTS)) {
      for (Path file : files.filter(SnowflakeScriptsIT::isParsed).toList()) {
        Files.writeString(
            directory.resolve(SCRIPTS.relativize(file).toString().replace('/', '_')),
            withoutPolicies(Files.readString(file)));
      }
    }
    try (Stream<Path> copies = Files.list(directory)) {
      assertThat(copies.count()).isGreaterThanOrEqualTo(9);
    }
    assertThat(complaints()).isEmpty();
  }

  @Test
  void everyQueryOfTheDocumentsIsTaken() throws IOException, InterruptedException {
    List<DocumentedCode> queries = DocumentedCode.snowflakeQueries();
    for (int i = 0; i < queries.size(); i++) {
      // The parser knows no system functions, which have a dollar in their names.
      String query = queries.get(i).text().replace("SYSTEM$", "system_");
      Files.writeString(directory.resolve(i + ".sql"), query + ";\n");
    }
    assertThat(queries).isNotEmpty();
    assertThat(complaints()).isEmpty();
  }

  @Test
  void everyStepOfTheSetUpIsTaken() throws IOException, InterruptedException {
    List<String> statements =
        SnowflakeSetup.statements().stream()
            .filter(statement -> !statement.matches("(CREATE STORAGE|DESC) INTEGRATION .*"))
            // Words that the parser does not know yet.
            .map(statement -> statement.replace(" MANAGED TASK", " TASK"))
            .map(statement -> statement.replace(" TYPE = SERVICE", ""))
            .map(statement -> statement.replace("RSA_PUBLIC_KEY", "COMMENT"))
            .toList();
    Files.writeString(directory.resolve("setup.sql"), String.join(";\n", statements) + ";\n");
    assertThat(statements).hasSizeGreaterThan(20);
    assertThat(complaints()).isEmpty();
  }

  @Test
  void aBrokenStatementIsNot() throws IOException, InterruptedException {
    Files.writeString(directory.resolve("1.sql"), "CREATE TABLE a.b (c VARCHAR COMENT 'd');\n");
    assertThat(complaints()).contains("unparsable section");
  }

  /** The parser does not know row access policies: of them it gets the condition only. */
  private static String withoutPolicies(String script) {
    return script
        .replaceAll("ALTER TABLE [^;]* ROW ACCESS POLIC[^;]*;", "")
        .replaceAll(
            "CREATE OR REPLACE ROW ACCESS POLICY [^;]*? ->([^;]*);",
            "SELECT tenant_id AS tenant FROM skillforge.kpi_values WHERE$1;");
  }

  private static boolean isParsed(Path file) {
    return file.toString().endsWith(".sql")
        && !file.startsWith(SCRIPTS.resolve("streaming"))
        && (!file.startsWith(SCRIPTS.resolve("checks")) || file.endsWith("validate_kpis.sql"));
  }

  /** What the parser has to say about the files in the directory. */
  private String complaints() throws IOException, InterruptedException {
    Files.writeString(directory.resolve(".sqlfluff"), CONFIGURATION);
    Path output = directory.resolve("output.txt");
    Tools.require(
        "sqlfluff", "run scripts/test.sh, which installs it, or apt-get install sqlfluff");
    Process parser =
        new ProcessBuilder(List.of("sqlfluff", "parse", "."))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int status = parser.waitFor();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    return status == 0 && !text.contains("kipping") ? "" : text;
  }
}
