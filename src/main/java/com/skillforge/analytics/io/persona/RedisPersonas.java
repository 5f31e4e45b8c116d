package com.skillforge.analytics.io.persona;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.model.PersonaLookup;
import java.time.Duration;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The personas of users in Redis, as texts under {@code persona:{tenant_id}:{user_id}}; they are
 * only ever read.
 *
 * @param maxRemembered how many users a worker remembers at most
 * @param timeToLive for how long, so how old a persona may be
 * @param patience how long to keep trying when Redis goes away
 */
public record RedisPersonas(
    RedisServer server, int maxRemembered, Duration timeToLive, Duration patience)
    implements PersonaLookup {
  private static final long serialVersionUID = 1L;

  @Override
  public Session open() {
    return new RedisSession(this);
  }

  /**
   * Makes sure that personas can be looked up, before a run starts.
   *
   * @throws SourceException when they cannot; the message says why and what to do
   */
  public RedisPersonas check() {
    try (RedisConnection connection = server.connect()) {
      connection.get(PersonaKeys.NOBODY);
      return this;
    } catch (JedisException e) {
      throw server.explain(e);
    }
  }
}
