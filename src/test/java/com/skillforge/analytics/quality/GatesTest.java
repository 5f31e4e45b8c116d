package com.skillforge.analytics.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.DayCount;
import com.skillforge.analytics.model.DayNulls;
import com.skillforge.analytics.model.GateThreshold;
import com.skillforge.analytics.model.QualityCheck;
import com.skillforge.analytics.model.ReadCounts;
import com.skillforge.analytics.model.Term;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class GatesTest {
  /** A Tuesday. */
  private static final LocalDate DAY = LocalDate.parse("2026-03-10");

  private static final Map<String, Long> USUAL =
      Map.of("session_started", 3000L, "resume_parsed", 900L, "advisor_note_added", 300L);

  private final Gates gates = new Gates(Thresholds.DEFAULT);

  /** Nine weeks of records: fewer at weekends, give or take a tenth by chance. */
  private static List<DayCount> weeks(long seed) {
    Random chance = new Random(seed);
    List<DayCount> counts = new ArrayList<>();
    for (LocalDate day = DAY.minusWeeks(9); day.isBefore(DAY); day = day.plusDays(1)) {
      boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
      add(counts, day, (weekend ? 0.2 : 1) * (0.9 + 0.2 * chance.nextDouble()), "");
    }
    return counts;
  }

  private static void add(List<DayCount> counts, LocalDate day, double factor, String without) {
    USUAL.forEach(
        (type, rows) -> {
          long today = type.equals(without) ? 0 : Math.round(rows * factor);
          String persona = type.startsWith("advisor") ? "advisor" : "student";
          if (today > 0) {
            counts.add(new DayCount(day, type, persona, today));
          }
        });
  }

  private List<QualityCheck> failed(List<DayCount> counts, List<Term> terms) {
    List<QualityCheck> checks = new ArrayList<>(gates.volume(counts, List.of(DAY), terms));
    checks.addAll(gates.personaMix(counts, List.of(DAY)));
    checks.removeIf(QualityCheck::passed);
    return checks;
  }

  /** Holidays, breaks, and the first days of a term: all of it falls, or rises, alike. */
  @Property(tries = 100)
  void whatFallsOrRisesAsAWholeIsNoFault(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.05, max = 15) double factor) {
    List<DayCount> counts = weeks(seed);
    add(counts, DAY, factor, "");
    assertThat(failed(counts, List.of())).isEmpty();
  }

  @Property(tries = 50)
  void everyDayOfOrdinaryWeeksPasses(@ForAll long seed) {
    List<DayCount> counts = weeks(seed);
    List<LocalDate> week = new ArrayList<>();
    for (int day = 1; day <= 7; day++) {
      week.add(DAY.minusDays(day));
    }
    List<QualityCheck> checks = new ArrayList<>(gates.volume(counts, week, List.of()));
    checks.addAll(gates.personaMix(counts, week));
    assertThat(checks).isNotEmpty().allMatch(QualityCheck::passed);
  }

  @Property(tries = 50)
  void oneTypeThatHasVanishedFails(@ForAll long seed) {
    List<DayCount> counts = weeks(seed);
    add(counts, DAY, 1, "resume_parsed");
    assertThat(failed(counts, List.of()))
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.subject()).isEqualTo("resume_parsed");
              assertThat(check.value()).isZero();
              assertThat(check.toText())
                  .startsWith("volume of resume_parsed on 2026-03-10 is 0, expected at least ");
            });
  }

  @Test
  void nothingAtAllFailsInATermAndIsQuietOutsideOfOne() {
    List<DayCount> counts = weeks(7);
    assertThat(failed(counts, List.of()))
        .extracting(QualityCheck::subject)
        .containsExactly("all records");
    assertThat(failed(counts, List.of(term("2026-01-05", "2026-03-09")))).isEmpty();
    assertThat(failed(counts, List.of(term("2026-01-05", "2026-03-11")))).hasSize(1);
  }

  private static Term term(String from, String to) {
    return new Term("t", "spring", millis(from), millis(to));
  }

  private static long millis(String day) {
    return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  @Test
  void aFloodFails() {
    List<DayCount> counts = weeks(7);
    add(counts, DAY, 30, "");
    assertThat(failed(counts, List.of()))
        .extracting(QualityCheck::subject)
        .containsExactly("all records");
  }

  @Test
  void whatIsNewOrSmallIsNotJudged() {
    List<DayCount> young = new ArrayList<>(weeks(7));
    young.removeIf(count -> count.day().isBefore(DAY.minusWeeks(3)));
    assertThat(gates.volume(young, List.of(DAY), List.of())).isEmpty();
    List<DayCount> small = new ArrayList<>();
    weeks(7).forEach(of -> small.add(new DayCount(of.day(), of.recordType(), "student", 3)));
    assertThat(gates.volume(small, List.of(DAY), List.of())).isEmpty();
    assertThat(gates.personaMix(small, List.of(DAY))).isEmpty();
    assertThat(gates.volume(List.of(), List.of(DAY), List.of())).isEmpty();
    assertThat(gates.nullRates(List.of(), List.of(DAY))).isEmpty();
    assertThat(gates.unknownProperties(List.of())).isEmpty();
    assertThat(gates.conservation(List.of())).isEmpty();
  }

  @Test
  void eventsThatAreSentAsThoseOfAnotherPersonaFail() {
    List<DayCount> counts = weeks(7);
    USUAL.forEach((type, rows) -> counts.add(new DayCount(DAY, type, "advisor", rows)));
    assertThat(failed(counts, List.of()))
        .extracting(QualityCheck::subject)
        .containsExactly("advisor", "student");
  }

  @Test
  void aPropertyThatIsLeftOutMoreOftenFails() {
    List<DayNulls> nulls = new ArrayList<>();
    for (int day = 1; day <= 20; day++) {
      nulls.add(new DayNulls(DAY.minusDays(day), "resume_parsed", "source", 100, 1000));
      nulls.add(new DayNulls(DAY.minusDays(day), "resume_parsed", "pages", 900, 1000));
    }
    nulls.add(new DayNulls(DAY, "resume_parsed", "source", 400, 1000));
    nulls.add(new DayNulls(DAY, "resume_parsed", "pages", 0, 1000));
    List<QualityCheck> checks = gates.nullRates(nulls, List.of(DAY));
    assertThat(checks).hasSize(2);
    assertThat(checks)
        .filteredOn(check -> !check.passed())
        .extracting(QualityCheck::subject)
        .containsExactly("resume_parsed.source");
  }

  @Test
  void ofSeveralDaysEachIsJudgedByThoseBeforeIt() {
    List<DayNulls> nulls = new ArrayList<>();
    for (int day = 0; day <= 60; day++) { // left out by a tenth, and always for the last ten days
      nulls.add(
          new DayNulls(DAY.minusDays(day), "resume_parsed", "source", day < 10 ? 1000 : 100, 1000));
    }
    List<LocalDate> days = DAY.minusDays(19).datesUntil(DAY.plusDays(1)).toList();
    assertThat(gates.nullRates(nulls, days))
        .filteredOn(check -> !check.passed())
        .extracting(check -> check.day().orElseThrow())
        .as("the first one fails, and so do those of which most days before were as usual")
        .startsWith(DAY.minusDays(9))
        .hasSize(10);
    Gates short5 = new Gates(new Thresholds(Map.of(GateThreshold.NULL_DAYS, 5.0)));
    assertThat(short5.nullRates(nulls, days))
        .filteredOn(check -> !check.passed())
        .as("after half of five days it is usual")
        .hasSize(3);
  }

  @Test
  void aPropertyThatThePlanDoesNotKnowFailsWhenItIsNew() {
    List<ReadCounts> runs = new ArrayList<>();
    for (int run = 0; run < 6; run++) {
      runs.add(new ReadCounts(1000, 1000, Map.of("known_for_long", 500L)));
    }
    runs.add(new ReadCounts(1000, 1000, Map.of("known_for_long", 500L, "new", 300L, "typo", 2L)));
    assertThat(gates.unknownProperties(runs))
        .filteredOn(check -> !check.passed())
        .extracting(QualityCheck::subject)
        .containsExactly("new");
  }

  @Test
  void countsThatDoNotAddUpAndTablesThatDifferFail() {
    assertThat(
            gates.conservation(
                List.of(new ReadCounts(5, 5, Map.of()), new ReadCounts(5, 4, Map.of()))))
        .singleElement()
        .matches(check -> check.value() == 1 && !check.passed());
    assertThat(gates.schema(List.of())).singleElement().matches(QualityCheck::passed);
    assertThat(gates.schema(List.of("add column user_sessions.persona")))
        .singleElement()
        .extracting(QualityCheck::toText)
        .isEqualTo("schema of add column user_sessions.persona is 1, expected 0 to 0");
  }
}
