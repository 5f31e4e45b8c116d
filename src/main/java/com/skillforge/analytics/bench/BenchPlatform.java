package com.skillforge.analytics.bench;

import com.skillforge.analytics.simulation.BulkProducer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the platform adds to the benchmark's events, so that each of the KPIs has something to do:
 * for every user an account, an assignment to an advisor, a recalculation and some page timings;
 * cohort interventions, releases and jobs. Only the contender that computes all KPIs reads it.
 */
final class BenchPlatform {
  private static final int ADVISORS = 200;
  private static final int COHORTS = 100;
  private static final int MEMBERS = 50;
  private static final int TIMINGS_PER_USER = 3;
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final long START = BenchWindow.START.toEpochMilli();
  private static final int DAYS = (int) BenchWindow.LENGTH.toDays();

  private final BenchTopics topics;
  private final BulkProducer producer;
  private long sent;

  BenchPlatform(BenchTopics topics, BulkProducer producer) {
    this.topics = topics;
    this.producer = producer;
  }

  /**
   * Publishes everything.
   *
   * @return how many records there are
   */
  static long publish(int users, BenchTopics topics, BulkProducer producer) {
    BenchPlatform platform = new BenchPlatform(topics, producer);
    for (int user = 0; user < users; user++) {
      // The first day has neither accounts nor assignments, so that all stand on the last.
      platform.user(user, at(1 + user % (DAYS - 1), user));
    }
    for (int cohort = 0; cohort < COHORTS; cohort++) {
      int first = cohort * MEMBERS;
      platform.cohort(
          cohort,
          at(1 + cohort % (DAYS - 1), cohort),
          IntStream.range(first, first + Math.min(MEMBERS, users)).map(user -> user % users));
    }
    platform.release(at(1, 0));
    return platform.sent;
  }

  /** The terms file that goes with it. */
  static String termsCsv() {
    return "tenant_id,term_id,starts_at,ends_at\ndefault,bench,%s,%s\n"
        .formatted(BenchWindow.START, BenchWindow.END);
  }

  /** What there is of a user: an account, an advisor, a score and a session. */
  void user(int user, Instant created) {
    String id = BenchEvents.userId(user);
    send(
        topics.of("account_created"),
        created,
        id,
        "\"record_type\":\"account_created\",\"user_id\":\"%s\",\"tenant_id\":\"default\","
            + "\"persona\":\"student\",\"created_at\":\"%s\",\"source\":\"self_signup\"",
        id,
        created);
    send(
        topics.of("roster_assignment"),
        created,
        "default|adv_" + user % ADVISORS + "|" + id + "|" + created,
        "\"record_type\":\"roster_assignment\",\"advisor_id\":\"adv_%d\",\"student_id\":\"%s\","
            + "\"tenant_id\":\"default\",\"assigned_at\":\"%s\"",
        user % ADVISORS,
        id,
        created);
    send(
        topics.of("readiness_recalculated"),
        created,
        id,
        "\"record_type\":\"readiness_recalculated\",\"user_id\":\"%s\",\"persona\":\"student\","
            + "\"readiness_score\":%d,\"recalculated_at\":\"%s\"",
        id,
        40 + user % 50,
        created);
    for (int n = 0; n < TIMINGS_PER_USER; n++) {
      Instant started = created.plusSeconds(60L * n);
      send(
          topics.of("page_timing"),
          started,
          "s" + user,
          "\"record_type\":\"page_timing\",\"session_id\":\"s%d\",\"user_id\":\"%s\","
              + "\"anonymous_id\":\"%s\",\"persona\":\"student\",\"context_page\":\"%s\","
              + "\"engaged_ms\":%d,\"started_at\":\"%s\"",
          user,
          id,
          new UUID(0x4000L, 0x8000000000000000L | user),
          n == 0 ? "/dashboard" : "/financial-planner",
          1_000 * (1 + user % 90),
          started);
    }
  }

  /** An assessment that is assigned to a cohort. */
  void cohort(int cohort, Instant assigned, IntStream users) {
    String members =
        users
            .mapToObj(user -> "\"" + BenchEvents.userId(user) + "\"")
            .collect(Collectors.joining(","));
    send(
        topics.of("cohort_assessment_assigned"),
        assigned,
        "adv_" + cohort % ADVISORS,
        "\"event_name\":\"cohort_assessment_assigned\",\"event_timestamp\":\"%s\","
            + "\"anonymous_id\":\"%s\",\"user_id\":\"adv_%d\",\"persona\":\"advisor\","
            + "\"context_page\":\"/cohorts\",\"opt_out_status\":false,\"assessment_id\":\"a1\","
            + "\"cohort_id\":\"c%d\",\"student_ids\":[%s]",
        assigned,
        new UUID(0x4000L, 0x8000000000000000L | cohort),
        cohort % ADVISORS,
        cohort,
        members);
  }

  /** A release and the job that has imported it an hour later. */
  void release(Instant released) {
    send(
        topics.of("onet_release_published"),
        released,
        "30.1",
        "\"record_type\":\"onet_release_published\",\"release_version\":\"30.1\","
            + "\"released_at\":\"%s\"",
        released);
    send(
        topics.of("etl_job_finished"),
        released.plusSeconds(3_600),
        "30.1",
        "\"record_type\":\"etl_job_finished\",\"job_id\":\"j1\",\"dataset\":\"onet\","
            + "\"release_version\":\"30.1\",\"started_at\":\"%s\",\"finished_at\":\"%s\","
            + "\"status\":\"succeeded\"",
        released,
        released.plusSeconds(3_600));
  }

  /** A moment of a day of the benchmark, counted from 0. */
  private static Instant at(int day, int offset) {
    return Instant.ofEpochMilli(START + day * DAY_MILLIS + offset % 80_000 * 1_000L);
  }

  private void send(String topic, Instant time, String key, String properties, Object... values) {
    String json = "{" + String.format(Locale.ROOT, properties, values) + "}";
    producer.send(topic, key, time.toEpochMilli(), json);
    sent++;
  }
}
