package com.skillforge.analytics.options;

import java.util.List;
import java.util.Locale;

/** The checks of {@link IdentityOptions}. */
final class IdentityChecks {
  private static final String SCHEME = "jdbc:postgresql:";

  private IdentityChecks() {}

  /** Adds one sentence for each problem. */
  static void check(IdentityOptions options, List<String> problems) {
    if (options.getIdentityJdbcUrl() != null && options.getIdentityLinks() != null) {
      problems.add(
          "--identityJdbcUrl and --identityLinks are two sources of the same links: remove one.");
    }
    if (options.getIdentityJdbcUrl() == null) {
      checkNoLogin(options, problems);
    } else {
      checkLogin(options, problems);
    }
    Values.checkReadable("identityLinks", options.getIdentityLinks(), problems);
    Values.checkAtLeast("identityCacheSize", options.getIdentityCacheSize(), 0, problems);
    Values.checkAtLeast("identityCacheSeconds", options.getIdentityCacheSeconds(), 0, problems);
    Values.checkAtLeast(
        "identityPatienceSeconds", options.getIdentityPatienceSeconds(), 1, problems);
  }

  private static void checkNoLogin(IdentityOptions options, List<String> problems) {
    if (options.getIdentityUser() != null
        || options.getIdentityPasswordFile() != null
        || options.getIdentityPasswordEnv() != null) {
      problems.add(
          "--identityUser, --identityPasswordFile and --identityPasswordEnv go with"
              + " --identityJdbcUrl: add it, or remove them.");
    }
  }

  private static void checkLogin(IdentityOptions options, List<String> problems) {
    String url = options.getIdentityJdbcUrl();
    if (!url.startsWith(SCHEME)) {
      problems.add(
          "--identityJdbcUrl must begin with "
              + SCHEME
              + ", for example jdbc:postgresql://host:5432/users.");
    } else if (url.toLowerCase(Locale.ROOT).contains("password=")) {
      problems.add(
          "--identityJdbcUrl must not hold a password, because options are shown and stored: use"
              + " --identityPasswordFile or --identityPasswordEnv.");
    }
    if (options.getIdentityUser() == null || options.getIdentityUser().isBlank()) {
      problems.add("--identityUser is required with --identityJdbcUrl.");
    }
    PasswordChecks.check(
        "identity", options.getIdentityPasswordFile(), options.getIdentityPasswordEnv(), problems);
  }
}
