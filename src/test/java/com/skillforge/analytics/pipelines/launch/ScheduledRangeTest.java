package com.skillforge.analytics.pipelines.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.model.TimeRange;
import com.skillforge.analytics.options.RangeName;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduledRangeTest {
  private static final Duration CATCH_UP = Duration.ofDays(7);
  private static final LocalDate FIRST = LocalDate.parse("2026-01-01");

  private static ScheduledRange of(RangeName name, Term... terms) {
    return new ScheduledRange(name, List.of(terms), CATCH_UP);
  }

  private static Instant midnight(String date) {
    return midnight(LocalDate.parse(date));
  }

  private static Instant midnight(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static TimeRange range(String from, String to) {
    return new TimeRange(midnight(from), midnight(to));
  }

  private static Term term(String tenant, String from, String to) {
    return new Term(tenant, from, midnight(from).toEpochMilli(), midnight(to).toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "P1D, 2026-01-13T00:30:00Z, 2026-01-12, 2026-01-13",
    "P1D, 2026-01-13T00:00:00Z, 2026-01-12, 2026-01-13",
    "P1D, 2026-01-12T23:59:59.999Z, 2026-01-11, 2026-01-12",
    // Clocks go back in Europe and America; UTC days stay as long as they are.
    "P1D, 2026-10-26T00:30:00Z, 2026-10-25, 2026-10-26",
    "P1W, 2026-01-12T01:00:00Z, 2026-01-05, 2026-01-12",
    "P1W, 2026-01-11T23:59:59Z, 2025-12-29, 2026-01-05",
    "P1W, 2026-01-16T12:00:00Z, 2026-01-05, 2026-01-12",
    // Week 53 of 2026 reaches into 2027.
    "P1W, 2027-01-04T01:00:00Z, 2026-12-28, 2027-01-04",
  })
  void withoutAnEarlierRunItIsTheLastPeriod(String name, String at, String from, String to) {
    assertThat(of(RangeName.of(name).orElseThrow()).next(Instant.parse(at), List.of(List.of())))
        .contains(range(from, to));
  }

  @Test
  void theNextRunBeginsWhereTheLastOneHasEnded() {
    ScheduledRange days = of(RangeName.DAY);
    Instant at = Instant.parse("2026-01-13T00:30:00Z");

    assertThat(days.next(at, List.of(List.of(range("2026-01-10", "2026-01-11")))))
        .as("the run of the 12th was missed")
        .contains(range("2026-01-11", "2026-01-13"));
    assertThat(days.next(at, List.of(List.of(range("2026-01-12", "2026-01-13")))))
        .as("the run is started a second time")
        .isEmpty();
    assertThat(days.next(at, List.of(List.of(range("2026-01-12", "2026-01-20")))))
        .as("a run of long ago is started late")
        .isEmpty();
    assertThat(days.next(at, List.of(List.of(new TimeRange(Instant.MIN, midnight("2026-01-12"))))))
        .as("the first run had no --from")
        .contains(range("2026-01-12", "2026-01-13"));
  }

  @Test
  void aGapThatARunByHandHasLeftIsFilled() {
    List<TimeRange> covered =
        List.of(range("2026-01-12", "2026-01-13"), range("2026-01-08", "2026-01-10"));

    assertThat(of(RangeName.DAY).next(Instant.parse("2026-01-14T00:30:00Z"), List.of(covered)))
        .contains(range("2026-01-10", "2026-01-14"));
    assertThat(of(RangeName.DAY).next(Instant.parse("2026-01-18T00:30:00Z"), List.of(covered)))
        .as("what Kafka no longer has is not asked for for ever")
        .contains(range("2026-01-13", "2026-01-18"));
  }

  @Test
  void aScheduleThatStoodStillIsCaughtUpHoweverLongItStood() {
    assertThat(
            of(RangeName.WEEK)
                .next(
                    Instant.parse("2026-03-02T01:00:00Z"),
                    List.of(List.of(range("2026-01-05", "2026-01-12")))))
        .contains(range("2026-01-12", "2026-03-02"));
  }

  @Test
  void theLeastAdvancedWarehouseCounts() {
    Instant at = Instant.parse("2026-01-13T00:30:00Z");
    List<TimeRange> ahead = List.of(range("2026-01-01", "2026-01-13"));
    List<TimeRange> behind = List.of(range("2026-01-01", "2026-01-11"));

    assertThat(of(RangeName.DAY).next(at, List.of(ahead, behind)))
        .contains(range("2026-01-11", "2026-01-13"));
    assertThat(of(RangeName.DAY).next(at, List.of(List.of(), ahead)))
        .as("a warehouse that is new")
        .contains(range("2026-01-12", "2026-01-13"));
  }

  @Test
  void aTermIsDueOnceItHasEnded() {
    ScheduledRange terms =
        of(
            RangeName.TERM,
            term("a", "2026-01-12", "2026-05-02"),
            term("a", "2025-09-01", "2025-12-20"),
            term("b", "2025-08-01", "2025-12-20"),
            term("b", "2026-02-01", "2026-06-01"));

    assertThat(terms.next(Instant.parse("2025-12-19T00:00:00Z"), List.of(List.of()))).isEmpty();
    assertThat(terms.next(Instant.parse("2026-01-13T00:30:00Z"), List.of(List.of())))
        .as("the longer of two that end together")
        .contains(range("2025-08-01", "2025-12-20"));
    List<TimeRange> autumn = List.of(range("2025-08-01", "2025-12-20"));
    assertThat(terms.next(Instant.parse("2026-05-01T23:00:00Z"), List.of(autumn))).isEmpty();
    assertThat(terms.next(Instant.parse("2026-05-04T00:30:00Z"), List.of(autumn)))
        .contains(range("2025-12-20", "2026-05-02"));
  }

  /** Whatever days a schedule misses or repeats, every day is covered, and none twice. */
  @Property(tries = 200)
  void aScheduleThatRunsOnSomeDaysCoversAll(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 60) Integer> launches,
      @ForAll boolean weekly) {
    ScheduledRange schedule = of(weekly ? RangeName.WEEK : RangeName.DAY);
    List<TimeRange> runs = new ArrayList<>();
    for (int day : launches.stream().sorted().toList()) {
      Instant at = midnight(FIRST.plusDays(day)).plus(Duration.ofMinutes(30));
      schedule.next(at, List.of(runs)).ifPresent(runs::add);
    }
    LocalDate last = FIRST.plusDays(launches.stream().mapToInt(day -> day).max().orElseThrow());
    LocalDate end = weekly ? last.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)) : last;
    for (int i = 1; i < runs.size(); i++) {
      assertThat(runs.get(i).from()).isEqualTo(runs.get(i - 1).to());
    }
    assertThat(runs.get(runs.size() - 1).to()).isEqualTo(midnight(end));
  }

  /** Of any days that are covered, the run begins with the first one that is lacking after them. */
  @Property(tries = 300)
  void theFirstDayThatIsLackingIsTheFirstOfTheRun(
      @ForAll @Size(min = 1, max = 7) Set<@IntRange(min = 0, max = 6) Integer> days) {
    List<TimeRange> covered =
        days.stream()
            .map(day -> FIRST.plusDays(day))
            .map(day -> new TimeRange(midnight(day), midnight(day.plusDays(1))))
            .toList();
    int lacking = new TreeSet<>(days).first();
    while (days.contains(lacking)) {
      lacking++;
    }
    Optional<TimeRange> expected =
        lacking == 7
            ? Optional.empty()
            : Optional.of(
                new TimeRange(midnight(FIRST.plusDays(lacking)), midnight(FIRST.plusDays(7))));

    assertThat(of(RangeName.DAY).next(midnight(FIRST.plusDays(7)).plusSeconds(1), List.of(covered)))
        .isEqualTo(expected);
  }
}
