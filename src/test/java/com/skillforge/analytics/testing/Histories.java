package com.skillforge.analytics.testing;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.plan.RecordType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * Generates small, nasty histories: few users, few instants and many coincidences, because errors
 * sit on the edges of windows and in ties.
 */
public final class Histories {
  private static final int MAX_DRAWN = 30;
  private static final int MAX_COPIES = 8;
  private static final long MONDAY = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** What every record has, whatever its type. */
  private record Frame(Who who, Where where, long millis, String id) {}

  private record Who(String user, String tenant, String environment, String persona) {}

  private record Where(String source, String topic, int partition, int offset) {}

  /** What the records of one draw look like; nearly always it is one record. */
  private interface Shape {
    List<AnalyticsRecord.Builder> of(Frame frame);

    static Shape one(String type) {
      return one(type, record -> {});
    }

    static Shape one(String type, Consumer<AnalyticsRecord.Builder> properties) {
      return frame -> {
        AnalyticsRecord.Builder record = record(type, frame);
        properties.accept(record);
        return List.of(record);
      };
    }
  }

  private Histories() {}

  /** Histories of up to 40 records of every kind. */
  public static Arbitrary<History> any() {
    Arbitrary<List<AnalyticsRecord>> records =
        Combinators.combine(frames(), shapes())
            .as((frame, shape) -> shape.of(frame))
            .list()
            .ofMaxSize(MAX_DRAWN)
            .map(
                drawn ->
                    drawn.stream()
                        .flatMap(List::stream)
                        .map(AnalyticsRecord.Builder::build)
                        .toList());
    return Combinators.combine(records, copies())
        .as((originals, copies) -> history(originals, copies));
  }

