package com.skillforge.analytics.bench;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/**
 * Students' events as plain as can be, made about a million in two seconds: valid for every rule of
 * the tracking plan, about 430 bytes each, 2 % of them copies of an earlier one, and 0.5 % cut off
 * in the middle. Knows the answer, because it counts what it makes.
 *
 * <p>Equal seeds and times give equal bytes.
 */
public final class BenchEvents {
  private static final double DUPLICATES = 0.02;
  private static final double MALFORMED = 0.005;

  /** A copy is one of so many records before it. */
  private static final int REMEMBERED = 4_096;

  private static final long DAY_MILLIS = 86_400_000;

  /** What differs between event types; each as likely as it is frequent here. */
  private static final String[][] TYPES = {
    {"session_started", "/login", ""},
    {"session_started", "/login", ""},
    {"career_match_viewed", "/matches/15-1252.00", ",\"occupation_id\":\"15-1252.00\""},
    {
      "assessment_completed",
      "/assessments/design-thinking",
      ",\"assessment_id\":\"assess_9087\",\"readiness_score\":72"
    },
    {
      "task_completion_logged",
      "/plans/plan_4711",
      ",\"plan_id\":\"plan_4711\",\"task_id\":\"plan_4711_t3\""
    },
  };

  private final SplittableRandom random;
  private final String[] users;
  private final BenchEvent[] remembered = new BenchEvent[REMEMBERED];
  private final SortedMap<LocalDate, BitSet> usersByWeek = new TreeMap<>();
  private long accepted;
  private long duplicates;
  private long malformed;

  /**
   * One record, ready to be sent.
   *
   * @param key the user's id
   * @param json the payload, ASCII only
   * @param timestampMillis the event time, which is the record timestamp too
   */
  public record BenchEvent(String key, String json, long timestampMillis) {}

  /**
   * @param seed selects the bytes
   * @param users how many users there are
   */
  public BenchEvents(long seed, int users) {
    this.random = new SplittableRandom(seed);
    this.users = new String[users];
    for (int i = 0; i < users; i++) {
      this.users[i] =
          "\"anonymous_id\":\""
              + uuid()
              + "\",\"user_id\":\""
              + userId(i)
              + "\",\"tenant_id\":\"default\",\"persona\":\"student\""
              + ",\"context_device\":\"web.desktop\",\"opt_out_status\":false,\"pii_hash\":\""
              + (uuid() + uuid()).replace("-", "")
              + "\"";
    }
  }

  /**
   * The next record, of one of all users; a few are far more active than most.
   *
   * @param eventTimeMillis its event time, unless it is a copy of an earlier record
   */
  public BenchEvent next(long eventTimeMillis) {
    return next(eventTimeMillis, () -> (int) (unit() * unit() * users.length));
  }

  /**
   * The next record.
   *
   * @param sender gives the user who sends it, unless it is a copy of an earlier record
   */
  BenchEvent next(long eventTimeMillis, IntSupplier sender) {
    double fate = unit();
    if (fate < DUPLICATES && accepted > 0) {
      duplicates++;
      long choices = Math.min(accepted, REMEMBERED);
      return remembered[(int) (unit() * choices)];
    }
    int user = sender.getAsInt();
    String json = json(user, eventTimeMillis);
    boolean broken = fate < DUPLICATES + MALFORMED;
    BenchEvent event =
        new BenchEvent(
            userId(user), broken ? json.substring(0, json.length() / 2) : json, eventTimeMillis);
    if (broken) {
      malformed++;
    } else {
      remembered[(int) (accepted++ % REMEMBERED)] = event;
      usersByWeek.computeIfAbsent(weekOf(eventTimeMillis), week -> new BitSet()).set(user);
    }
    return event;
  }

  /** The answer for everything made so far. */
  public BenchAnswer answer() {
    SortedMap<String, Long> weeklyUsers = new TreeMap<>();
    usersByWeek.forEach((week, set) -> weeklyUsers.put(week.toString(), (long) set.cardinality()));
    return new BenchAnswer(
        accepted + duplicates + malformed, accepted, duplicates, malformed, weeklyUsers);
  }

  /** The record types that occur. */
  static Set<String> typeNames() {
    return Arrays.stream(TYPES).map(type -> type[0]).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The Monday of the week of a moment. */
  static LocalDate weekOf(long millis) {
    return LocalDate.ofEpochDay(Math.floorDiv(millis, DAY_MILLIS))
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private String json(int user, long eventTimeMillis) {
    String[] type = TYPES[(int) (unit() * TYPES.length)];
    return "{\"event_name\":\""
        + type[0]
        + "\",\"event_timestamp\":\""
        + Instant.ofEpochMilli(eventTimeMillis)
        + "\",\"event_id\":\""
        + uuid()
        + "\","
        + users[user]
        + ",\"context_page\":\""
        + type[1]
        + "\""
        + type[2]
        + "}";
  }

  /** The id of a user, counted from 0. */
  static String userId(int user) {
    return "usr_" + (100_000 + user);
  }

  private String uuid() {
    return new UUID(
            (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L,
            (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L)
        .toString();
  }

  private double unit() {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }
}
