package com.skillforge.analytics.io.snowflake;

import com.skillforge.analytics.io.remote.StagedCommit;
import java.sql.SQLException;
import java.util.List;
import org.apache.beam.sdk.io.snowflake.services.SnowflakeBatchServiceConfig;
import org.apache.beam.sdk.io.snowflake.services.SnowflakeBatchServiceImpl;
import org.apache.beam.sdk.io.snowflake.services.SnowflakeServices;

/**
 * SnowflakeIO's services for a batch run: after the COPY of the staged files, the run is committed.
 * SnowflakeIO itself tells nobody when its COPY is done.
 *
 * <p>A runner may repeat the step: Snowflake loads a file into a table once, and the commit may be
 * run again.
 */
final class CommitAfterCopy implements SnowflakeServices {
  private static final long serialVersionUID = 1L;

  /** The most files that Snowflake takes in one COPY. */
  private static final int FILES = 1000;

  private final SnowflakeAccount account;
  private final StagedCommit commit;

  CommitAfterCopy(SnowflakeAccount account, StagedCommit commit) {
    this.account = account;
    this.commit = commit;
  }

  @Override
  public BatchService getBatchService() {
    return new Batch();
  }

  @Override
  public StreamingService getStreamingService() {
    throw new UnsupportedOperationException("a batch run does not stream");
  }

  private final class Batch implements BatchService {
    @Override
    public String read(SnowflakeBatchServiceConfig config) {
      throw new UnsupportedOperationException("a sink does not read");
    }

    @Override
    public void write(SnowflakeBatchServiceConfig config) throws Exception {
      List<String> files = config.getFilesList();
      // Without a file, for a run that has nothing to say, COPY would be a syntax error.
      for (int from = 0; from < files.size(); from += FILES) {
        copy(config, files.subList(from, Math.min(from + FILES, files.size())));
      }
      commit.run();
    }

    private void copy(SnowflakeBatchServiceConfig config, List<String> files) throws Exception {
      try {
        new SnowflakeBatchServiceImpl().write(portion(config, files));
      } catch (SQLException e) {
        throw SnowflakeFailures.explain(e, account);
      }
    }

    private SnowflakeBatchServiceConfig portion(
        SnowflakeBatchServiceConfig config, List<String> files) {
      return new SnowflakeBatchServiceConfig(
          config.getDataSourceProviderFn(),
          files,
          config.getTableSchema(),
          config.getDatabase(),
          config.getSchema(),
          config.getTable(),
          config.getQuery(),
          config.getCreateDisposition(),
          config.getWriteDisposition(),
          config.getStorageIntegrationName(),
          config.getStagingBucketDir(),
          config.getQuotationMark());
    }
  }
}
