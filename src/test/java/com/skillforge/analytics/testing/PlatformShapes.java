package com.skillforge.analytics.testing;

import com.skillforge.analytics.model.AnalyticsRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Scores, resumes, cohorts, rosters, page timings and releases. */
final class PlatformShapes {
  private static final long GAP = Duration.ofMinutes(30).toMillis();

  private PlatformShapes() {}

  static Arbitrary<Shape> assessments() {
    return scores()
        .map(
            score ->
                Shape.one(
                    "assessment_completed",
                    event -> event.value("assessment_id", "a").value("readiness_score", score)));
  }

  static Arbitrary<Shape> recalculations() {
    return scores()
        .map(
            score ->
                Shape.one(
                    "readiness_recalculated", record -> record.value("readiness_score", score)));
  }

  /** On both sides of what is low. */
  private static Arbitrary<Double> scores() {
    return Arbitraries.of(30.0, 59.5, 60.0, 80.0);
  }

  static Arbitrary<Shape> cohorts() {
    Arbitrary<List<String>> members = users().list().ofMaxSize(4);
    return Combinators.combine(Arbitraries.of("c1", "c2"), members)
        .as(
            (cohort, students) ->
                frame ->
                    List.of(
                        Shape.record("cohort_assessment_assigned", frame.about(students))
                            .value("assessment_id", "a")
                            .value("cohort_id", cohort)
                            .value("student_ids", students)));
  }

  private static Arbitrary<String> users() {
    return Arbitraries.frequency(
        Tuple.of(6, "ann"), Tuple.of(4, "bob"), Tuple.of(2, "cid"), Tuple.of(1, "silent"));
  }

  static Arbitrary<Shape> uploads() {
    return resumes()
        .map(resume -> Shape.one("resume_parsed", upload -> upload.value("resume_id", resume)));
  }

  static Arbitrary<Shape> plansFromResumes() {
    return resumes()
        .injectNull(0.5)
        .map(
            resume ->
                Shape.one(
                    "action_plan_accepted",
                    plan ->
                        plan.value("plan_id", "plan")
                            .value("tasks", List.of())
                            .value("resume_id", resume)));
  }

  private static Arbitrary<String> resumes() {
    return Arbitraries.of("r1", "r2", "r3");
  }

  static Arbitrary<Shape> sessions() {
    return Arbitraries.just(Shape.one("session_started"));
  }

  /** Few advisors, students and instants, so that records of one assignment meet. */
  static Arbitrary<Shape> roster() {
    Arbitrary<String> advisors = Arbitraries.frequency(Tuple.of(3, "x"), Tuple.of(1, "y"));
    Arbitrary<Boolean> voided = Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true));
    return Combinators.combine(advisors, users(), Histories.instants().injectNull(0.5), voided)
        .as(
            (advisor, student, end, tombstone) ->
                frame ->
                    List.of(
                        Shape.record("roster_assignment", frame.about(student))
                            .tombstone(tombstone)
                            .value("advisor_id", advisor)
                            .value("student_id", student)
                            .value("unassigned_at", tombstone ? null : end)));
  }

  /** Up to four timings, each about half an hour after the one before it. */
  static Arbitrary<Shape> timings() {
    Arbitrary<String> sessions = Arbitraries.of("s1", "s2", "ann").injectNull(0.4);
    return Combinators.combine(sessions, visit().list().ofMinSize(1).ofMaxSize(4))
        .as((session, visits) -> frame -> timings(frame, session, visits));
  }

  /**
   * One look at a page.
   *
   * @param visitor whether the browser did not know yet who it was
   */
  private record Visit(long afterMillis, String page, long engagedMillis, boolean visitor) {}

  private static Arbitrary<Visit> visit() {
    return Combinators.combine(
            Arbitraries.of(0L, 1L, 60_000L, GAP - 1, GAP - 1, GAP, GAP + 1),
            Arbitraries.of(
                "/financial-planner",
                "/financial-planner?tab=loans",
                "/financial-planner/loans#top",
                "/financial-planners",
                "/dashboard"),
            Arbitraries.of(0L, 1L, 60_000L, 90_001L, 86_400_000L),
            Arbitraries.frequency(Tuple.of(5, false), Tuple.of(1, true)))
        .as(Visit::new);
  }

  private static List<AnalyticsRecord.Builder> timings(
      Shape.Frame frame, String session, List<Visit> visits) {
    List<AnalyticsRecord.Builder> timings = new ArrayList<>();
    long later = 0;
    for (Visit visit : visits) {
      later += timings.isEmpty() ? 0 : visit.afterMillis;
      // Two senders in one session with one id at one instant: nothing would tell which is first.
      String sender = visit.visitor ? "browser" : "user " + frame.who().user();
      Shape.Frame own = frame.about(session + sender);
      AnalyticsRecord.Builder timing =
          Shape.record("page_timing", timings.isEmpty() ? own : own.next(timings.size(), later))
              .value("anonymous_id", "browser")
              .value("session_id", session)
              .value("context_page", visit.page)
              .value("engaged_ms", visit.engagedMillis);
      timings.add(visit.visitor ? Shape.asVisitor(timing, "browser") : timing);
    }
    return timings;
  }

  static Arbitrary<Shape> releases() {
    return versions()
        .map(
            version ->
                Shape.one(
                    "onet_release_published",
                    release -> release.value("release_version", version)));
  }

  static Arbitrary<Shape> jobs() {
    Arbitrary<String> datasets = Arbitraries.frequency(Tuple.of(6, "onet"), Tuple.of(1, "bls"));
    Arbitrary<String> outcomes =
        Arbitraries.frequency(Tuple.of(3, "succeeded"), Tuple.of(1, "failed"));
    return Combinators.combine(versions(), datasets, outcomes)
        .as(
            (version, dataset, outcome) ->
                Shape.one(
                    "etl_job_finished",
                    job ->
                        job.value("job_id", "job")
                            .value("release_version", version)
                            .value("dataset", dataset)
                            .value("status", outcome)));
  }

  private static Arbitrary<String> versions() {
    return Arbitraries.of("29.0", "29.1", "30.0");
  }
}
