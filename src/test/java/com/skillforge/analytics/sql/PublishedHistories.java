package com.skillforge.analytics.sql;

import com.skillforge.analytics.sql.LinearAttacker.Fact;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * What was published of made-up institutions, and of whom each figure is. Streams publish early and
 * piece by piece, batch runs restate what came late, the same instant is computed twice, a KPI has
 * two definitions, students have two advisors, terms overlap, on the next day nearly the same
 * people do the same, and a row is lost now and then.
 */
final class PublishedHistories {
  /** How often something is published, one after the other. */
  static final int STEPS = 5;

  private static final int STREAM = 0;
  private static final int AGAIN = 3;
  private static final Instant START = Instant.EPOCH.plus(Duration.ofDays(30L * 680));
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  /**
   * A row of {@code kpi_values}.
   *
   * @param key its key as in {@link #key}
   * @param text the row as comma-separated values
   * @param facts what it adds up; of every person who contributes
   */
  record Row(String key, String text, Set<Fact> facts) {
    int people() {
      return (int) facts.stream().map(Fact::person).distinct().count();
    }
  }

  static final String HEADER =
      "kpi,definition_version,environment,tenant_id,persona,dimension,dimension_value,period_grain,"
          + "period_start,period_end,as_of,run_id,pane_index,written_at,is_final,numerator,"
          + "denominator,value,measures";

  /** Somebody's contribution, and to which parts of the whole. */
  private record Entry(Fact fact, Set<String> parts) {}

  /**
   * One period of a KPI: a whole and its parts.
   *
   * @param facts what sets its facts apart from those of other periods; empty where they are shared
   */
  private record Period(
      String kpi,
      String dimension,
      String family,
      String grain,
      Instant start,
      Instant end,
      String facts) {}

  private final SplittableRandom random;
  private final String tenant;
  private final int size;
  private final double shared;
  private final boolean hostile;
  private final boolean paired;
  private final List<String> parts = new ArrayList<>();
  private final Map<Period, List<Entry>> periods = new LinkedHashMap<>();
  private final Set<Period> late = new HashSet<>();

  /**
   * An institution.
   *
   * @param hostile whether its groups are small, and most people belong to several
   */
  PublishedHistories(int seed, boolean hostile) {
    this.random = new SplittableRandom(seed);
    this.tenant = "t" + seed;
    this.hostile = hostile;
    this.paired = hostile && random.nextInt(4) == 0;
    this.size = hostile ? 6 + random.nextInt(paired ? 90 : 30) : 60 + random.nextInt(140);
    this.shared = hostile ? random.nextDouble() * 0.9 : 0.002;
    int count = 2 + random.nextInt(hostile && !paired ? 3 : 5);
    for (int i = 0; i < count; i++) {
      parts.add("p" + i);
    }
    for (int day = 0; day < 2; day++) {
      String facts = "day " + day + " ";
      period("onboarding_completion", "source", "", "day", day, 1, facts, crowd(false, facts));
      period("resume_conversion", "", "", "day", day, 1, facts, uploads(facts));
    }
    period("plan_adherence", "", "", "week", 0, 7, "", uploads(""));
    period("weekly_active_users", "", "", "week", 0, 7, "", crowd(true, ""));
    terms();
    roster();
  }

  private void period(
      String kpi,
      String dimension,
      String family,
      String grain,
      int from,
      int days,
      String facts,
      List<Entry> of) {
    Instant start = START.plus(Duration.ofDays(from));
    Period period =
        new Period(kpi, dimension, family, grain, start, start.plus(Duration.ofDays(days)), facts);
    periods.put(period, of);
    if (random.nextInt(4) == 0) {
      late.add(period);
    }
  }

  /** Some parts have most of the people, unless two have nearly the same. */
  private String part() {
    double at = random.nextDouble();
    if (paired) {
      return parts.get((int) (at * parts.size()));
    }
    return parts.get((int) (at * at * parts.size()));
  }

  private Set<String> partsOf(boolean several) {
    Set<String> of = new TreeSet<>(Set.of(part()));
    if (several && paired) {
      if ((of.contains("p0") || of.contains("p1")) && random.nextInt(20) > 0) {
        of.addAll(Set.of("p0", "p1"));
      }
    } else if (several && random.nextDouble() < shared) {
      of.add(part());
    }
    return of;
  }

