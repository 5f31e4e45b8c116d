package com.skillforge.analytics.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.Simulation;
import com.skillforge.analytics.simulation.SimulationSettings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What arrives at the broker, day by day: simulated semesters one after the other, with what
 * production adds to them. Clients that were offline deliver up to 20 days late, clocks of
 * producers go wrong by hours, and two of them are absurd.
 */
final class Traffic {
  /** The first day: that of the simulated semester. */
  static final LocalDate FIRST_DAY = LocalDate.parse("2026-01-12");

  private static final Duration SEMESTER = Duration.ofDays(17 * 7);
  private static final double VERY_LATE = 0.004;
  private static final double WRONG_CLOCK = 0.05;

  /** Less than the day by which an event may be ahead of its record timestamp. */
  private static final Duration CLOCK_ERROR = Duration.ofHours(20);

  private static final Pattern RELEASE = Pattern.compile("(\"release_version\":\"[^\"]*)\"");

  private static final Pattern INSTANT =
      Pattern.compile("\"(20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z)\"");

  private static final Pattern CSV_INSTANT = Pattern.compile("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z");

  private static final Pattern EVENT_TIME = Pattern.compile("\"event_timestamp\":\"([^\"]+)\"");

  private final TreeMap<LocalDate, List<Arrival>> days = new TreeMap<>();
  private final String terms;
  private final List<Link> links = new ArrayList<>();

  /** A line of an identity table, from when it is known. */
  private record Link(Instant from, String line) {}

  private Traffic(String terms) {
    this.terms = terms;
  }

  /**
   * Simulates what arrives on a number of days.
   *
   * @param perSemester records of 17 weeks
   */
  static Traffic simulate(int days, int perSemester, long seed) {
    Random random = new Random(seed);
    StringBuilder terms = new StringBuilder("tenant_id,term_id,starts_at,ends_at\n");
    List<Arrival> arrivals = new ArrayList<>();
    List<Link> links = new ArrayList<>();
    Instant end = FIRST_DAY.plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant();
    for (int i = 0; SEMESTER.toDays() * i < days; i++) {
      int n = i;
      Duration shift = SEMESTER.multipliedBy(n);
      Simulation semester =
          SemesterSimulator.simulate(SimulationSettings.of(seed + n, perSemester));
      semester.records().forEach(record -> arrivals.add(shifted(Arrival.of(record), n, shift)));
      body(semester.termsCsv()).forEach(line -> terms.append(shifted(line, n, shift)).append('\n'));
      body(semester.identityLinksCsv())
          .forEach(
              line -> {
                String moved = moved(line, shift);
                Instant from = Instant.parse(moved.substring(moved.lastIndexOf(',') + 1));
                links.add(new Link(from, moved));
              });
    }
    Traffic traffic = new Traffic(terms.toString());
    traffic.links.addAll(links);
    arrivals.stream()
        .map(arrival -> isOptIn(arrival) ? prompt(arrival) : disturbed(arrival, random))
        .filter(arrival -> arrival.atMillis() < end.toEpochMilli())
        .sorted(Comparator.comparingLong(Arrival::atMillis))
        .forEach(traffic::add);
    traffic.stamp(3, Instant.parse("2030-01-01T00:00:00Z"));
    traffic.stamp(8, Instant.parse("1971-01-01T00:00:00Z"));
    return traffic;
  }

  private static List<String> body(String csv) {
    return csv.lines().skip(1).toList();
  }

  private static String shifted(String term, int n, Duration shift) {
    return moved(n == 0 ? term : term.replaceFirst(",([^,]*),", ",$1-" + n + ","), shift);
  }

  /** The same text some semesters later. */
  private static String moved(String csv, Duration shift) {
    if (shift.isZero()) {
      return csv;
    }
    return CSV_INSTANT
        .matcher(csv)
        .replaceAll(instant -> Instant.parse(instant.group()).plus(shift).toString());
  }

  private static Arrival shifted(Arrival arrival, int n, Duration shift) {
    if (shift.isZero()) {
      return arrival;
    }
    Arrival later =
        arrival.later(shift.toMillis()).stamped(arrival.timestampMillis() + shift.toMillis());
    return arrival.value().isEmpty()
        ? later
        : later.withValue(shifted(arrival.value().get(), n, shift));
  }

  /**
   * Moves the instants of a payload; one that is no text stays as wrong as it is. A release is
   * published once: those of other semesters are others.
   */
  private static byte[] shifted(byte[] payload, int n, Duration shift) {
    String text = RELEASE.matcher(new String(payload, ISO_8859_1)).replaceAll("$1." + n + "\"");
    Matcher instants = INSTANT.matcher(text);
    StringBuilder moved = new StringBuilder();
    while (instants.find()) {
      instants.appendReplacement(moved, '"' + plus(instants.group(1), shift) + '"');
    }
    instants.appendTail(moved);
    return moved.toString().getBytes(ISO_8859_1);
  }

  private static String plus(String instant, Duration shift) {
    try {
      return Instant.parse(instant).plus(shift).toString();
    } catch (DateTimeException e) {
      return instant; // one of the simulated faults
    }
  }

  /** Whether the payload says that tracking is on again. */
  private static boolean isOptIn(Arrival arrival) {
    return arrival
        .value()
        .map(payload -> new String(payload, ISO_8859_1))
        .filter(text -> text.contains("\"settings_tracking_opt_out\""))
        .filter(text -> text.contains("\"opt_out_status\":false"))
        .isPresent();
  }

  /**
   * An opt-in arrives when it happens: what a run has suppressed because it had not heard of one is
   * gone, by design, so that a run over everything would rightly store more.
   */
  private static Arrival prompt(Arrival optIn) {
    Matcher happened = EVENT_TIME.matcher(new String(optIn.value().orElseThrow(), ISO_8859_1));
    if (!happened.find()) {
      return optIn;
    }
    long at = Instant.parse(happened.group(1)).toEpochMilli();
    return optIn.later(at - optIn.atMillis()).stamped(at);
  }

  private static Arrival disturbed(Arrival arrival, Random random) {
    double chance = random.nextDouble();
    if (chance < VERY_LATE) {
      return arrival.later(
          random.nextLong(Duration.ofDays(7).toMillis(), Duration.ofDays(20).toMillis()));
    }
    if (chance < VERY_LATE + WRONG_CLOCK) {
      return arrival.stamped(arrival.timestampMillis() - random.nextLong(CLOCK_ERROR.toMillis()));
    }
    return arrival;
  }

  private void add(Arrival arrival) {
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(arrival.atMillis()), ZoneOffset.UTC);
    days.computeIfAbsent(day, d -> new ArrayList<>()).add(arrival);
  }

  /** Gives one record in the middle of a day an absurd timestamp. */
  private void stamp(int day, Instant timestamp) {
    List<Arrival> arrivals = on(FIRST_DAY.plusDays(day));
    int middle = arrivals.size() / 2;
    arrivals.set(middle, arrivals.get(middle).stamped(timestamp.toEpochMilli()));
  }

  /** What arrives on a day, in the order of arrival. */
  List<Arrival> on(LocalDate day) {
    return days.computeIfAbsent(day, d -> new ArrayList<>());
  }

  /** The content of a {@code terms.csv}. */
  String terms() {
    return terms;
  }

  /** The content of an identity table as it is known at an instant. */
  String links(Instant at) {
    StringBuilder csv =
        new StringBuilder("tenant_id,alias_type,alias,canonical_user_id,linked_at\n");
    links.stream()
        .filter(link -> link.from().isBefore(at))
        .forEach(link -> csv.append(link.line()).append('\n'));
    return csv.toString();
  }
}
