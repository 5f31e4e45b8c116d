package com.skillforge.analytics.simulation;

import com.skillforge.analytics.model.ErrorCode;
import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.simulation.Faults.Broken;
import com.skillforge.analytics.simulation.Faults.Fault;
import com.skillforge.analytics.simulation.SimulatedRecord.Kind;
import com.skillforge.analytics.simulation.SimulationSettings.Medium;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Simulates a semester. A pure function of its settings: no clock, no files, no network.
 *
 * <p>The population is chosen so that it produces slightly more records than asked for; page
 * timings, on which nothing else depends, are then left out evenly until the number is exact.
 */
public final class SemesterSimulator {
  private static final double DUPLICATES = 0.02;
  private static final double INVALID = 0.004;

  /** Records a person produces in a normal semester. */
  private static final double RECORDS_PER_PERSON = 114;

  /** The part of them that grows with how busy people are; the rest grows with the milestones. */
  private static final double BUSY_PART = 0.7;

  /** How many records more than needed to aim at. */
  private static final double SURPLUS = 0.03;

  private static final int MIN_PEOPLE = 8;
  private static final int MAX_ATTEMPTS = 20;

  /** Copies of the record that is too large; a megabyte each. */
  private static final int MAX_TOO_LARGE = 3;

  /** Now and then a client writes its event id in capitals on the second attempt. */
  private static final double CAPITAL_ID = 0.02;

  private static final Pattern EVENT_ID = Pattern.compile("\"event_id\":\"[0-9a-f-]{36}\"");

  private final SimulationSettings settings;
  private final Payloads payloads;

  private SemesterSimulator(SimulationSettings settings) {
    this.settings = settings;
    this.payloads = new Payloads(settings.environment());
  }

  /** Simulates one semester; takes memory for all its records. */
  public static Simulation simulate(SimulationSettings settings) {
    return new SemesterSimulator(settings).run();
  }

  private Simulation run() {
    List<Fault> faults =
        Faults.all().stream()
            .filter(fault -> settings.medium() == Medium.KAFKA || !fault.onlyKafka())
            .toList();
    int duplicates = (int) (settings.size() * DUPLICATES);
    int invalid = Math.max(faults.size(), (int) (settings.size() * INVALID));
    int wanted = settings.size() - duplicates - invalid;

    Population population = new Population(settings.seed(), firstGuess(wanted));
    List<SimulatedRecord> records = semester(population);
    for (int attempt = 1; !canBeTrimmed(records, wanted); attempt++) {
      if (attempt == MAX_ATTEMPTS) {
        throw new IllegalStateException(
            "No population produces that many records; choose another size, seed or activity.");
      }
      int people = population.learners().size();
      double proportional = people * (1.0 + SURPLUS) * wanted / records.size();
      // Half way only: chance outweighs proportion among few people, and could swing for ever.
      int next = (int) StrictMath.ceil((people + proportional) / 2);
      population = new Population(settings.seed(), next == people ? people - 1 : next);
      records = semester(population);
    }
    records = withoutSomeTimings(records, records.size() - wanted);
    List<SimulatedRecord> copies = copies(records, duplicates);
    records.addAll(copies);
    records.addAll(invalid(population, faults, invalid));
    // The sort is stable: what arrives in the same millisecond keeps the order of its making.
    records.sort(Comparator.comparingLong(SimulatedRecord::recordTimestampMillis));
    return new Simulation(records, Expectations.of(records), terms(), links(population));
  }

  /** Everything valid that the people and the platform send. */
  private List<SimulatedRecord> semester(Population population) {
    RecordLog log = new RecordLog(payloads);
    Map<Integer, Readiness> readiness = new TreeMap<>();
    for (Person learner : population.learners()) {
      readiness.put(learner.number(), new Readiness(learner.random(settings.seed(), "readiness")));
    }
    Interventions interventions = new Interventions(population, readiness, settings.seed());
    AccountJourney accounts = new AccountJourney(log, settings);
    SessionJourney sessions = new SessionJourney(log, settings);
    StudyJourney studies = new StudyJourney(log, population.roster(), settings);
    PlanJourney plans = new PlanJourney(log, settings);
    AdvisorJourney advising = new AdvisorJourney(log, population.roster(), settings);
    PlatformJournal platform = new PlatformJournal(log, settings);

    for (Person learner : population.learners()) {
      accounts.write(learner);
      sessions.write(learner);
      Randomness random = learner.random(settings.seed(), "before-signup");
      if (learner.source().equals(Person.SELF_SIGNUP) && random.chance(0.2)) {
        sessions.writeAnonymous(learner, learner.createdAt(), random);
      }
      studies.write(learner, readiness.get(learner.number()));
      plans.write(learner);
    }
    for (Person advisor : population.advisors()) {
      accounts.write(advisor);
      sessions.write(advisor);
      advising.write(advisor, interventions.of(advisor));
    }
    for (Person visitor : population.visitors()) {
      Randomness random = visitor.random(settings.seed(), "visit");
      long at = random.between(SemesterCalendar.START, SemesterCalendar.END);
      sessions.writeAnonymous(visitor, at, random);
    }
    platform.writeRoster(population.roster());
    platform.writeJobs();
    return log.records();
  }

