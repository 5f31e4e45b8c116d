package com.skillforge.analytics.bench;

import com.skillforge.analytics.simulation.BulkProducer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The shape of a real institution: few records of many students over years, and a few advisors to
 * whom each student is assigned for up to 800 days. What is long are the days between the records.
 *
 * <p>Knows how many students each day has, because it goes from day to day and looks.
 */
final class WideDays {
  static final Instant START = Instant.parse("2023-01-01T00:00:00Z");
  static final Instant END = Instant.parse("2026-05-01T00:00:00Z");
  private static final int ADVISORS = 13;
  private static final int ASSIGNED_DAYS = 800;
  private static final int COHORTS = 100;
  private static final int MEMBERS = 50;
  private static final int[] LOGIN_DAYS = {0, 20, 60, 200, 390};
  private static final int OPT_OUT_DAY = 100;
  private static final int OPT_IN_DAY = 160;
  private static final int ONE_OPTS_OUT_OF = 50;
  private static final int DAYS = (int) Duration.between(START, END).toDays();

  /** Days on which nobody comes any more, so that most of what is begun can end. */
  private static final int LAST_DAYS = 30;

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final long WINDOW_MILLIS = 30 * DAY_MILLIS;

  private final int students;
  private final BenchTopics topics;
  private long sent;

  /**
   * @param students how many there are; each has about 14 records
   * @param topics where the records go
   */
  WideDays(int students, BenchTopics topics) {
    this.students = students;
    this.topics = topics;
  }

  /**
   * Publishes everything.
   *
   * @return how many records there are
   */
  long publish(BulkProducer producer) {
    for (int student = 0; student < students; student++) {
      joins(student, producer);
      studies(student, producer);
      if (optsOut(student)) {
        preference(student, OPT_OUT_DAY, true, producer);
        preference(student, OPT_IN_DAY, false, producer);
      }
    }
    for (int cohort = 0; cohort < COHORTS; cohort++) {
      cohort(cohort, producer);
    }
    for (Instant at = START; at.isBefore(END); at = at.plus(Duration.ofDays(30))) {
      release(at, producer);
    }
    return sent;
  }

  /** The terms file that goes with it: half years. */
  static String termsCsv() {
    return "tenant_id,term_id,starts_at,ends_at\n"
        + IntStream.range(0, 8)
            .mapToObj(
                half ->
                    "default,half-%d,%s,%s"
                        .formatted(half, startOfHalf(half), startOfHalf(half + 1)))
            .collect(Collectors.joining("\n", "", "\n"));
  }

  private static Instant startOfHalf(int half) {
    return YearMonth.of(2023, 1)
        .plusMonths(6L * half)
        .atDay(1)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
  }

  /**
   * The student-days of the mart: those that are assigned and seen, those of them that are active,
   * and those that are excluded, by month and by advisor; named as {@link
   * BenchWarehouse#studentDays} names them.
   */
  SortedMap<String, Long> studentDays() {
    SortedMap<String, Long> days = new TreeMap<>();
    for (int student = 0; student < students; student++) {
      long assigned = at(student, 0);
      long unassigned = assigned + ASSIGNED_DAYS * DAY_MILLIS;
      for (int day = 0; day < DAYS; day++) {
        long end = START.toEpochMilli() + (day + 1) * DAY_MILLIS;
        if (assigned < end && end <= unassigned) {
          String month =
              LocalDate.ofInstant(START, ZoneOffset.UTC).plusDays(day).toString().substring(0, 7);
          for (String cut : List.of(month, advisor(student))) {
            if (excluded(student, end)) {
              days.merge(cut + " excluded", 1L, Long::sum);
            } else {
              days.merge(cut + " assigned", 1L, Long::sum);
              days.merge(cut + " active", active(student, end) ? 1L : 0L, Long::sum);
            }
          }
        }
      }
    }
    days.values().removeIf(count -> count == 0);
    return days;
  }

  /** How many students are assigned at the end of a day, those who are excluded among them. */
  long studentsAt(long end) {
    return IntStream.range(0, students)
        .mapToLong(student -> at(student, 0))
        .filter(assigned -> assigned < end && end <= assigned + ASSIGNED_DAYS * DAY_MILLIS)
        .count();
  }

  private boolean active(int student, long end) {
    for (int day : LOGIN_DAYS) {
      long login = at(student, day);
      if (end - WINDOW_MILLIS <= login && login < end) {
        return true;
      }
    }
    return false;
  }

  private boolean excluded(int student, long end) {
    return optsOut(student)
        && at(student, OPT_OUT_DAY) < end
        && end - WINDOW_MILLIS < at(student, OPT_IN_DAY);
  }

  private static boolean optsOut(int student) {
    return student % ONE_OPTS_OUT_OF == 0;
  }

  private static String advisor(int student) {
    return "adv_" + student % ADVISORS;
  }

  /** An instant of a student's time there, in epoch milliseconds, which may lie behind the end. */
  private long at(int student, int day) {
    long joined = (long) student * (DAYS - LAST_DAYS) / students;
    return START.toEpochMilli() + (joined + day) * DAY_MILLIS + student % 80_000 * 1_000L;
  }

  private void joins(int student, BulkProducer producer) {
    String id = BenchEvents.userId(student);
    Instant joined = Instant.ofEpochMilli(at(student, 0));
    Instant left = joined.plus(Duration.ofDays(ASSIGNED_DAYS));
    record(
        producer,
        "account_created",
        joined,
        id,
        "\"user_id\":\"%s\",\"persona\":\"student\",\"created_at\":\"%s\","
            + "\"source\":\"self_signup\"",
        id,
        joined);
    record(
        producer,
        "roster_assignment",
        joined,
        "default|" + advisor(student) + "|" + id + "|" + joined,
        "\"advisor_id\":\"%s\",\"student_id\":\"%s\",\"assigned_at\":\"%s\"%s",
        advisor(student),
        id,
        joined,
        left.isBefore(END) ? ",\"unassigned_at\":\"" + left + "\"" : "");
    event(producer, "student_onboarding_completed", student, 0, "/onboarding", "");
  }

