package com.skillforge.analytics.testing.cloud.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.bigquery.Bigquery;
import com.google.api.services.bigquery.model.DataFormatOptions;
import com.google.api.services.bigquery.model.QueryRequest;
import com.google.api.services.bigquery.model.QueryResponse;
import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableRow;
import com.google.api.services.bigquery.model.TableSchema;
import java.io.IOException;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO.Write.CreateDisposition;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO.Write.Method;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO.Write.WriteDisposition;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryOptions;
import org.apache.beam.sdk.io.gcp.bigquery.TableRowJsonCoder;
import org.apache.beam.sdk.io.gcp.bigquery.WriteResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The unmodified clients of BigQuery against the stand-in. */
class BigQueryStandInIT {
  private static final String NASTY = "a\n\t\"'\\\u0000\uD83D\uDE00";

  private static final String TABLE =
      """
      CREATE SCHEMA d OPTIONS (location = 'EU');
      CREATE TABLE IF NOT EXISTS d.t (
        id STRING NOT NULL OPTIONS (description = 'the "id"; it is unique'),
        n INT64,
        x FLOAT64,
        ok BOOL,
        seen TIMESTAMP,
        tags ARRAY<STRING>,
        doc JSON
      )
      PARTITION BY TIMESTAMP_TRUNC(seen, DAY)
      CLUSTER BY id
      OPTIONS (require_partition_filter = true);
      """;

  private final BigQueryStandIn bigQuery = new BigQueryStandIn();

  @BeforeEach
  void createTable() {
    bigQuery.run(TABLE);
  }

  @AfterEach
  void close() {
    bigQuery.close();
  }

  private QueryResponse ask(String sql) throws IOException {
    BigQueryOptions options = options();
    return new Bigquery.Builder(new NetHttpTransport(), GsonFactory.getDefaultInstance(), null)
        .setRootUrl(options.getBigQueryEndpoint())
        .build()
        .jobs()
        .query(
            bigQuery.project(),
            new QueryRequest()
                .setQuery(sql)
                .setUseLegacySql(false)
                .setFormatOptions(new DataFormatOptions().setUseInt64Timestamp(true)))
        .execute();
  }

  private BigQueryOptions options() {
    BigQueryOptions options =
        PipelineOptionsFactory.fromArgs(bigQuery.arguments().toArray(String[]::new))
            .as(BigQueryOptions.class);
    options.as(DirectOptions.class).setTargetParallelism(2);
    return options;
  }

  @Test
  void aScriptRunsAndItsLastQueryIsAnswered() throws IOException {
    QueryResponse answer =
        ask(
            """
            BEGIN TRANSACTION;
            INSERT INTO d.t (id, n, x, ok, seen, tags, doc) VALUES
              ('it\\'s', 9007199254740993, 0.5, TRUE, TIMESTAMP '2026-01-12T08:00:00.000001Z',
               ['a', "b"], PARSE_JSON('{"k": [1]}'));
            COMMIT TRANSACTION;
            SELECT id, n, x, ok, seen, tags, JSON_VALUE(doc, '$.k[0]') AS k,
              SAFE_CAST('x' AS INT64) AS none, TIMESTAMP_TRUNC(seen, DAY) AS day
            FROM `d.t` AS t WHERE ok AND t.seen > TIMESTAMP '2015-01-01';
            """);

    assertThat(answer.getRows()).hasSize(1);
    assertThat(answer.getRows().get(0).getF().stream().map(cell -> String.valueOf(cell.getV())))
        .satisfiesExactly(
            id -> assertThat(id).isEqualTo("it's"),
            n -> assertThat(n).isEqualTo("9007199254740993"),
            x -> assertThat(x).isEqualTo("0.5"),
            ok -> assertThat(ok).isEqualTo("true"),
            at -> assertThat(at).isEqualTo("1768204800000001"),
            tags -> assertThat(tags).contains("a").contains("b"),
            k -> assertThat(k).isEqualTo("1"),
            none -> assertThat(none).startsWith("java.lang.Object"), // the client's null
            day -> assertThat(day).isEqualTo("1768176000000000"));
    assertThat(answer.getSchema().getFields().get(5).getMode()).isEqualTo("REPEATED");
  }

  /** A table that requires a filter on its partitions is not read without one. */
  @Test
  void aStatementSaysWhichPartitionsItReads() throws IOException {
    assertThatThrownBy(() -> ask("SELECT id FROM d.t AS a")).hasMessageContaining("partition");
    assertThatThrownBy(() -> ask("SELECT id FROM d.t AS a WHERE b.seen > CURRENT_TIMESTAMP()"))
        .hasMessageContaining("partition");
    assertThatThrownBy(
            () ->
                ask(
                    "MERGE INTO d.t AS s USING (SELECT 'x' AS id) AS n ON s.id = n.id"
                        + " WHEN NOT MATCHED THEN INSERT (id) VALUES (n.id)"))
        .hasMessageContaining("partition");

    assertThat(ask("SELECT id FROM d.t AS a WHERE a.seen > CURRENT_TIMESTAMP()").getTotalRows())
        .isZero();
  }