  /** Instants on, just before and just after what divides one result from another. */
  public static Arbitrary<Long> instants() {
    Arbitrary<Long> anchors =
        Arbitraries.frequencyOf(
            Tuple.of(12, near(10 * HOUR, DAY + 10 * HOUR, 4 * DAY + 17 * HOUR, 7 * DAY)),
            Tuple.of(
                6,
                near(
                    0,
                    DAY,
                    2 * DAY + 10 * HOUR,
                    5 * DAY,
                    7 * DAY + 10 * HOUR,
                    8 * DAY + 10 * HOUR,
                    11 * DAY + 17 * HOUR,
                    14 * DAY)),
            Tuple.of(1, near(-DAY, -DAY + 10 * HOUR, -7 * DAY, 30 * DAY)),
            // What the first week and the first days look back to.
            Tuple.of(1, near(-400 * DAY, -399 * DAY, -393 * DAY)));
    Arbitrary<Integer> aside =
        Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(1, -1), Tuple.of(1, 1));
    return Combinators.combine(anchors, aside).as((anchor, millis) -> anchor + millis);
  }

  private static Arbitrary<Long> near(long... sinceMonday) {
    return Arbitraries.of(Arrays.stream(sinceMonday).mapToObj(since -> MONDAY + since).toList());
  }

  private static Arbitrary<Frame> frames() {
    Arbitrary<Who> who =
        Combinators.combine(
                Arbitraries.frequency(
                    Tuple.of(8, "ann"), Tuple.of(4, "bob"), Tuple.of(1, "cid"), Tuple.of(1, "dee")),
                Arbitraries.frequency(Tuple.of(8, "north"), Tuple.of(1, "south")),
                Arbitraries.frequency(Tuple.of(8, "prod"), Tuple.of(1, "staging")),
                Arbitraries.frequency(
                    Tuple.of(6, "student"), Tuple.of(2, "career_changer"), Tuple.of(1, "advisor")))
            .as(Who::new);
    Arbitrary<Where> where =
        Combinators.combine(
                Arbitraries.of(RecordPosition.KAFKA, "a.ndjson"),
                Arbitraries.of("t1", "t2"),
                Arbitraries.of(0, 1),
                Arbitraries.integers().between(0, 9))
            .as(Where::new);
    // A hundred ids: now and then two records of a user have one id without being copies.
    Arbitrary<String> ids =
        Arbitraries.integers()
            .between(0, 99)
            .map(n -> String.format("00000000-0000-4000-8000-0000%08x", n * 0x9E3779B1));
    return Combinators.combine(who, where, instants(), ids).as(Frame::new);
  }

  private static Arbitrary<Shape> shapes() {
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
        Combinators.combine(taskIds(), instants())
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
    return Combinators.combine(taskIds(), completed, instants().injectNull(0.7))
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

  private static Arbitrary<Shape> optOuts() {
    return Arbitraries.of(true, false)
        .map(
            flag ->
                Shape.one(
                    "settings_tracking_opt_out", change -> change.value("opt_out_status", flag)));
  }

  /** Out and in again, so that the two ends of an opt-out meet the ends of windows. */
  private static Arbitrary<Shape> briefOptOuts() {
    return Arbitraries.of(0L, 1L, 2L, HOUR, DAY)
        .map(
            length ->
                frame ->
                    List.of(
                        record("settings_tracking_opt_out", frame).value("opt_out_status", true),
                        record("settings_tracking_opt_out", frame)
                            .value("opt_out_status", false)
                            .recordId(frame.id.replaceFirst("0000", "1111"))
                            .eventTimeMillis(frame.millis + length)));
  }

  /** Events whose own flag says opted out, inside an opt-out or not. */
  private static Arbitrary<Shape> staleFlags() {
    return Arbitraries.of(
            "student_onboarding_completed",
            "session_started",
            "career_match_viewed",
            "readiness_alert_triggered")
        .map(type -> Shape.one(type, event -> event.value("opt_out_status", true)));
  }

  /** Events of visitors whom nothing identifies; one is called like a user. */
  private static Arbitrary<Shape> visitors() {
    Arbitrary<String> ids = Arbitraries.of("visitor", "ann");
    Arbitrary<Boolean> flags = Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true));
    Arbitrary<Shape> views =
        Combinators.combine(ids, flags)
            .as(
                (id, flag) ->
                    Shape.one(
                        "career_match_viewed",
                        view -> asVisitor(view, id).value("opt_out_status", flag)));
    return Arbitraries.oneOf(
        views, ids.map(id -> Shape.one("page_timing", timing -> asVisitor(timing, id))));
  }

  private static AnalyticsRecord.Builder asVisitor(
      AnalyticsRecord.Builder record, String anonymousId) {
    return record.canonicalUserId(null).value("user_id", null).value("anonymous_id", anonymousId);
  }

  /** What is activity for one KPI and nothing for the others, or nothing for all of them. */
  private static Arbitrary<Shape> bystanders() {
    return Arbitraries.of(
            "resume_parsed",
            "advisor_note_added",
            "readiness_alert_triggered",
            "readiness_recalculated",
            "page_timing",
            "roster_assignment")
        .map(Shape::one);
  }

  private static AnalyticsRecord.Builder record(String name, Frame frame) {
    RecordType type = TestRecords.PLAN.recordType(name).orElseThrow();
    AnalyticsRecord.Builder record =
        AnalyticsRecord.builder(type)
            .recordId(frame.id)
            .tenantId(frame.who.tenant)
            .environment(frame.who.environment)
            .eventTimeMillis(frame.millis)
            .recordTimestampMillis(frame.millis)
            .position(
                new RecordPosition(
                    frame.where.source,
                    frame.where.topic,
                    frame.where.partition,
                    frame.where.offset));
    if (type.indexOf("user_id") >= 0) {
      record.canonicalUserId(frame.who.user).value("user_id", frame.who.user);
    }
    if (type.indexOf("persona") >= 0) {
      record.value("persona", allowed(type, frame.who.persona));
    }
    if (type.indexOf("opt_out_status") >= 0) {
      record.value("opt_out_status", false).value("context_device", "phone");
    }
    return record;
  }

  private static String allowed(RecordType type, String persona) {
    return type.personas().contains(Persona.of(persona).orElseThrow())
        ? persona
        : type.personas().stream().map(Persona::label).sorted().findFirst().orElseThrow();
  }

  /** Which records come again: index, and milliseconds by which the copy's event time differs. */
  private static Arbitrary<List<Tuple2<Integer, Long>>> copies() {
    Arbitrary<Integer> indexes = Arbitraries.integers().between(0, MAX_DRAWN - 1);
    Arbitrary<Long> shifts = Arbitraries.of(0L, 0L, 1L, -1L, DAY, -DAY);
    return Combinators.combine(indexes, shifts).as(Tuple::of).list().ofMaxSize(MAX_COPIES);
  }

  private static History history(
      List<AnalyticsRecord> originals, List<Tuple2<Integer, Long>> copies) {
    List<AnalyticsRecord> records = new ArrayList<>();
    originals.forEach(original -> records.add(placed(original, records.size()).build()));
    for (Tuple2<Integer, Long> copy : originals.isEmpty() ? copies.subList(0, 0) : copies) {
      AnalyticsRecord original = records.get(copy.get1() % originals.size());
      records.add(
          placed(original, records.size())
              .eventTimeMillis(original.eventTimeMillis() + copy.get2())
              .build());
    }
    return new History(List.copyOf(records));
  }

  /** No two records lie at one position; which of two lies before the other is left to chance. */
  private static AnalyticsRecord.Builder placed(AnalyticsRecord record, int index) {
    RecordPosition drawn = record.position();
    return record.toBuilder()
        .position(
            new RecordPosition(
                drawn.source(),
                drawn.topic(),
                drawn.partition(),
                drawn.offset() % 10 * 100 + index));
  }
}
