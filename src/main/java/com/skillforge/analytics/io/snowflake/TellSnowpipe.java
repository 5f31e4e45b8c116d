package com.skillforge.analytics.io.snowflake;

import net.snowflake.ingest.SimpleIngestManager;
import org.apache.beam.sdk.io.snowflake.services.SnowflakeServices;
import org.apache.beam.sdk.io.snowflake.services.SnowflakeStreamingServiceConfig;
import org.apache.beam.sdk.io.snowflake.services.SnowflakeStreamingServiceImpl;

/**
 * SnowflakeIO's services for a stream: tells Snowpipe of staged files at the account's own address,
 * which SnowflakeIO would only look for at {@code https} and port 443.
 */
final class TellSnowpipe implements SnowflakeServices {
  private static final long serialVersionUID = 1L;

  private final SnowflakeAccount account;
  private final String pipe;

  /**
   * Creates the services.
   *
   * @param pipe the pipe's name with database and schema
   */
  TellSnowpipe(SnowflakeAccount account, String pipe) {
    this.account = account;
    this.pipe = pipe;
  }

  @Override
  public BatchService getBatchService() {
    throw new UnsupportedOperationException("a stream has no COPY");
  }

  @Override
  public StreamingService getStreamingService() {
    return new Streaming();
  }

  private final class Streaming implements StreamingService {
    @Override
    public String read(SnowflakeStreamingServiceConfig config) {
      throw new UnsupportedOperationException("a sink does not read");
    }

    @Override
    public void write(SnowflakeStreamingServiceConfig config) throws Exception {
      try (SimpleIngestManager snowpipe =
          new SimpleIngestManager(
              account.account(),
              account.user(),
              pipe,
              account.key().read(),
              account.url().getScheme(),
              account.url().getHost(),
              account.port())) {
        new SnowflakeStreamingServiceImpl()
            .write(
                new SnowflakeStreamingServiceConfig(
                    config.getFilesList(), config.getStagingBucketDir(), snowpipe));
      }
    }
  }
}
