package com.skillforge.analytics.options;

import java.net.URI;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The checks of {@link PersonaOptions}. */
final class PersonaChecks {
  /** A host by name or address, perhaps a port and a data base; nothing that could be a secret. */
  static final String ADDRESS =
      "rediss?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?(/[0-9]{0,4})?";

  private static final int MOST_PORT = 65_535;

  private PersonaChecks() {}

  /** Adds one sentence for each problem. */
  static void check(PersonaOptions options, List<String> problems) {
    String uri = options.getPersonaRedisUri();
    if (uri == null) {
      checkNoRedis(options, problems);
    } else {
      checkUri(uri, problems);
      checkLogin(options, problems);
      checkCaFile(uri, options.getPersonaRedisCaFile(), problems);
    }
    Values.checkAtLeast("personaCacheSize", options.getPersonaCacheSize(), 0, problems);
    Values.checkAtLeast("personaCacheSeconds", options.getPersonaCacheSeconds(), 0, problems);
    Values.checkAtLeast("personaPatienceSeconds", options.getPersonaPatienceSeconds(), 1, problems);
  }

  private static void checkNoRedis(PersonaOptions options, List<String> problems) {
    if (options.getPersonaRedisUser() != null
        || options.getPersonaRedisPasswordFile() != null
        || options.getPersonaRedisPasswordEnv() != null
        || options.getPersonaRedisCaFile() != null) {
      problems.add(
          "--personaRedisUser, --personaRedisPasswordFile, --personaRedisPasswordEnv and"
              + " --personaRedisCaFile go with --personaRedisUri: add it, or remove them.");
    }
  }

  /** What is wrong with it is not shown: it may hold a password. */
  private static void checkUri(String uri, List<String> problems) {
    if (uri.indexOf('@') >= 0 || uri.indexOf('?') >= 0) {
      problems.add(
          "--personaRedisUri must hold neither user nor password, because options are shown and"
              + " stored: use --personaRedisUser, and --personaRedisPasswordFile or"
              + " --personaRedisPasswordEnv.");
    } else if (!isAddress(uri)) {
      problems.add(
          "--personaRedisUri must be an address like redis://host:6379, rediss://host:6379 with TLS,"
              + " or redis://host:6379/2 for another data base.");
    }
  }

  private static boolean isAddress(String text) {
    if (!text.matches(ADDRESS)) {
      return false;
    }
    URI uri = URI.create(text);
    return uri.getHost() != null && uri.getPort() <= MOST_PORT;
  }

  private static void checkLogin(PersonaOptions options, List<String> problems) {
    String file = options.getPersonaRedisPasswordFile();
    String variable = options.getPersonaRedisPasswordEnv();
    if (options.getPersonaRedisUser() != null && file == null && variable == null) {
      problems.add(
          "--personaRedisUser goes with a password: add --personaRedisPasswordFile or"
              + " --personaRedisPasswordEnv.");
    }
    PasswordChecks.check("personaRedis", file, variable, problems);
  }

  private static void checkCaFile(String uri, @Nullable String file, List<String> problems) {
    if (file != null && uri.startsWith("redis:")) {
      problems.add(
          "--personaRedisCaFile is for connections with TLS: write --personaRedisUri=rediss://…, or"
              + " remove it.");
    }
    Values.checkReadable("personaRedisCaFile", file, problems);
  }
}
