package com.skillforge.analytics.testing.cloud.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import net.snowflake.client.jdbc.SnowflakeBasicDataSource;
import net.snowflake.ingest.SimpleIngestManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in under Snowflake's own driver and Snowpipe client. */
class SnowflakeStandInTest {
  private static final TestKeyPair KEY = TestKeyPair.generate();
  private static SnowflakeStandIn snowflake;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    snowflake = SnowflakeStandIn.start();
    snowflake.addUser("loader", KEY.publicKey());
  }

  @AfterAll
  static void stop() {
    snowflake.close();
  }

  @BeforeEach
  void emptyTable() {
    snowflake.faults().clear();
    snowflake.run("CREATE OR REPLACE TABLE notes(id NUMBER(38,0), note VARCHAR);");
  }

  private static PrivateKey privateKey(TestKeyPair pair) throws Exception {
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(pair.privateBytes()));
  }

  private static Connection connect(TestKeyPair pair) throws Exception {
    SnowflakeBasicDataSource source = new SnowflakeBasicDataSource();
    source.setUrl(
        "jdbc:snowflake://127.0.0.1:%d/?ssl=off&account=%s&db=%s&schema=%s"
            .formatted(
                snowflake.port(),
                SnowflakeStandIn.ACCOUNT,
                SnowflakeStandIn.DATABASE,
                SnowflakeStandIn.SCHEMA));
    source.setUser("loader");
    source.setPrivateKey(privateKey(pair));
    return source.getConnection();
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void theDriverSignsInWithItsKeyOnly() throws Exception {
    try (Connection connection = connect(KEY);
        Statement statement = connection.createStatement();
        ResultSet one = statement.executeQuery("SELECT 1 AS one")) {
      assertThat(one.next()).isTrue();
      assertThat(one.getInt("ONE")).isEqualTo(1);
    }
    TestKeyPair stranger = TestKeyPair.generate();

    assertThatThrownBy(() -> connect(stranger)).hasMessageContaining("JWT token is invalid");
  }

  @Test
  void valuesOfAllTypesReachTheDriver() throws Exception {
    try (Connection connection = connect(KEY);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT 'it''s \\\\ \\n \\u20ac' AS t, 9007199254740993 AS i, CAST(0.1 AS FLOAT) AS n,"
                    + " TRUE AS b, TO_TIMESTAMP_NTZ('2025-09-01T10:00:00.123Z') AS at,"
                    + " PARSE_JSON('{\"a\": [1]}') AS v, AS_ARRAY(PARSE_JSON('[\"x\", \"y\"]')) AS l,"
                    + " CAST(NULL AS VARCHAR) AS nothing, CAST(GET(PARSE_JSON('{\"k\": \"x\"}'), 'k') AS VARCHAR) AS x,"
                    + " GREATEST(1, NULL) AS g, CONCAT('a', 1, '!') AS c")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString("T")).isEqualTo("it's \\ \n €");
      assertThat(row.getLong("I")).isEqualTo(9007199254740993L);
      assertThat(row.getDouble("N")).isEqualTo(0.1);
      assertThat(row.getBoolean("B")).isTrue();
      assertThat(row.getTimestamp("AT").toLocalDateTime())
          .isEqualTo(LocalDateTime.parse("2025-09-01T10:00:00.123"));
      assertThat(row.getString("V")).isEqualTo("{\"a\": [1]}");
      assertThat(row.getString("L")).isEqualTo("[\"x\",\"y\"]");
      assertThat(row.getString("NOTHING")).isNull();
      assertThat(row.getString("X")).isEqualTo("x");
      assertThat(row.getString("G")).isNull();
      assertThat(row.getString("C")).isEqualTo("a1!");
    }
  }

  @Test
  void aTransactionIsVisibleAsAWholeOrNotAtAll() throws Exception {
    try (Connection connection = connect(KEY)) {
      execute(connection, "BEGIN", "INSERT INTO notes SELECT 1, 'one'");
      assertThat(snowflake.rows("SELECT * FROM notes")).isEmpty();
      execute(connection, "ROLLBACK", "BEGIN", "INSERT INTO notes SELECT 2, 'two'", "COMMIT");
      assertThat(snowflake.rows("SELECT id FROM notes")).containsExactly(List.of("2"));

      execute(connection, "BEGIN", "DELETE FROM notes");
      snowflake.killSessions();
      assertThat(snowflake.rows("SELECT id FROM notes")).containsExactly(List.of("2"));
    }
  }

  @Test
  void aDefinitionCommitsTheOpenTransaction() throws Exception {
    try (Connection connection = connect(KEY)) {
      execute(
          connection,
          "BEGIN",
          "INSERT INTO notes SELECT 1, 'one'",
          "CREATE OR REPLACE TABLE other(id NUMBER)",
          "ROLLBACK");
    }
    assertThat(snowflake.rows("SELECT id FROM notes")).containsExactly(List.of("1"));
  }

  @Test
  void aStatementWhoseAnswerIsLostIsDoneOnce() throws Exception {
    try (Connection connection = connect(KEY)) {
      snowflake.faults().on("query.insert").dropAfter();

      execute(connection, "INSERT INTO notes SELECT 1, 'one'");
    }
    assertThat(snowflake.faults().count("query.insert")).isGreaterThan(1);
    assertThat(snowflake.rows("SELECT id FROM notes")).containsExactly(List.of("1"));
  }

  @Test
  void copyReadsCsvAsSnowflakeDoesAndEachFileOnce() throws Exception {
    write(
        "a.csv.gz",
        """
        1,'plain'
        2,'it''s, "quoted" \\back
        next line'
        3,''
        4,
        5,\\N
        6,a\\tb
        """);
    String copy = copy("'a.csv.gz'");
    try (Connection connection = connect(KEY)) {
      execute(connection, copy, copy);
    }
    assertThat(snowflake.rows("SELECT note FROM notes ORDER BY id"))
        .containsExactly(
            List.of("plain"),
            List.of("it's, \"quoted\" \\back\nnext line"),
            List.of(""),
            Arrays.asList((String) null),
            Arrays.asList((String) null),
            List.of("a\tb"));
  }

  @Test
  void aCopyThatFailsLoadsNothing() throws Exception {
    write("good.csv.gz", "1,'one'\n");
    write("bad.csv.gz", "2,'two','three'\n");
    try (Connection connection = connect(KEY)) {
      assertThatThrownBy(() -> execute(connection, copy("'good.csv.gz','bad.csv.gz'")))
          .hasMessageContaining("Number of columns in file (3)");
      assertThatThrownBy(() -> execute(connection, copy("'missing.csv.gz'")))
          .hasMessageContaining("was not found");
      assertThatThrownBy(() -> execute(connection, copy(""))).hasMessageContaining("syntax error");
      assertThat(snowflake.rows("SELECT * FROM notes")).isEmpty();

      execute(connection, copy("'good.csv.gz'"));
    }
    assertThat(snowflake.rows("SELECT id FROM notes")).containsExactly(List.of("1"));
  }

  @Test
  void snowpipeLoadsAFileOnceByItsName() throws Exception {
    write("p1.csv.gz", "1,'one'\n");
    write("p2.csv.gz", "2,'two'\n");
    write("p3.csv.gz", "'three'\n");
    snowflake.run(
        """
        CREATE OR REPLACE STAGE area URL = '%s/' FILE_FORMAT = (TYPE = CSV);
        CREATE OR REPLACE PIPE pipe AS COPY INTO notes(id, note)
          FROM (SELECT $1, upper($2) FROM @area)
          FILE_FORMAT = (TYPE = CSV COMPRESSION = GZIP FIELD_OPTIONALLY_ENCLOSED_BY = '\\'');
        """
            .formatted(folder));
    try (SimpleIngestManager client = snowpipe(KEY)) {
      client.ingestFiles(SimpleIngestManager.wrapFilepaths(Set.of("p1.csv.gz")), null);
      client.ingestFiles(
          SimpleIngestManager.wrapFilepaths(Set.of("p1.csv.gz", "p2.csv.gz", "p3.csv.gz")), null);

      assertThat(client.getHistory(null, null, null).files)
          .filteredOn(file -> file.getErrorsSeen() > 0)
          .extracting(file -> file.getPath())
          .containsExactly("p3.csv.gz");
    }
    assertThat(snowflake.rows("SELECT note FROM notes ORDER BY id"))
        .containsExactly(List.of("ONE"), List.of("TWO"));

    snowflake.loadPipeAgain("pipe");
    assertThat(snowflake.rows("SELECT note FROM notes")).hasSize(4);
    try (SimpleIngestManager stranger = snowpipe(TestKeyPair.generate())) {
      assertThatThrownBy(
              () -> stranger.ingestFiles(SimpleIngestManager.wrapFilepaths(Set.of("x")), null))
          .hasMessageContaining("Authorization failed");
    }
  }

  private static SimpleIngestManager snowpipe(TestKeyPair pair) throws Exception {
    return new SimpleIngestManager(
        SnowflakeStandIn.ACCOUNT,
        "loader",
        "pipe",
        privateKey(pair),
        "http",
        "127.0.0.1",
        snowflake.port());
  }

  @Test
  void aTaskRunsItsBlockAsAWhole() {
    snowflake.run(
        """
        INSERT INTO notes VALUES (1, 'one');
        CREATE OR REPLACE TASK tidy WAREHOUSE = wh SCHEDULE = '1 minute' AS
        BEGIN
          BEGIN TRANSACTION;
          UPDATE notes SET note = 'changed';
          DELETE FROM notes WHERE PARSE_JSON(note) IS NULL;
          COMMIT;
        EXCEPTION WHEN OTHER THEN
          ROLLBACK;
          RAISE;
        END;
        """);
    assertThatThrownBy(() -> snowflake.run("EXECUTE TASK tidy;")).hasMessageContaining("JSON");
    assertThat(snowflake.rows("SELECT note FROM notes")).containsExactly(List.of("one"));
  }

  @Test
  void whatSnowflakeDoesNotKnowIsRefused() {
    for (String sql :
        List.of(
            "SELECT make_timestamp(1)",
            "SELECT rowid FROM notes",
            "INSERT INTO notes BY NAME SELECT 1 AS id",
            "SELECT count(*) FILTER (WHERE id > 1) FROM notes",
            "CREATE TABLE x(a HUGEINT)",
            "CREATE SEQUENCE x",
            "SELECT 1; SELECT 2")) {
      assertThatThrownBy(() -> snowflake.run(sql + "\n;"))
          .as(sql)
          .isInstanceOf(SnowflakeError.class);
    }
  }

  private String copy(String files) {
    return "COPY INTO skillforge_db.skillforge.notes FROM '%s/' FILES=(%s) FILE_FORMAT=(TYPE=CSV FIELD_OPTIONALLY_ENCLOSED_BY='0x27' COMPRESSION=GZIP) STORAGE_INTEGRATION=x;"
        .formatted(folder, files);
  }

  private void write(String name, String content) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }
}
