package com.skillforge.analytics.io.snowflake;

import static com.skillforge.analytics.io.duckdb.SinkFixture.PLAN;
import static com.skillforge.analytics.io.duckdb.SinkFixture.batch;
import static com.skillforge.analytics.io.duckdb.SinkFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.remote.StagedCommit;
import com.skillforge.analytics.io.remote.StagedRow;
import com.skillforge.analytics.io.remote.StagedRowCoder;
import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.io.secrets.SecretText;
import com.skillforge.analytics.io.warehouse.Commit;
import com.skillforge.analytics.testing.cloud.TestSecrets;
import com.skillforge.analytics.testing.cloud.snowflake.TestKeyPair;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.snowflake.SnowflakeIO;
import org.apache.beam.sdk.io.snowflake.services.SnowflakeServicesImpl;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.util.construction.PipelineTranslation;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes into the job graph: where the key is, and nothing of the key. */
class SnowflakeJobTest {
  private static final int PIECE = 24;
  private static final TestKeyPair PAIR = TestKeyPair.generate();

  @TempDir private Path folder;

  private SnowflakeAccount account() {
    return new SnowflakeAccount(
        "account",
        URI.create("https://account.snowflakecomputing.com"),
        "loader",
        null,
        null,
        "db",
        new KeyFile(new SecretText(PAIR.writeTo(folder).toString(), TestSecrets.NONE), null),
        1);
  }

  private static PCollection<StagedRow> rows(Pipeline pipeline) {
    return pipeline.apply(Create.of(new StagedRow("t", "{}")).withCoder(StagedRowCoder.of()));
  }

  @Test
  void aBatchJobHoldsNothingOfTheKey() {
    Pipeline pipeline = Pipeline.create(TestPipeline.testingPipelineOptions());
    SnowflakeConnector connector = SnowflakeSetting.connector(account(), folder);
    Commit commit =
        new Commit(
            connector.warehouse(),
            PLAN,
            List.of(),
            List.of(StagedTable.DEAD_LETTERS),
            batch("kafka"));
    connector.stage(rows(pipeline), "run", new StagedCommit(commit, connector.warehouse(), "run"));

    assertThat(piecesOfTheKey(pipeline)).isZero();
  }

  @Test
  void aStreamingJobHoldsNothingOfTheKey() {
    Pipeline pipeline = Pipeline.create(TestPipeline.testingPipelineOptions());
    PCollection<StagedRow> rows = rows(pipeline).setIsBoundedInternal(IsBounded.UNBOUNDED);
    SnowflakeSetting.connector(account(), folder).stream(rows, run("kafka", true));

    assertThat(piecesOfTheKey(pipeline)).isZero();
  }

  /** The connector's own way, to show that a key in the job would be found. */
  @Test
  void theConnectorsOwnKeyPairWouldBeFound() {
    Pipeline pipeline = Pipeline.create(TestPipeline.testingPipelineOptions());
    PrivateKey key = account().key().read();
    rows(pipeline)
        .apply(
            SnowflakeIO.<StagedRow>write()
                .withDataSourceConfiguration(
                    SnowflakeIO.DataSourceConfiguration.create()
                        .withServerName("account.snowflakecomputing.com")
                        .withKeyPairAuth("loader", key)
                        .withDatabase("db")
                        .withSchema("staging"))
                .withStagingBucketName(folder + "/")
                .withStorageIntegrationName("integration")
                .withSnowflakeServices(new SnowflakeServicesImpl())
                .withUserDataMapper(row -> new Object[] {row.document()})
                .withFlushTimeLimit(Duration.standardSeconds(1))
                .to("t"));

    assertThat(piecesOfTheKey(pipeline)).isPositive();
  }

  /** How many pieces of the key, as bytes or as in its file, are somewhere in the job. */
  private static int piecesOfTheKey(Pipeline pipeline) {
    byte[] job = PipelineTranslation.toProto(pipeline).toByteArray();
    List<byte[]> forms =
        List.of(PAIR.privateBytes(), PAIR.privatePem().getBytes(StandardCharsets.US_ASCII));
    List<byte[]> pieces = new ArrayList<>();
    for (byte[] form : forms) {
      // The beginning is the same in every key.
      for (int at = 4 * PIECE; at + PIECE <= form.length - 2 * PIECE; at += PIECE) {
        pieces.add(Arrays.copyOfRange(form, at, at + PIECE));
      }
    }
    return (int) pieces.stream().filter(piece -> contains(job, piece)).count();
  }

  private static boolean contains(byte[] bytes, byte[] piece) {
    String haystack = new String(bytes, StandardCharsets.ISO_8859_1);
    return haystack.contains(new String(piece, StandardCharsets.ISO_8859_1));
  }
}