  @Test
  void aTransactionThatFailsChangesNothing() {
    assertThatThrownBy(
            () ->
                ask(
                    "BEGIN TRANSACTION; INSERT INTO d.t (id) VALUES ('a');"
                        + " INSERT INTO d.nowhere (id) VALUES ('b'); COMMIT TRANSACTION;"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nowhere");

    assertThat(bigQuery.query("SELECT id FROM d.t")).isEmpty();
  }

  @Test
  void whatItDoesNotKnowIsAnError() {
    assertThatThrownBy(() -> ask("SELECT NO_SUCH_FUNCTION(1)")).hasMessageContaining("no_such");
    assertThatThrownBy(() -> ask("SELECT @parameter")).hasMessageContaining("@");
    assertThatThrownBy(() -> ask("CREATE TABLE d.u (id STRING) SHUFFLED BY id"))
        .hasMessageContaining("SHUFFLED");
    assertThatThrownBy(() -> ask("BEGIN TRANSACTION; DROP TABLE d.t; COMMIT TRANSACTION"))
        .hasMessageContaining("DDL");
  }

  @Test
  void filesAreLoadedWholeOrNotAtAll() {
    List<TableRow> rows =
        List.of(
            new TableRow().set("id", NASTY).set("n", 1).set("ok", true),
            new TableRow()
                .set("id", "")
                .set("x", 1e-300)
                .set("seen", "2026-01-12T08:00:00Z")
                .set("tags", List.of("x", "")));
    Pipeline pipeline = Pipeline.create(options());
    pipeline.apply(Create.of(rows).withCoder(TableRowJsonCoder.of())).apply(write("d.t"));

    pipeline.run().waitUntilFinish();

    assertThat(bigQuery.query("SELECT id FROM d.t ORDER BY id")).containsExactly("", NASTY);
    assertThat(
            bigQuery.query(
                "SELECT CAST(row(n, x, ok, seen, tags) AS VARCHAR) FROM d.t ORDER BY id"))
        .containsExactly(
            "(NULL, 1e-300, NULL, '2026-01-12 08:00:00', [x, ''])", "(1, NULL, true, NULL, [])");
    assertThat(bigQuery.storage().objects()).as("files after the load").isEmpty();

    Pipeline second = Pipeline.create(options());
    second
        .apply(
            Create.of(
                    List.of(
                        new TableRow().set("id", "b"),
                        new TableRow().set("id", "c").set("n", "many")))
                .withCoder(TableRowJsonCoder.of()))
        .apply(write("d.t"));
    assertThatThrownBy(() -> second.run().waitUntilFinish()).hasStackTraceContaining("many");
    assertThat(bigQuery.query("SELECT id FROM d.t")).hasSize(2);
  }

  private static BigQueryIO.Write<TableRow> write(String table) {
    return BigQueryIO.writeTableRows()
        .to(table)
        .withMethod(Method.FILE_LOADS)
        .withMaxRetryJobs(0)
        .withCreateDisposition(CreateDisposition.CREATE_NEVER)
        .withWriteDisposition(WriteDisposition.WRITE_APPEND);
  }

  @Test
  void aRefusedRowOfTheStorageApiComesOut() {
    bigQuery.faults().on("AppendRows").breakWith("planned");
    Pipeline pipeline = Pipeline.create(options());
    WriteResult result =
        pipeline
            .apply(
                Create.of(
                        List.of(new TableRow().set("id", "a").set("seen", "2026-01-12T08:00:00Z")))
                    .withCoder(TableRowJsonCoder.of()))
            .apply(
                BigQueryIO.writeTableRows()
                    .to("d.t")
                    .withSchema(
                        new TableSchema()
                            .setFields(
                                List.of(
                                    new TableFieldSchema().setName("id").setType("STRING"),
                                    new TableFieldSchema().setName("seen").setType("TIMESTAMP"))))
                    .withMethod(Method.STORAGE_WRITE_API)
                    .withCreateDisposition(CreateDisposition.CREATE_NEVER)
                    .withWriteDisposition(WriteDisposition.WRITE_APPEND));
    PCollection<String> failed =
        result
            .getFailedStorageApiInserts()
            .apply(
                MapElements.into(TypeDescriptors.strings())
                    .via(error -> error.getRow().get("id") + ": " + error.getErrorMessage()));
    PAssert.that(failed).containsInAnyOrder("a: planned");

    pipeline.run().waitUntilFinish();

    assertThat(bigQuery.query("SELECT id FROM d.t")).isEmpty();
  }
}
