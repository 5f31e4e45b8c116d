package com.skillforge.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UsageException;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.pipelines.launch.Processes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlCommandTest {
  private static final String EVERYTHING = "SELECT * FROM everything ORDER BY n";

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void fill() {
    file = directory.resolve("analytics.duckdb");
    new DuckDbWarehouse(file)
        .write(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA analytics");
                statement.execute("CREATE TABLE analytics.events AS SELECT 7 AS n");
                statement.execute(
                    """
                    CREATE TABLE everything (
                      n BIGINT, x DOUBLE, d DECIMAL(9, 2), ok BOOLEAN, t TIMESTAMP,
                      tz TIMESTAMPTZ, day DATE, s VARCHAR, l VARCHAR[], j JSON,
                      o STRUCT(a INTEGER, b VARCHAR))
                    """);
                statement.execute(
                    """
                    INSERT INTO everything VALUES
                      (1, 0.5, 1.25, true, '2026-01-05 10:00:00', '2026-01-05 10:00:00.5+02',
                       '2026-01-05', 'say "hi", é', ['a', NULL, 'b,c'], '{"k": [1, 2.5, null]}',
                       {'a': 1, 'b': 'x'}),
                      (22, NULL, NULL, NULL, '2026-01-05 10:00:00.123', NULL, NULL, '', [], 'null',
                       NULL),
                      (333, 'NaN', NULL, false, NULL, NULL, NULL, 'two
                    lines', NULL, NULL, NULL)
                    """);
                return null;
              }
            });
  }

  private String run(String format, String query) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    String[] args = {"--localWarehouse=" + file, "--format=" + format, query};
    assertThat(SqlCommand.COMMAND.run(args, out)).isEqualTo(ExitCode.DONE);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aReadersInstitutionIsKnownToTheQuery() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String[] args = {
      "--localWarehouse=" + file,
      "--format=csv",
      "--tenant=king's",
      "SELECT getvariable('tenant_id') AS tenant"
    };
    SqlCommand.COMMAND.run(args, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("king's");
  }

  @Test
  void jsonIsOneArrayOfObjects() throws Exception {
    assertThat(run("json", EVERYTHING))
        .isEqualTo(
            """
            [
            {"n":1,"x":0.5,"d":1.25,"ok":true,"t":"2026-01-05T10:00:00Z",\
            "tz":"2026-01-05T08:00:00.500Z","day":"2026-01-05","s":"say \\"hi\\", é",\
            "l":["a",null,"b,c"],"j":{"k":[1,2.5,null]},"o":{"a":1,"b":"x"}},
            {"n":22,"x":null,"d":null,"ok":null,"t":"2026-01-05T10:00:00.123Z","tz":null,\
            "day":null,"s":"","l":[],"j":null,"o":null},
            {"n":333,"x":"NaN","d":null,"ok":false,"t":null,"tz":null,"day":null,\
            "s":"two\\nlines","l":null,"j":null,"o":null}
            ]
            """);
    assertThat(run("json", "SELECT 1 AS a WHERE false")).isEqualTo("[\n]\n");
  }

  @Test
  void csvTellsNullFromTheEmptyText() throws Exception {
    assertThat(run("csv", EVERYTHING))
        .isEqualTo(
            "n,x,d,ok,t,tz,day,s,l,j,o\r\n"
                + "1,0.5,1.25,true,2026-01-05T10:00:00Z,2026-01-05T08:00:00.500Z,2026-01-05,"
                + "\"say \"\"hi\"\", é\",\"[\"\"a\"\",null,\"\"b,c\"\"]\","
                + "\"{\"\"k\"\":[1,2.5,null]}\",\"{\"\"a\"\":1,\"\"b\"\":\"\"x\"\"}\"\r\n"
                + "22,,,,2026-01-05T10:00:00.123Z,,,\"\",[],,\r\n"
                + "333,NaN,,false,,,,\"two\nlines\",,,\r\n");
  }

  @Test
  void tablesAreAligned() throws Exception {
    assertThat(run("table", "SELECT n, x, ok, s, l FROM everything ORDER BY n"))
        .isEqualToNormalizingNewlines(
            """
              n     x  ok     s            l
            ---  ----  -----  -----------  ----------------
              1   0.5  true   say "hi", é  ["a",null,"b,c"]
             22  NULL  NULL                []
            333   NaN  false  two\\nlines   NULL
            (3 rows)
            """);
    assertThat(run("table", "SELECT 1 AS a")).endsWith("(1 row)\n");
  }

  @Test
  void countsAndSumsAreNumbers() throws Exception {
    assertThat(run("json", "SELECT count(*) AS rows, sum(n) AS n, avg(n) AS mean FROM everything"))
        .isEqualTo("[\n{\"rows\":3,\"n\":356,\"mean\":118.66666666666667}\n]\n");
  }

  @Test
  void namesResolveWithAndWithoutTheirSchema() throws Exception {
    assertThat(run("csv", "SELECT n FROM analytics.events")).isEqualTo("n\r\n7\r\n");
    assertThat(run("csv", "SELECT n FROM events")).isEqualTo("n\r\n7\r\n");
    assertThat(run("csv", "SELECT count(*) AS n FROM main.everything")).isEqualTo("n\r\n3\r\n");
    assertThat(run("csv", "SHOW TABLES")).contains("everything").contains("events");
    assertThat(run("csv", "DESCRIBE events")).contains("n,INTEGER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM everything",
        "DROP TABLE everything",
        "INSERT INTO everything (n) VALUES (1) RETURNING n",
        "COPY everything TO '/tmp/x.csv'",
        "ATTACH 'other.duckdb'",
        "SET memory_limit = '1TB'",
        "CREATE TEMP TABLE x AS SELECT 1"
      })
  void onlyQueriesAreRun(String statement) throws Exception {
    assertThatThrownBy(() -> run("json", statement))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Only queries are run")
        .satisfies(e -> assertThat(Processes.exitCode(e)).isEqualTo(ExitCode.QUERY));
  }

  @Test
  void aQueryIsOne() throws Exception {
    assertThatThrownBy(() -> run("json", "SELECT 1; SELECT 2"))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Give exactly one query");
    assertThat(run("csv", "SELECT 1 AS a; -- done")).isEqualTo("a\r\n1\r\n");
  }

  @Test
  void saysWhatIsWrongWithAQueryAndWhere() throws Exception {
    assertThatThrownBy(() -> run("json", "SELEC 1"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            """
            The query failed: syntax error at or near "SELEC".
            LINE 1: SELEC 1
                    ^""")
        .satisfies(e -> assertThat(Processes.exitCode(e)).isEqualTo(ExitCode.QUERY));
    assertThatThrownBy(() -> run("json", "SELECT 'é'\n  FROM everythin WHERE true"))
        .hasMessageStartingWith("The query failed: Table with name everythin does not exist!")
        .hasMessageEndingWith(
            """
            \nLINE 2:   FROM everythin WHERE true
                           ^""");
    assertThatThrownBy(() -> run("json", "SELECT s::INTEGER FROM everything WHERE n = 1"))
        .hasMessageStartingWith("The query failed: Could not convert")
        .satisfies(e -> assertThat(Processes.exitCode(e)).isEqualTo(ExitCode.QUERY));
  }

  @Test
  void aRowCanStandOneValueALine() throws Exception {
    assertThat(run("vertical", "SELECT n, s, t FROM everything WHERE n <> 333 ORDER BY n"))
        .isEqualToNormalizingNewlines(
            """
            --- row 1 ---
            n  1
            s  say "hi", é
            t  2026-01-05T10:00:00Z
            --- row 2 ---
            n  22
            s
            t  2026-01-05T10:00:00.123Z
            (2 rows)
            """);
  }

  @Test
  void saysWhatToDoWithoutAFile() throws Exception {
    file = directory.resolve("none.duckdb");
    assertThatThrownBy(() -> run("json", "SELECT 1"))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("none.duckdb does not exist: run a pipeline with --localWarehouse=")
        .satisfies(e -> assertThat(Processes.exitCode(e)).isEqualTo(ExitCode.WAREHOUSE));
  }

  @Test
  void checksItsOptions() throws Exception {
    assertThatThrownBy(() -> run("xml", "SELECT 1"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(
            "--format must be auto or table or vertical or csv or json, not 'xml'.");
    ByteArrayOutputStream help = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(help, true, StandardCharsets.UTF_8);
    assertThat(SqlCommand.COMMAND.run(new String[] {"--help"}, out)).isEqualTo(ExitCode.DONE);
    assertThat(SqlCommand.COMMAND.run(new String[] {}, out)).isEqualTo(ExitCode.USAGE);
    assertThat(help.toString(StandardCharsets.UTF_8)).contains("sql.sh").contains("--format");
  }
}
