package com.skillforge.analytics.io.persona;

import java.util.List;
import redis.clients.jedis.Jedis;

/** One open connection to Redis. For one thread. */
final class RedisConnection implements AutoCloseable {
  private final Jedis jedis;

  RedisConnection(Jedis jedis) {
    this.jedis = jedis;
  }

  /**
   * The texts under keys, in their order, in one round trip; null where there is none.
   *
   * @throws redis.clients.jedis.exceptions.JedisException when Redis does not answer, or refuses
   */
  List<String> get(List<String> keys) {
    return jedis.mget(keys.toArray(String[]::new));
  }

  @Override
  public void close() {
    jedis.close();
  }
}
