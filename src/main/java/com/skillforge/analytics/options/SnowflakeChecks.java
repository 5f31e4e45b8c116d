package com.skillforge.analytics.options;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The checks of options for Snowflake. */
final class SnowflakeChecks {
  /** SnowflakeIO takes the folder for a regular expression: no more than these may be in it. */
  private static final Pattern FOLDER = Pattern.compile("(gs:/)?/[A-Za-z0-9_./-]*/");

  /** Names that stand in statements as they are. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");

  private SnowflakeChecks() {}

  /** Whether any option is given that leads to it. */
  static boolean namesSome(SnowflakeOptions options) {
    return toReach(options).values().stream().anyMatch(value -> value != null);
  }

  private static Map<String, @Nullable String> toReach(SnowflakeOptions options) {
    Map<String, @Nullable String> required = new LinkedHashMap<>();
    required.put("snowflakeAccount", options.getSnowflakeAccount());
    required.put("snowflakeUser", options.getSnowflakeUser());
    required.put("snowflakeDatabase", options.getSnowflakeDatabase());
    required.put("snowflakePrivateKey", options.getSnowflakePrivateKey());
    return required;
  }

  /** Adds one sentence for each problem of reaching it. */
  static void checkReach(SnowflakeOptions options, List<String> problems) {
    checkGiven(toReach(options), problems);
    checkUrl(options.getSnowflakeUrl(), problems);
    checkSecret("snowflakePrivateKey", options.getSnowflakePrivateKey(), problems);
    checkSecret(
        "snowflakePrivateKeyPassphrase", options.getSnowflakePrivateKeyPassphrase(), problems);
    checkName("snowflakeDatabase", options.getSnowflakeDatabase(), problems);
    Values.checkAtLeast(
        "snowflakePatienceSeconds", options.getSnowflakePatienceSeconds(), 1, problems);
  }

  /** Adds one sentence for each problem of writing to it. */
  static void checkWrite(SnowflakeOptions options, List<String> problems) {
    Map<String, @Nullable String> required = new LinkedHashMap<>();
    required.put("snowflakeStorageIntegration", options.getSnowflakeStorageIntegration());
    required.put("snowflakeStagingBucket", options.getSnowflakeStagingBucket());
    checkGiven(required, problems);
    checkName("snowflakeStorageIntegration", options.getSnowflakeStorageIntegration(), problems);
    String folder = options.getSnowflakeStagingBucket();
    if (folder != null && !folder.isBlank() && !FOLDER.matcher(folder).matches()) {
      problems.add(
          "--snowflakeStagingBucket must be a folder that ends with a slash, for example"
              + " gs://bucket/snowflake/, of letters, digits, dots, hyphens and underscores, not '"
              + folder
              + "'.");
    }
    Values.checkAtLeast("snowflakeFlushSeconds", options.getSnowflakeFlushSeconds(), 1, problems);
  }

  private static void checkGiven(Map<String, @Nullable String> required, List<String> problems) {
    required.forEach(
        (name, value) -> {
          if (value == null || value.isBlank()) {
            problems.add("--" + name + " is required for Snowflake.");
          }
        });
  }

  private static void checkUrl(@Nullable String url, List<String> problems) {
    if (url == null) {
      return;
    }
    try {
      URI uri = new URI(url);
      if (List.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null) {
        return;
      }
    } catch (URISyntaxException e) {
      // Reported below.
    }
    problems.add(
        "--snowflakeUrl must be an address like https://myorg-myaccount.snowflakecomputing.com,"
            + " not '"
            + url
            + "'.");
  }

  private static void checkSecret(String name, @Nullable String place, List<String> problems) {
    if (place == null || place.isBlank()) {
      return;
    }
    if (place.contains("BEGIN") || place.contains("\n")) {
      problems.add("--" + name + " takes the place of the secret, never the secret itself.");
    } else if (!place.startsWith("sm://")) {
      Values.checkReadable(name, place, problems);
    } else if (!place.matches(Values.SECRET)) {
      problems.add(
          "--"
              + name
              + " must be a file or sm://projects/P/secrets/S/versions/V, not '"
              + place
              + "'.");
    }
  }

  private static void checkName(String option, @Nullable String name, List<String> problems) {
    if (name != null && !name.isBlank() && !NAME.matcher(name).matches()) {
      problems.add(
          "--"
              + option
              + " must be a plain name of letters, digits and underscores, not '"
              + name
              + "'.");
    }
  }
}
