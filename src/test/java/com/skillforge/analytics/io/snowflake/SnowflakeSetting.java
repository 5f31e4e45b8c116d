package com.skillforge.analytics.io.snowflake;

import com.skillforge.analytics.io.secrets.SecretText;
import com.skillforge.analytics.testing.cloud.TestSecrets;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStandIn;
import com.skillforge.analytics.testing.cloud.snowflake.TestKeyPair;
import java.net.URI;
import java.nio.file.Path;
import org.joda.time.Duration;

/** Connectors to a stand-in. */
final class SnowflakeSetting {
  private static final int PATIENCE_SECONDS = 10;

  private SnowflakeSetting() {}

  /** The stand-in's account, for a user that it gets with this. */
  static SnowflakeAccount account(SnowflakeStandIn snowflake, Path folder) {
    TestKeyPair pair = TestKeyPair.generate();
    snowflake.addUser("loader", pair.publicKey());
    return account(snowflake, pair.writeTo(folder).toString());
  }

  static SnowflakeAccount account(SnowflakeStandIn snowflake, String key) {
    return new SnowflakeAccount(
        SnowflakeStandIn.ACCOUNT,
        URI.create(snowflake.endpoint()),
        "loader",
        null,
        null,
        SnowflakeStandIn.DATABASE,
        new KeyFile(new SecretText(key, TestSecrets.NONE), null),
        PATIENCE_SECONDS);
  }

  static SnowflakeConnector connector(SnowflakeAccount account, Path folder) {
    return new SnowflakeConnector(
        account, folder + "/staged/", "staging_area", Duration.standardSeconds(1));
  }
}
