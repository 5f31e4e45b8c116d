package com.skillforge.analytics.io.persona;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.secrets.Secret;
import java.io.Serializable;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.checkerframework.checker.nullness.qual.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * How to reach a Redis. It travels with a job, and holds no secret.
 *
 * @param uri {@code redis://host:port/database}, or {@code rediss://…} with TLS; port and database
 *     may be missing, and there is no password in it
 * @param user the name to log in with; null for Redis's default user
 * @param password where the password is
 * @param trusted whom a connection with TLS trusts; null for whom Java trusts
 */
public record RedisServer(
    URI uri, @Nullable String user, Secret password, @Nullable TrustedCertificates trusted)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String WITH_TLS = "rediss";

  /** Together with the pauses of a run that starts less than 15 seconds. */
  private static final int CONNECT_MILLIS = 3_000;

  private static final int ANSWER_MILLIS = 5_000;

  /** What a server says that starts, is busy or is being replaced. */
  private static final Pattern NOT_NOW =
      Pattern.compile(
          "(LOADING|BUSY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|ERR max number of clients)\\b.*",
          Pattern.DOTALL);

  /**
   * Connects and logs in; the password is read anew each time, so that it can be changed.
   *
   * @throws JedisException when it fails
   * @throws SourceException when the password is not where it should be
   */
  RedisConnection connect() {
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(CONNECT_MILLIS)
            .socketTimeoutMillis(ANSWER_MILLIS)
            .database(database())
            // One command less that a server would have to allow.
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
    password.read().ifPresent(text -> config.user(user).password(text));
    if (hasTls()) {
      SSLParameters parameters = new SSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS"); // or any host's certificate would do
      config.ssl(true).sslParameters(parameters);
      if (trusted != null) {
        config.sslSocketFactory(trusted.socketFactory());
      }
    }
    return new RedisConnection(new Jedis(new HostAndPort(uri.getHost(), port()), config.build()));
  }

  private boolean hasTls() {
    return uri.getScheme().equals(WITH_TLS);
  }

  private int port() {
    return uri.getPort() < 0 ? Protocol.DEFAULT_PORT : uri.getPort();
  }

  private int database() {
    String path = uri.getPath();
    return path.length() < 2 ? Protocol.DEFAULT_DATABASE : Integer.parseInt(path.substring(1));
  }

  /**
   * Whether the same may succeed a little later: Redis is away. A Redis that refuses a login or a
   * command is not away.
   */
  static boolean isAway(JedisException failure) {
    return failure instanceof JedisConnectionException
        || NOT_NOW.matcher(String.valueOf(failure.getMessage())).matches();
  }

  /** What went wrong in one sentence, without any secret. */
  SourceException explain(JedisException failure) {
    String reason = reason(failure);
    String sentence;
    if (failure instanceof JedisAccessControlException) {
      sentence =
          reason.startsWith("NOPERM")
              ? "does not let the user read: allow MGET on the keys persona:*."
              : "refused the login: check --personaRedisUser and --personaRedisPasswordFile or"
                  + " --personaRedisPasswordEnv.";
    } else if (causedByTls(failure)) {
      sentence =
          "cannot be reached with TLS ("
              + reason
              + "): check that --personaRedisUri names the host and the port of its certificate,"
              + " and name with --personaRedisCaFile who signed it.";
    } else if (isAway(failure)) {
      sentence =
          "cannot be reached ("
              + reason
              + "): check --personaRedisUri, that the server runs, and whether it wants TLS"
              + " (rediss://).";
    } else {
      sentence = "cannot be read (" + reason + "): check --personaRedisUri.";
    }
    return new SourceException(name() + " " + sentence, failure);
  }

  /** What Redis or the network has said; a server may quote what it was sent. */
  private String reason(JedisException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String said =
        String.valueOf(root.getMessage())
            .lines()
            .findFirst()
            .orElse("no reason was given")
            .replaceFirst("\\.$", "");
    Optional<String> secret = password.read().filter(text -> !text.isEmpty());
    return secret.map(text -> said.replace(text, "***")).orElse(said);
  }

  private static boolean causedByTls(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return true;
      }
    }
    return false;
  }

  /** What personas are read from, for messages. */
  String name() {
    return "The Redis " + uri;
  }

  @Override
  public String toString() {
    return name();
  }
}
