package com.skillforge.analytics.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.AnalyticsRecord;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A failing history shrinks to what makes it fail, and nothing else is left of it. */
class HistoryTest {
  private static final String MONDAY = "2026-01-05T00:00:00Z";

  private static AnalyticsRecord.Builder sent(String user, String time) {
    return TestRecords.event("session_started", user, time).value("persona", "career_changer");
  }

  private static History history() {
    return new History(
        List.of(
            TestRecords.account("bob", "2026-01-06T10:00:00Z", "self_signup"),
            sent("cid", "2026-01-08T17:30:00.001Z").tenantId("3-south").build(),
            sent("bob", "2026-01-09T10:00:00Z").tenantId("3-north").environment("staging").build(),
            TestRecords.plan("dee", "2026-01-07T10:00:00Z", "essay", "2026-01-10T00:00:00Z"),
            TestRecords.task("dee", "2026-01-07T12:00:00Z", "essay", true),
            TestRecords.onboarded("dee", "2026-01-07T11:00:00Z")));
  }

  private static Predicate<History> any(Predicate<AnalyticsRecord> record) {
    return history -> history.records().stream().anyMatch(record);
  }

  private static Predicate<AnalyticsRecord> ofType(String type) {
    return record -> record.type().name().equals(type);
  }

  private static AnalyticsRecord only(History history) {
    assertThat(history.records()).hasSize(1);
    return history.records().get(0);
  }

  @Test
  void whatDoesNotMatterBecomesWhatOneExpects() {
    AnalyticsRecord left = only(history().shrunkWhile(any(ofType("session_started"))));

    assertThat(History.line(left)).startsWith(MONDAY + " prod/3-north ann student session_started");
  }

  @Test
  void whatMattersStays() {
    AnalyticsRecord staging =
        only(history().shrunkWhile(any(record -> record.environment().equals("staging"))));
    AnalyticsRecord late =
        only(history().shrunkWhile(any(record -> record.eventTimeMillis() % 1_000 == 1)));
    AnalyticsRecord south =
        only(history().shrunkWhile(any(record -> record.tenantId().endsWith("south"))));

    assertThat(History.line(staging))
        .startsWith(MONDAY + " staging/3-north ann student session_started");
    assertThat(History.line(late))
        .startsWith("2026-01-08T17:30:00.001Z prod/3-north ann student session_started");
    assertThat(History.line(south)).startsWith(MONDAY + " prod/3-south ann student");
  }

  @Test
  void timesThatDependOnEachOtherBecomeWholeDays() {
    History left =
        history()
            .shrunkWhile(
                any(ofType("session_started"))
                    .and(
                        all ->
                            all.records().stream()
                                    .mapToLong(AnalyticsRecord::eventTimeMillis)
                                    .distinct()
                                    .count()
                                > 1));

    assertThat(left.records()).hasSize(2);
    assertThat(left.records())
        .extracting(record -> History.line(record).substring(10, 20))
        .containsOnly("T00:00:00Z");
  }

  @Test
  void propertiesGetShorter() {
    AnalyticsRecord plan = only(history().shrunkWhile(any(ofType("action_plan_accepted"))));
    AnalyticsRecord task = only(history().shrunkWhile(any(ofType("task_completion_logged"))));
    AnalyticsRecord withTask =
        only(history().shrunkWhile(any(record -> !record.objects("tasks").isEmpty())));

    assertThat(task.text("task_id")).isEqualTo("e");
    assertThat(plan.objects("tasks")).isEmpty();
    assertThat(withTask.objects("tasks")).hasSize(1);
  }

  @Test
  void copiesStayCopies() {
    AnalyticsRecord original = sent("bob", "2026-01-09T10:00:00Z").build();
    AnalyticsRecord copy =
        original.toBuilder().eventTimeMillis(original.eventTimeMillis() + 1).build();
    History left =
        new History(List.of(original, copy)).shrunkWhile(all -> all.records().size() == 2);

    assertThat(left.records()).extracting(AnalyticsRecord::sender).containsExactly("ann", "ann");
    assertThat(left.records().get(1).eventTimeMillis() - left.records().get(0).eventTimeMillis())
        .isEqualTo(1);
  }
}
