package com.skillforge.analytics.io.snowflake;

import java.sql.SQLException;
import org.apache.beam.sdk.io.snowflake.services.SnowflakeBatchServiceConfig;
import org.apache.beam.sdk.io.snowflake.services.SnowflakeBatchServiceImpl;
import org.apache.beam.sdk.io.snowflake.services.SnowflakeServices;

/** SnowflakeIO's own services for reading, whose failures say what to do. */
record UnloadServices(SnowflakeAccount account) implements SnowflakeServices {
  private static final long serialVersionUID = 1L;

  @Override
  public BatchService getBatchService() {
    return new Batch(account);
  }

  @Override
  public StreamingService getStreamingService() {
    throw new UnsupportedOperationException("what is read is read in batch");
  }

  private record Batch(SnowflakeAccount account) implements BatchService {
    @Override
    public String read(SnowflakeBatchServiceConfig config) throws Exception {
      try {
        return new SnowflakeBatchServiceImpl().read(config);
      } catch (SQLException e) {
        throw SnowflakeFailures.explain(e, account);
      }
    }

    @Override
    public void write(SnowflakeBatchServiceConfig config) {
      throw new UnsupportedOperationException("a source does not write");
    }
  }
}
