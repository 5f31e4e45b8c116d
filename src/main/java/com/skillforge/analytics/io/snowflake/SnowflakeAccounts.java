package com.skillforge.analytics.io.snowflake;

import com.skillforge.analytics.io.secrets.SecretManager;
import com.skillforge.analytics.io.secrets.SecretText;
import com.skillforge.analytics.options.SnowflakeOptions;
import java.net.URI;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The account that options name. */
final class SnowflakeAccounts {
  private SnowflakeAccounts() {}

  static SnowflakeAccount of(SnowflakeOptions options) {
    String account = options.getSnowflakeAccount();
    String url = options.getSnowflakeUrl();
    return new SnowflakeAccount(
        account,
        URI.create(url == null ? "https://" + account + ".snowflakecomputing.com" : url),
        options.getSnowflakeUser(),
        options.getSnowflakeRole(),
        options.getSnowflakeWarehouse(),
        options.getSnowflakeDatabase(),
        new KeyFile(
            new SecretText(options.getSnowflakePrivateKey(), SecretManager.of(options)),
            passphrase(options)),
        options.getSnowflakePatienceSeconds());
  }

  private static @Nullable SecretText passphrase(SnowflakeOptions options) {
    String place = options.getSnowflakePrivateKeyPassphrase();
    return place == null ? null : new SecretText(place, SecretManager.of(options));
  }
}
