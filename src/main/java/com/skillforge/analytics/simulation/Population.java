package com.skillforge.analytics.simulation;

import com.skillforge.analytics.plan.Persona;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The people of all institutions. */
final class Population {
  private static final int LEARNERS_PER_ADVISOR = 50;
  private static final double STUDENTS = 0.65;
  private static final double STUDENT_FROM_ROSTER = 0.55;
  private static final double CAREER_CHANGER_FROM_ROSTER = 0.05;
  private static final double DROPS_OUT = 0.08;
  private static final double ASKS_FOR_ERASURE = 0.004;

  /** In a small simulation a few opt-outs more, so that there are any at all. */
  private static final int SMALL = 200;

  private static final double OPTS_OUT = 0.04;
  private static final double OPTS_OUT_WHEN_SMALL = 0.2;

  /** This learner asks for erasure in every simulation. */
  private static final int ALWAYS_ERASED = 4;

  /** When provisioned accounts appear: mostly before the lectures, some for a second intake. */
  private static final double[] INTAKE_WEEKS = {0.55, 0.2, 0, 0, 0.25};

  private static final double[] SIGNUP_WEEKS = {
    15, 12, 10, 9, 8, 8, 7, 6, 5, 1, 5, 4, 4, 3, 2, 1, 0.5
  };

  private static final List<String> DEVICES =
      List.of(
          "web.desktop",
          "web.desktop",
          "web.desktop; Firefox \"ESR\"",
          "web.mobile",
          "web.mobile",
          "web.tablet",
          "web.desktop – Zürich lab");

  private final long seed;
  private final int size;
  private final List<Person> learners = new ArrayList<>();
  private final List<Person> advisors = new ArrayList<>();
  private final Roster roster;

  /**
   * @param size how many students and career changers there are; advisors come on top
   */
  Population(long seed, int size) {
    this.seed = seed;
    this.size = size;
    for (int number = 0; number < size; number++) {
      learners.add(learner(number));
    }
    Map<Tenant, List<Person>> advisorsOf = new TreeMap<>(Comparator.comparing(Tenant::id));
    for (Tenant tenant : Tenant.ALL) {
      long wards = learners.stream().filter(learner -> learner.tenant().equals(tenant)).count();
      List<Person> staff = new ArrayList<>();
      for (int i = 0; i <= wards / LEARNERS_PER_ADVISOR; i++) {
        staff.add(advisor(size + advisors.size() + i, tenant));
      }
      advisors.addAll(staff);
      advisorsOf.put(tenant, staff);
    }
    this.roster = new Roster(learners, advisorsOf, seed);
  }

  /** Students and career changers. */
  List<Person> learners() {
    return learners;
  }

  List<Person> advisors() {
    return advisors;
  }

  Roster roster() {
    return roster;
  }

  /** People who look around without ever signing up. */
  List<Person> visitors() {
    List<Person> visitors = new ArrayList<>();
    int first = size + advisors.size();
    for (int number = first; number < first + 1 + size / 4; number++) {
      Randomness random = Randomness.of(seed, "visitor", number);
      Persona persona = random.chance(0.5) ? Persona.STUDENT : Persona.CAREER_CHANGER;
      visitors.add(
          person(number, persona, tenant(random), 0, Long.MAX_VALUE, "", OptOuts.NONE, random));
    }
    return visitors;
  }

  private Person learner(int number) {
    Randomness random = Randomness.of(seed, "learner", number);
    Tenant tenant = tenant(random);
    Persona persona = random.chance(STUDENTS) ? Persona.STUDENT : Persona.CAREER_CHANGER;
    boolean provisioned =
        random.chance(
            persona == Persona.STUDENT ? STUDENT_FROM_ROSTER : CAREER_CHANGER_FROM_ROSTER);
    long createdAt =
        provisioned
            ? SemesterCalendar.weekStart(random.weighted(INTAKE_WEEKS))
                + random.between(0, 3) * SemesterCalendar.DAY
                + 5 * SemesterCalendar.HOUR
                + random.between(0L, SemesterCalendar.HOUR)
            : SemesterCalendar.momentInWeek(random.weighted(SIGNUP_WEEKS), persona, random);
    boolean erased = random.chance(ASKS_FOR_ERASURE) || number == ALWAYS_ERASED;
    long leavesAt = Long.MAX_VALUE;
    if (erased || random.chance(DROPS_OUT)) {
      leavesAt = random.between(createdAt + SemesterCalendar.DAY, SemesterCalendar.END);
      erased &= leavesAt < SemesterCalendar.END;
    }
    String source = provisioned ? Person.ROSTER_PROVISIONED : Person.SELF_SIGNUP;
    OptOuts optOuts = optOuts(createdAt, random);
    Person person = person(number, persona, tenant, createdAt, leavesAt, source, optOuts, random);
    return erased ? person.erasing() : person;
  }

  private Person advisor(int number, Tenant tenant) {
    Randomness random = Randomness.of(seed, "advisor", number);
    long createdAt = SemesterCalendar.START + random.between(0L, 6 * SemesterCalendar.HOUR);
    return person(
        number,
        Persona.ADVISOR,
        tenant,
        createdAt,
        Long.MAX_VALUE,
        Person.ROSTER_PROVISIONED,
        size < SMALL ? OptOuts.NONE : optOuts(createdAt, random),
        random);
  }

  private OptOuts optOuts(long createdAt, Randomness random) {
    long from = createdAt + SemesterCalendar.DAY;
    boolean inTime = from < SemesterCalendar.END - 3 * SemesterCalendar.WEEK;
    boolean optsOut = random.chance(size < SMALL ? OPTS_OUT_WHEN_SMALL : OPTS_OUT);
    return inTime && optsOut ? OptOuts.after(from, random) : OptOuts.NONE;
  }

  private static Tenant tenant(Randomness random) {
    return Tenant.ALL.get(
        random.weighted(Tenant.ALL.stream().mapToDouble(Tenant::share).toArray()));
  }

  private static Person person(
      int number,
      Persona persona,
      Tenant tenant,
      long createdAt,
      long leavesAt,
      String source,
      OptOuts optOuts,
      Randomness random) {
    boolean namesTenant = !tenant.id().equals(Tenant.DEFAULT_ID) || random.chance(0.5);
    return new Person(
        number,
        persona,
        tenant,
        random.uuid(),
        random.chance(0.7) ? Optional.of(random.hex(4)) : Optional.empty(),
        random.pick(DEVICES),
        namesTenant,
        createdAt,
        source,
        leavesAt,
        false,
        optOuts,
        Math.max(0.3, random.bell(1, 0.3)),
        random.bell(0, 0.12));
  }
}
