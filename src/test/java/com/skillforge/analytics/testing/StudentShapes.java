package com.skillforge.analytics.testing;

import com.skillforge.analytics.model.AnalyticsRecord;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What students and visitors do: sign up, plan, tick tasks, opt out. */
final class StudentShapes {
  private StudentShapes() {}

  /** All of it. */
  static Arbitrary<Shape> any() {
    return Arbitraries.frequencyOf(
        Tuple.of(8, accounts()),
        Tuple.of(8, Arbitraries.just(Shape.one("student_onboarding_completed"))),
        Tuple.of(10, plans()),
        Tuple.of(14, taskLogs()),
        Tuple.of(5, optOuts()),
        Tuple.of(3, briefOptOuts()),
        Tuple.of(4, Arbitraries.just(Shape.one("session_started"))),
        Tuple.of(4, staleFlags()),
        Tuple.of(4, visitors()),
        Tuple.of(4, bystanders()));
  }

  private static Arbitrary<Shape> accounts() {
    return Arbitraries.of("self_signup", "roster_provisioned")
        .map(source -> Shape.one("account_created", account -> account.value("source", source)));
  }

  private static Arbitrary<Shape> plans() {
    Arbitrary<AnalyticsRecord.Fields> tasks =
        Combinators.combine(taskIds(), Histories.instants())
            .as((task, due) -> new AnalyticsRecord.Fields(List.of(task, due)));
    return tasks
        .list()
        .ofMaxSize(3)
        .map(
            assigned ->
                Shape.one(
                    "action_plan_accepted",
                    plan -> plan.value("plan_id", "plan").value("tasks", assigned)));
  }

  private static Arbitrary<Shape> taskLogs() {
    Arbitrary<Boolean> completed = Arbitraries.of(true, false).injectNull(0.2);
    return Combinators.combine(taskIds(), completed, Histories.instants().injectNull(0.7))
        .as(
            (task, state, due) ->
                Shape.one(
                    "task_completion_logged",
                    log ->
                        log.value("plan_id", "plan")
                            .value("task_id", task)
                            .value("task_completed", state)
                            .value("due_at", due)));
  }

  private static Arbitrary<String> taskIds() {
    return Arbitraries.frequency(Tuple.of(4, "essay"), Tuple.of(2, "call"), Tuple.of(1, "visit"));
  }

  static Arbitrary<Shape> optOuts() {
    return Arbitraries.of(true, false).map(flag -> frame -> List.of(preference(frame, flag)));
  }

  /** Out and in again, so that the two ends of an opt-out meet the ends of windows. */
  static Arbitrary<Shape> briefOptOuts() {
    return Arbitraries.of(0L, 1L, 2L, Histories.HOUR, Histories.DAY)
        .map(
            length ->
                frame ->
                    List.of(preference(frame, true), preference(frame.next(1, length), false)));
  }

  private static AnalyticsRecord.Builder preference(Shape.Frame frame, boolean optsOut) {
    return Shape.record("settings_tracking_opt_out", frame.about("preferences"))
        .value("opt_out_status", optsOut);
  }

  /** Events whose own flag says opted out, inside an opt-out or not. */
  static Arbitrary<Shape> staleFlags() {
    return Arbitraries.of(
            "student_onboarding_completed",
            "session_started",
            "career_match_viewed",
            "readiness_alert_triggered")
        .map(type -> Shape.one(type, event -> event.value("opt_out_status", true)));
  }

  /** Page views of visitors whom nothing identifies; one is called like a user. */
  static Arbitrary<Shape> visitors() {
    Arbitrary<String> ids = Arbitraries.of("visitor", "ann");
    Arbitrary<Boolean> flags = Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true));
    return Combinators.combine(ids, flags)
        .as(
            (id, flag) ->
                Shape.one(
                    "career_match_viewed",
                    view -> Shape.asVisitor(view, id).value("opt_out_status", flag)));
  }

  /** What is activity for one KPI and nothing for the others, or nothing for all of them. */
  private static Arbitrary<Shape> bystanders() {
    return Arbitraries.oneOf(
        PlatformShapes.uploads(),
        PlatformShapes.recalculations(),
        PlatformShapes.timings(),
        PlatformShapes.roster(),
        Arbitraries.of("advisor_note_added", "readiness_alert_triggered").map(Shape::one));
  }
}