  private int firstGuess(int wanted) {
    double perPerson =
        RECORDS_PER_PERSON
            * (BUSY_PART * settings.activity() + (1 - BUSY_PART) * settings.milestones());
    return Math.max(MIN_PEOPLE, (int) (wanted * (1 + SURPLUS) / perPerson));
  }

  /** Whether the surplus is not negative, and leaves some page timings. */
  private static boolean canBeTrimmed(List<SimulatedRecord> records, int wanted) {
    int surplus = records.size() - wanted;
    long timings = records.stream().filter(SemesterSimulator::isAcceptedTiming).count();
    return surplus >= 0 && surplus <= timings * 3 / 4;
  }

  private static List<SimulatedRecord> withoutSomeTimings(
      List<SimulatedRecord> records, int surplus) {
    long timings = records.stream().filter(SemesterSimulator::isAcceptedTiming).count();
    List<SimulatedRecord> kept = new ArrayList<>();
    long seen = 0;
    long dropped = 0;
    for (SimulatedRecord record : records) {
      if (isAcceptedTiming(record) && ++seen * surplus / timings > dropped) {
        dropped++;
      } else {
        kept.add(record);
      }
    }
    return kept;
  }

  private static boolean isAcceptedTiming(SimulatedRecord record) {
    return record.recordType().equals(RecordLog.PAGE_TIMING) && record.isAccepted();
  }

  /** Redeliveries of some records: the same bytes again, seconds to weeks later. */
  private List<SimulatedRecord> copies(List<SimulatedRecord> records, int count) {
    Randomness random = Randomness.of(settings.seed(), "redeliveries", 0);
    List<SimulatedRecord> copies = new ArrayList<>(count);
    while (copies.size() < count) {
      SimulatedRecord original = random.pick(records);
      if (original.kind() == Kind.TOMBSTONE) {
        continue;
      }
      long delay =
          switch (random.weighted(0.8, 0.15, 0.05)) {
            case 0 -> random.skewed(0, SemesterCalendar.MINUTE);
            case 1 -> random.between(SemesterCalendar.HOUR, 2 * SemesterCalendar.DAY);
            default -> random.between(3 * SemesterCalendar.DAY, 20 * SemesterCalendar.DAY);
          };
      Optional<byte[]> value =
          random.chance(CAPITAL_ID)
              ? original.value().map(SemesterSimulator::inCapitals)
              : original.value();
      copies.add(
          new SimulatedRecord(
              original.topic(),
              original.key(),
              original.recordTimestampMillis() + delay,
              value,
              Kind.DUPLICATE,
              original.recordType(),
              Set.of()));
    }
    return copies;
  }

  private static byte[] inCapitals(byte[] json) {
    String text = new String(json, StandardCharsets.UTF_8);
    return EVENT_ID
        .matcher(text)
        .replaceFirst(id -> "\"event_id\":" + id.group().substring(11).toUpperCase(Locale.ROOT))
        .getBytes(StandardCharsets.UTF_8);
  }

  private List<SimulatedRecord> invalid(Population population, List<Fault> faults, int count) {
    List<Person> students =
        population.learners().stream().filter(p -> p.persona() == Persona.STUDENT).toList();
    Randomness random = Randomness.of(settings.seed(), "faults", 0);
    List<SimulatedRecord> records = new ArrayList<>(count);
    int tooLarge = 0;
    for (int i = 0; records.size() < count; i++) {
      Fault fault = faults.get(i % faults.size());
      if (fault.codes().contains(ErrorCode.TOO_LARGE) && ++tooLarge > MAX_TOO_LARGE) {
        continue;
      }
      int week = random.between(0, SemesterCalendar.WEEKS);
      long at = SemesterCalendar.momentInWeek(week, Persona.STUDENT, random);
      Person student = random.pick(students);
      Broken broken = fault.breakIt().apply(new ValidRecords(payloads, student, at, random));
      records.add(
          new SimulatedRecord(
              broken.topic(),
              student.id(),
              at + random.skewed(20, 5_000),
              broken.value(),
              Kind.INVALID,
              broken.type(),
              fault.codes()));
    }
    return records;
  }

  private static String terms() {
    StringBuilder csv = new StringBuilder("tenant_id,term_id,starts_at,ends_at\n");
    for (Tenant tenant : Tenant.ALL) {
      csv.append(
          String.join(
              ",",
              tenant.id(),
              SemesterCalendar.TERM_ID,
              SemesterCalendar.STARTS_AT.toString(),
              SemesterCalendar.ENDS_AT.toString()));
      csv.append('\n');
    }
    return csv.toString();
  }

  private static String links(Population population) {
    StringBuilder csv =
        new StringBuilder("tenant_id,alias_type,alias,canonical_user_id,linked_at\n");
    for (Person learner : population.learners()) {
      csv.append(
          String.join(
              ",",
              learner.tenant().id(),
              "anonymous_id",
              learner.anonymousId(),
              learner.id(),
              Payloads.timestamp(learner.createdAt())));
      csv.append('\n');
    }
    return csv.toString();
  }
}
