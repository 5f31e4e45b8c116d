package com.skillforge.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownHistoryTest {
  private static final String STUDENTS = "analytics.events.student";
  private static final Instant SINCE = Instant.parse("2026-02-10T08:00:00Z");
  private static final Kpi ACTIVATION = new AdviseeActivation();
  private static final Kpi ADHERENCE = new PlanAdherence();

  private static KnownHistory known(Map<String, Instant> since) {
    return KnownHistory.of(List.of(ACTIVATION, ADHERENCE), TrackingPlan.builtIn(), since);
  }

  private static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  @Test
  void anInputThatHasLostNothingIsComplete() {
    assertThat(known(Map.of()).incompleteSince(ADHERENCE, Long.MIN_VALUE)).isEmpty();
    assertThat(KnownHistory.COMPLETE.incompleteSince(ADHERENCE, Long.MIN_VALUE)).isEmpty();
  }

  @Test
  void whatIsThereSinceTheInstantThatIsNeededIsEnough() {
    KnownHistory known = known(Map.of(STUDENTS, SINCE));

    assertThat(known.incompleteSince(ADHERENCE, SINCE.toEpochMilli())).isEmpty();
    assertThat(known.incompleteSince(ADHERENCE, SINCE.toEpochMilli() - 1)).contains(SINCE);
    assertThat(known.incompleteSince(ADHERENCE, Long.MIN_VALUE)).contains(SINCE);
  }

  @Test
  void topicsOfOtherRecordsDoNotMatter() {
    assertThat(
            known(Map.of("etl.jobs", SINCE, "platform.accounts", SINCE))
                .incompleteSince(ADHERENCE, Long.MIN_VALUE))
        .isEmpty();
  }

  @Test
  void theTopicThatHasLostMostDecides() {
    Instant later = SINCE.plusSeconds(60);

    assertThat(
            known(Map.of(STUDENTS, SINCE, "analytics.events.advisor", later))
                .incompleteSince(ADHERENCE, Long.MIN_VALUE))
        .contains(later);
  }

  @Test
  void whatIsKeptNoLongerIsLackedByThoseThatLookBackToIt() {
    Instant sevenYearsAgo = Instant.parse("2019-02-10T08:00:00Z");
    KnownHistory known =
        KnownHistory.of(
            List.of(ACTIVATION, ADHERENCE),
            TrackingPlan.builtIn(),
            Map.of(),
            Map.of("roster_assignment", sevenYearsAgo, "session_started", SINCE));

    // An assignment counts for as long as it is kept.
    assertThat(known.wholeSince(ACTIVATION)).isEmpty();
    assertThat(known.incompleteSince(ACTIVATION, sevenYearsAgo.toEpochMilli() - 1)).isPresent();
    assertThat(known.incompleteSince(ACTIVATION, SINCE.toEpochMilli())).isEmpty();
    assertThat(known.incompleteSince(ADHERENCE, Long.MIN_VALUE)).isEmpty();
  }

  @Test
  void eachRowHasALookBackOfItsOwn() {
    KnownHistory known = known(Map.of(STUDENTS, SINCE));

    assertThat(
            known.incompleteSince(ACTIVATION, ACTIVATION.periodOf(millis("2026-03-12T00:00:00Z"))))
        .contains(SINCE);
    assertThat(
            known.incompleteSince(ACTIVATION, ACTIVATION.periodOf(millis("2026-03-13T00:00:00Z"))))
        .isEmpty();
  }

  /** An assignment of years ago may still hold. */
  @Test
  void ofTheRosterAllIsNeeded() {
    KnownHistory known = known(Map.of("advisor.roster", SINCE));

    assertThat(known.incompleteSince(ACTIVATION, millis("2030-01-01T00:00:00Z"))).contains(SINCE);
    assertThat(known.wholeSince(ACTIVATION)).contains(SINCE);
    assertThat(known.incompleteSince(ADHERENCE, Long.MIN_VALUE)).isEmpty();
  }
}
