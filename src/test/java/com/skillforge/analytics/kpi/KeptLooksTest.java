package com.skillforge.analytics.kpi;

import static com.skillforge.analytics.kpi.KpiExamples.headline;
import static com.skillforge.analytics.kpi.KpiExamples.millis;
import static com.skillforge.analytics.testing.TestRecords.PLAN;
import static com.skillforge.analytics.testing.TestRecords.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.RecordChoice;
import com.skillforge.analytics.model.SubjectKey;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Of whom nothing is new is not looked at, and of the others no more than they need is read. */
class KeptLooksTest {
  private static final String WEEK_2 = "2026-01-12T00:00:00Z";
  private static final Set<String> TYPES = Set.of("roster_assignment", "session_started");
  private static final Set<SubjectKey> ANN = Set.of(SubjectKey.sender("north", "ann"));

  private static List<KpiValue> run(KeptRuns runs, String reportFrom, String asOf) {
    return runs.run(millis(reportFrom), millis(asOf), new Random(1));
  }

  @Test
  void aWeekThatPassesIsNoReasonToLookAtWhoWasActive() {
    KeptRuns runs = new KeptRuns(List.of(new WeeklyActiveUsers()));
    runs.store(List.of(session("ann", "2026-01-06T10:00:00Z")));
    run(runs, "2026-01-01T00:00:00Z", "2026-01-07T00:00:00Z");
    assertThat(runs.lookedAt()).isEqualTo(1);

    runs.store(List.of(session("bob", "2026-01-12T08:00:00Z")));
    List<KpiValue> sevenDaysLater = run(runs, "2026-01-01T00:00:00Z", "2026-01-13T10:00:00Z");
    assertThat(runs.lookedAt()).isEqualTo(1);
    assertThat(headline(sevenDaysLater, "2026-01-05T00:00:00Z").measures())
        .containsEntry("trailing_7d", 1.0);
    assertThat(headline(sevenDaysLater, WEEK_2).value()).isEqualTo(1);
    assertThat(headline(sevenDaysLater, WEEK_2).measures()).containsEntry("trailing_7d", 2.0);

    List<KpiValue> later = run(runs, "2026-01-01T00:00:00Z", "2026-01-13T10:00:00.001Z");
    assertThat(runs.lookedAt()).isZero();
    assertThat(headline(later, WEEK_2).measures()).containsEntry("trailing_7d", 1.0);
  }

  @Test
  void aLoginThatNoReportedDayLooksBackToIsNoNews() {
    KeptRuns runs = new KeptRuns(List.of(new AdviseeActivation()));
    runs.store(List.of(session("ann", "2026-01-06T10:00:00Z")));
    run(runs, "2026-02-01T00:00:00Z", "2026-02-02T00:00:00Z");
    run(runs, "2026-02-10T00:00:00Z", "2026-02-11T00:00:00Z");

    assertThat(runs.lookedAt()).isZero();
  }

  @Test
  void assignmentsOfOthersAreNotRead() {
    List<Kpi> kpis = new Kpis(List.of()).all();

    RecordChoice choice = SubjectRecords.of(kpis, PLAN, TYPES, ANN);

    assertThat(choice.persons()).containsEntry("roster_assignment", "student_id");
    assertThat(choice.storedAfterMicros()).doesNotContainKey("roster_assignment");
    assertThat(choice.subjects()).isEqualTo(ANN);
  }

  @Test
  void nothingIsReadWhereNothingIsNew() {
    List<Kpi> kpis = new Kpis(List.of()).all();

    assertThat(SubjectRecords.of(kpis, PLAN, TYPES, Set.of()).isNothing()).isTrue();
  }
}
