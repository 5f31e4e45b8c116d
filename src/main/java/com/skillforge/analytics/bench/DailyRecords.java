package com.skillforge.analytics.bench;

import com.skillforge.analytics.bench.BenchEvents.BenchEvent;
import com.skillforge.analytics.simulation.BulkProducer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Days of which each has as much as any other: people come, have five sessions of twelve events
 * within four weeks, and leave. A longer history has as many more people.
 */
final class DailyRecords {
  /** The end of the day of news. */
  static final Instant END = Instant.parse("2026-03-03T00:00:00Z");

  private static final int SESSION_EVENTS = 12;
  private static final int SESSIONS = 5;
  private static final double STAY_DAYS = 28;
  private static final int MEMBERS = 50;
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final int days;
  private final int perDay;
  private final int people;
  private final BenchEvents events;
  private final SplittableRandom random = new SplittableRandom(7);
  private int joined;
  private int sessionSender;
  private int sentInSession;

  /**
   * @param days how many there are before the day of news
   * @param perDay how many events each has
   */
  DailyRecords(int days, int perDay) {
    this.days = days;
    this.perDay = perDay;
    this.people = (int) Math.max(1, (days + 1L) * perDay / (SESSIONS * SESSION_EVENTS));
    this.events = new BenchEvents(1, people);
  }

  /** Publishes all days before the day of news; once, before {@link #publishNews}. */
  void publishHistory(BenchTopics topics, String servers) {
    publish(0, days, topics, servers);
  }

  /** Publishes the day of news. */
  void publishNews(BenchTopics topics, String servers) {
    publish(days, days + 1, topics, servers);
  }

  private void publish(int from, int to, BenchTopics topics, String servers) {
    try (BulkProducer producer = new BulkProducer(Map.of("bootstrap.servers", servers))) {
      for (int day = from; day < to; day++) {
        publish(day, topics, producer);
      }
      producer.finish();
    }
  }

  /** What is known of all events published so far. */
  BenchAnswer answer() {
    return events.answer();
  }

  /** The start of the day of news. */
  static Instant newsFrom() {
    return END.minus(Duration.ofDays(1));
  }

  private void publish(int day, BenchTopics topics, BulkProducer producer) {
    BenchPlatform platform = new BenchPlatform(topics, producer);
    long start = END.toEpochMilli() - (days + 1L - day) * DAY_MILLIS;
    platform.release(Instant.ofEpochMilli(start));
    int newest = newest(day + 1.0);
    platform.cohort(
        day,
        Instant.ofEpochMilli(start + DAY_MILLIS / 2),
        IntStream.rangeClosed(Math.max(0, newest - MEMBERS + 1), newest));
    for (int event = 0; event < perDay; event++) {
      double passed = event / (double) perDay;
      long time = start + (long) (DAY_MILLIS * passed);
      for (; joined <= newest(day + passed); joined++) {
        platform.user(joined, Instant.ofEpochMilli(time));
      }
      BenchEvent next = events.next(time, () -> sender(day + passed));
      producer.send(topics.events(), next.key(), next.timestampMillis(), next.json());
    }
  }

  /** The last one who has come by a moment, in days since the first. */
  private int newest(double day) {
    return (int) Math.min(people - 1.0, day / (days + 1) * people);
  }

  /** One of those who are there, and then the same for the rest of the session. */
  private int sender(double day) {
    if (sentInSession++ % SESSION_EVENTS == 0) {
      int oldest = newest(Math.max(0, day - STAY_DAYS));
      sessionSender = random.nextInt(oldest, newest(day) + 1);
    }
    return sessionSender;
  }
}