  private void studies(int student, BulkProducer producer) {
    String id = BenchEvents.userId(student);
    for (int day : LOGIN_DAYS) {
      event(producer, "session_started", student, day, "/login", "");
    }
    for (int day : List.of(21, 201)) {
      event(
          producer,
          "assessment_completed",
          student,
          day,
          "/assessments/a1",
          ",\"assessment_id\":\"a1\",\"readiness_score\":" + (30 + (student + day) % 60));
    }
    event(
        producer,
        "resume_parsed",
        student,
        22,
        "/resume",
        ",\"resume_id\":\"resume_" + student + "\"");
    event(
        producer,
        "action_plan_accepted",
        student,
        24,
        "/plans/p1",
        ",\"plan_id\":\"p1\",\"tasks\":[{\"task_id\":\"t1\",\"due_at\":\"%s\"}]"
            .formatted(Instant.ofEpochMilli(at(student, 40))));
    event(
        producer,
        "task_completion_logged",
        student,
        student % 2 == 0 ? 39 : 41,
        "/plans/p1",
        ",\"plan_id\":\"p1\",\"task_id\":\"t1\"");
    for (int day : List.of(20, 200)) {
      Instant started = Instant.ofEpochMilli(at(student, day));
      record(
          producer,
          "page_timing",
          started,
          "s" + student,
          "\"session_id\":\"s%d\",\"user_id\":\"%s\",\"anonymous_id\":\"%s\","
              + "\"persona\":\"student\",\"context_page\":\"/financial-planner\","
              + "\"engaged_ms\":%d,\"started_at\":\"%s\"",
          student,
          id,
          uuid(student, 0),
          1_000 * (1 + student % 90),
          started);
    }
  }

  private void preference(int student, int day, boolean optedOut, BulkProducer producer) {
    event(
        producer,
        "settings_tracking_opt_out",
        student,
        day,
        "/settings",
        ",\"opt_out_status\":" + optedOut);
  }

  private void cohort(int cohort, BulkProducer producer) {
    Instant assigned =
        START.plus(Duration.ofDays(1 + (long) cohort * (DAYS - 1) / COHORTS)).plusSeconds(cohort);
    String members =
        IntStream.range(0, Math.min(MEMBERS, students))
            .mapToObj(n -> "\"" + BenchEvents.userId((cohort * MEMBERS + n) % students) + "\"")
            .collect(Collectors.joining(","));
    send(
        producer,
        topics.of("cohort_assessment_assigned"),
        assigned,
        "adv_" + cohort % ADVISORS,
        ("{\"event_name\":\"cohort_assessment_assigned\",\"event_timestamp\":\"%s\","
                + "\"anonymous_id\":\"%s\",\"user_id\":\"adv_%d\",\"persona\":\"advisor\","
                + "\"context_page\":\"/cohorts\",\"opt_out_status\":false,\"assessment_id\":\"a1\","
                + "\"cohort_id\":\"c%d\",\"student_ids\":[%s]}")
            .formatted(assigned, uuid(cohort, 1), cohort % ADVISORS, cohort % 10, members));
  }

  private void release(Instant at, BulkProducer producer) {
    String version = LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
    record(
        producer,
        "onet_release_published",
        at,
        version,
        "\"release_version\":\"%s\",\"released_at\":\"%s\"",
        version,
        at);
    Instant finished = at.plus(Duration.ofHours(1));
    record(
        producer,
        "etl_job_finished",
        finished,
        version,
        "\"job_id\":\"job-%1$s\",\"dataset\":\"onet\",\"release_version\":\"%1$s\","
            + "\"started_at\":\"%2$s\",\"finished_at\":\"%3$s\",\"status\":\"succeeded\"",
        version,
        at,
        finished);
  }

  /** A student's event; none after the end. */
  private void event(
      BulkProducer producer, String name, int student, int day, String page, String more) {
    Instant time = Instant.ofEpochMilli(at(student, day));
    String flag = more.contains("opt_out_status") ? "" : ",\"opt_out_status\":false";
    send(
        producer,
        topics.events(),
        time,
        BenchEvents.userId(student),
        ("{\"event_name\":\"%s\",\"event_timestamp\":\"%s\",\"event_id\":\"%s\","
                + "\"anonymous_id\":\"%s\",\"user_id\":\"%s\",\"persona\":\"student\","
                + "\"context_page\":\"%s\"%s%s}")
            .formatted(
                name,
                time,
                uuid(sent, 2),
                uuid(student, 0),
                BenchEvents.userId(student),
                page,
                flag,
                more));
  }

  private void record(
      BulkProducer producer,
      String type,
      Instant time,
      String key,
      String properties,
      Object... values) {
    send(
        producer,
        topics.of(type),
        time,
        key,
        "{\"record_type\":\"%s\",\"tenant_id\":\"default\",%s}"
            .formatted(type, String.format(Locale.ROOT, properties, values)));
  }

  private void send(BulkProducer producer, String topic, Instant time, String key, String json) {
    if (time.isBefore(END)) {
      producer.send(topic, key, time.toEpochMilli(), json);
      sent++;
    }
  }

  private static UUID uuid(long number, int kind) {
    return new UUID(0x4000L | ((long) kind << 32), 0x8000000000000000L | number);
  }
}
