package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.persona.RedisPersonas;
import com.skillforge.analytics.io.persona.RedisServer;
import com.skillforge.analytics.io.persona.TrustedCertificates;
import com.skillforge.analytics.io.secrets.Secret;
import com.skillforge.analytics.io.secrets.SecretManager;
import com.skillforge.analytics.model.PersonaLookup;
import com.skillforge.analytics.options.JobOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Opens where personas are looked up. */
final class Personas {
  private Personas() {}

  /**
   * Opens the Redis that the options name; empty when none is.
   *
   * @throws com.skillforge.analytics.io.SourceException when it cannot be used
   */
  static Optional<PersonaLookup> open(JobOptions options) {
    if (options.getPersonaRedisUri() == null) {
      return Optional.empty();
    }
    Secret password =
        Secret.of(
            options.getPersonaRedisPasswordFile(),
            options.getPersonaRedisPasswordEnv(),
            SecretManager.of(options));
    RedisServer server =
        new RedisServer(
            URI.create(options.getPersonaRedisUri()),
            options.getPersonaRedisUser(),
            password,
            options.getPersonaRedisCaFile() == null
                ? null
                : TrustedCertificates.read(options.getPersonaRedisCaFile()));
    return Optional.of(
        new RedisPersonas(
                server,
                options.getPersonaCacheSize(),
                Duration.ofSeconds(options.getPersonaCacheSeconds()),
                Duration.ofSeconds(options.getPersonaPatienceSeconds()))
            .check());
  }
}
