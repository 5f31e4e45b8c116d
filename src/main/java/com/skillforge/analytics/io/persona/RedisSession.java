package com.skillforge.analytics.io.persona;

import com.skillforge.analytics.io.Backoff;
import com.skillforge.analytics.io.RememberedAnswers;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.LookedUpPersona;
import com.skillforge.analytics.model.PersonaLookup;
import com.skillforge.analytics.plan.Persona;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Looks personas up over one connection, which is made anew when it breaks.
 *
 * <p>Only personas are remembered: who is not known yet may be a moment later, and to ask again
 * costs a key in a question that is asked anyway.
 */
final class RedisSession implements PersonaLookup.Session {
  private static final Logger LOG = LoggerFactory.getLogger(RedisSession.class);
  private static final int KEYS_PER_QUESTION = 500;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** How often it is tried whether a Redis is back for which patience has ended. */
  private static final long TRY_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

  private final RedisServer server;
  private final Duration patience;
  private final RememberedAnswers<LookedUpPersona> remembered;
  private final Counter cacheHits =
      Metrics.counter(PersonaLookup.METRICS, PersonaLookup.CACHE_HITS);
  private final Distribution micros =
      Metrics.distribution(PersonaLookup.METRICS, PersonaLookup.MICROS);
  private @Nullable RedisConnection connection;
  private boolean away;
  private long lastTryNanos;

  RedisSession(RedisPersonas personas) {
    this.server = personas.server();
    this.patience = personas.patience();
    this.remembered =
        new RememberedAnswers<>(
            personas.maxRemembered(),
            personas.timeToLive(),
            KEYS_PER_QUESTION,
            answer -> Persona.of(answer.text()).isPresent());
  }

  @Override
  public Map<Alias, LookedUpPersona> find(Set<Alias> users) {
    int[] asked = {0};
    Map<Alias, LookedUpPersona> answers =
        remembered.find(
            users,
            unknown -> {
              asked[0] += unknown.size();
              return ask(unknown);
            });
    cacheHits.inc(users.size() - asked[0]);
    return answers;
  }

  private Map<Alias, LookedUpPersona> ask(List<Alias> users) {
    Map<Alias, LookedUpPersona> answers = new HashMap<>();
    users.forEach(user -> answers.put(user, LookedUpPersona.NONE));
    List<Alias> named = users.stream().filter(PersonaKeys::isUnique).toList();
    if (named.isEmpty()) {
      return answers;
    }
    long start = System.nanoTime();
    Optional<List<String>> texts = patiently(named.stream().map(PersonaKeys::of).toList());
    micros.update((System.nanoTime() - start) / 1000);
    for (int i = 0; i < named.size(); i++) {
      answers.put(
          named.get(i), texts.isEmpty() ? LookedUpPersona.UNREACHABLE : answer(texts.get().get(i)));
    }
    return answers;
  }

  private static LookedUpPersona answer(@Nullable String text) {
    return text == null ? LookedUpPersona.NONE : LookedUpPersona.found(text);
  }

  /**
   * Tries again, after pauses that grow, as long as Redis may come back; empty when it has not.
   * From then on one try a second stands for all questions, so that a stream does not stand still.
   */
  private Optional<List<String>> patiently(List<String> keys) {
    if (away && System.nanoTime() - lastTryNanos < TRY_AGAIN_NANOS) {
      return Optional.empty();
    }
    Backoff backoff = Backoff.of(FIRST_PAUSE, LONGEST_PAUSE, away ? Duration.ZERO : patience);
    while (true) {
      try {
        List<String> texts = get(keys);
        isBack();
        return Optional.of(texts);
      } catch (JedisException e) {
        close();
        boolean again = backoff.pause();
        if (Thread.currentThread().isInterrupted()) {
          throw new SourceException("Looking personas up was interrupted.", e);
        }
        if (!again) {
          if (!RedisServer.isAway(e)) {
            throw server.explain(e);
          }
          isAway(e);
          return Optional.empty();
        }
        LOG.info("{} cannot be asked, trying again", server.name());
      }
    }
  }

  private List<String> get(List<String> keys) {
    if (connection == null) {
      connection = server.connect();
    }
    return connection.get(keys);
  }

  private void isBack() {
    if (away) {
      LOG.warn("{} is back", server.name());
      away = false;
    }
  }

  private void isAway(JedisException failure) {
    if (!away) {
      LOG.error(
          "{} Until it is back, records without persona are rejected.",
          server.explain(failure).getMessage());
      away = true;
    }
    lastTryNanos = System.nanoTime();
  }

  @Override
  public void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (JedisException e) {
      LOG.debug("the connection was broken already", e);
    } finally {
      connection = null;
    }
  }
}