  private List<Entry> crowd(boolean several, String facts) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      entries.add(new Entry(new Fact("u" + i, facts + "only"), partsOf(several)));
    }
    return entries;
  }

  private List<Entry> uploads(String facts) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Set<String> of = partsOf(false);
      for (int upload = 0; upload <= random.nextInt(3); upload++) {
        entries.add(
            new Entry(
                new Fact("u" + i, facts + "upload " + upload),
                random.nextDouble() < shared ? partsOf(false) : of));
      }
    }
    return entries;
  }

  /**
   * Where the second term begins before the first one ends, who has scores in both has the same.
   */
  private void terms() {
    List<Entry> first = crowd(false, "");
    List<Entry> second = new ArrayList<>(first);
    change(second, "second");
    change(second, "also second");
    boolean overlap = hostile || random.nextInt(10) == 0;
    String facts = overlap ? "" : "second term ";
    period("readiness_delta", "term_id", "spring", "term", 0, 90, "", first);
    period(
        "readiness_delta",
        "term_id",
        "late spring",
        "term",
        overlap ? 60 : 90,
        90,
        facts,
        overlap ? second : crowd(false, facts));
  }

  /** From day to day a few students come, go, log in again or do not. */
  private void roster() {
    List<Entry> students = crowd(true, "");
    for (int day : List.of(-1, 0, 1, 2)) {
      period("advisee_activation", "advisor_id", "", "day", day, 1, "", List.copyOf(students));
      students = new ArrayList<>(students);
      change(students, "day " + day);
    }
    String facts = "a month later ";
    List<Entry> later = new ArrayList<>();
    for (Entry student : students) {
      later.add(new Entry(new Fact(student.fact().person(), facts), student.parts()));
    }
    period("advisee_activation", "advisor_id", "", "day", 30, 1, facts, later);
  }

  /** One comes, one goes, one does something else; or only some of it. */
  private void change(List<Entry> entries, String why) {
    if (random.nextBoolean()) {
      entries.add(new Entry(new Fact("new " + why, why), partsOf(false)));
    }
    if (random.nextBoolean() && entries.size() > 1) {
      entries.remove(random.nextInt(entries.size()));
    }
    if (random.nextBoolean()) {
      int at = random.nextInt(entries.size());
      Entry other = entries.get(at);
      entries.set(at, new Entry(new Fact(other.fact().person(), why), other.parts()));
    }
  }

  /** The rows that each step publishes. */
  List<List<Row>> steps() {
    List<List<Row>> steps = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      List<Row> rows = new ArrayList<>();
      for (Map.Entry<Period, List<Entry>> period : periods.entrySet()) {
        List<Entry> before = List.copyOf(period.getValue());
        if (step > 0) {
          List<Entry> now = new ArrayList<>(before);
          change(now, period.getKey().facts() + "step " + step);
          period.setValue(now);
        }
        publish(step, period.getKey(), before, period.getValue(), rows);
      }
      steps.add(rows);
    }
    return steps;
  }

  private void publish(
      int step, Period period, List<Entry> before, List<Entry> now, List<Row> rows) {
    List<Row> all = rows(step, period, now, 1);
    if (period.kpi().equals("weekly_active_users") && !now.isEmpty()) {
      all.addAll(rows(step, period, now.subList(1, now.size()), 2));
    }
    if (step == STREAM) {
      all.removeIf(row -> random.nextInt(3) == 0);
    } else if (step == AGAIN) {
      // The same instant once more: only what differs gets a row.
      Set<Set<Fact>> stored = new HashSet<>();
      rows(step, period, before, 1).forEach(row -> stored.add(row.facts()));
      all.removeIf(row -> stored.contains(row.facts()));
    } else if (hostile && period.dimension().equals("source") && random.nextInt(4) == 0) {
      all.remove(random.nextInt(all.size()));
    }
    rows.addAll(all);
  }

  private List<Row> rows(int step, Period period, List<Entry> entries, int version) {
    boolean byPersona = !List.of("source", "advisor_id").contains(period.dimension());
    List<Row> rows = new ArrayList<>();
    String own = byPersona ? period.dimension() : "";
    rows.add(row(step, period, version, List.of("all", own, period.family()), entries));
    if (!byPersona) {
      rows.add(row(step, period, version, List.of("student", "", ""), entries));
    }
    for (String part : parts) {
      List<Entry> of = entries.stream().filter(entry -> entry.parts().contains(part)).toList();
      if (!of.isEmpty()) {
        List<String> cut =
            byPersona
                ? List.of(part, own, period.family())
                : List.of("all", period.dimension(), part);
        rows.add(row(step, period, version, cut, of));
      }
    }
    return rows;
  }

  private Row row(int step, Period period, int version, List<String> cut, List<Entry> entries) {
    Set<Fact> facts = new HashSet<>();
    entries.forEach(entry -> facts.add(entry.fact()));
    Row counted = new Row("", "", facts);
    boolean again = step == AGAIN;
    Instant asOf = period.end().plus(Duration.ofDays(again ? step - 1 : step));
    String run = "run " + step;
    boolean ended = !late.contains(period) || step > 2;
    String numbers =
        period.kpi().equals("weekly_active_users")
            ? "NULL,NULL," + counted.people()
            : facts.size() / 2 + "," + facts.size() + ",0.5";
    List<String> key =
        List.of(
            period.kpi(),
            "" + version,
            tenant,
            cut.get(0),
            cut.get(1),
            cut.get(2),
            TIME.format(period.start()),
            TIME.format(asOf),
            run);
    String text =
        String.join(
            ",",
            period.kpi(),
            "" + version,
            "production",
            tenant,
            String.join(",", cut),
            period.grain(),
            TIME.format(period.start()),
            TIME.format(period.end()),
            TIME.format(asOf),
            run,
            again ? "1" : "0",
            // A stream commits row by row.
            TIME.format(
                START
                    .plus(Duration.ofDays(1000L + step))
                    .plusSeconds(step == STREAM ? random.nextInt(5) : 0)),
            String.valueOf(ended),
            numbers,
            "\"{\"\"uploaders\"\": %1$d, \"\"assignees\"\": %1$d}\"".formatted(counted.people()));
    return new Row(key(key), text, facts);
  }

  /** A row's key as one text: of the columns that a key consists of, and the run. */
  static String key(List<String> values) {
    return String.join("|", values);
  }
}
