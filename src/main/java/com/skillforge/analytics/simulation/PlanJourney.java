package com.skillforge.analytics.simulation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.plan.Persona;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Resumes, the action plans that follow, and what becomes of their tasks. */
final class PlanJourney {
  private static final double STUDENT_UPLOADS = 0.4;
  private static final double CAREER_CHANGER_UPLOADS = 0.85;
  private static final double UPLOADS_AGAIN = 0.25;
  private static final double ACCEPTS_SOON = 0.55;
  private static final double ACCEPTS_LATE = 0.15;
  private static final double NAMES_RESUME = 0.6;
  private static final List<Integer> COURSE_PLAN_WEEKS = List.of(0, 3, 7, 11, 13);
  private static final double ACCEPTS_COURSE_PLAN = 0.42;

  /** Task discipline grows over the semester and suffers in the week of the spring break. */
  private static final double ON_TIME_AT_START = 0.53;

  private static final double ON_TIME_PER_WEEK = 0.017;
  private static final double ON_TIME_LOST_IN_BREAK = 0.2;

  private static final double MOVES_DUE_DATE = 0.08;
  private static final double MOVES_TOO_LATE = 0.02;
  private static final double DONE_LATE = 0.55;
  private static final double REOPENS = 0.06;
  private static final double WRITES_CHECKBOX = 0.6;

  /** A task of an accepted plan. */
  private record Task(String planId, String taskId, long acceptedAt, long dueAt) {}

  private final RecordLog log;
  private final long seed;
  private final double milestones;

  PlanJourney(RecordLog log, SimulationSettings settings) {
    this.log = log;
    this.seed = settings.seed();
    this.milestones = settings.milestones();
  }

  void write(Person person) {
    Randomness random = person.random(seed, "plans");
    resumes(person, random);
    if (person.persona() == Persona.STUDENT) {
      for (int week : COURSE_PLAN_WEEKS) {
        if (random.chance(ACCEPTS_COURSE_PLAN * milestones)) {
          long at = SemesterCalendar.momentInWeek(week, person.persona(), random);
          plan(person, at, Optional.empty(), random);
        }
      }
    }
  }

  private void resumes(Person person, Randomness random) {
    boolean student = person.persona() == Persona.STUDENT;
    double uploads = (student ? STUDENT_UPLOADS : CAREER_CHANGER_UPLOADS) * milestones;
    long at = person.createdAt() + random.skewed(SemesterCalendar.HOUR, 6 * SemesterCalendar.WEEK);
    boolean more = random.chance(uploads);
    while (more && at < SemesterCalendar.END) {
      String resumeId = "res_" + random.hex(1);
      long uploadedAt = at;
      log.event(
          person,
          "resume_parsed",
          uploadedAt,
          "/resume/upload",
          random,
          json -> json.put("resume_id", resumeId));
      Optional<String> named =
          random.chance(NAMES_RESUME) ? Optional.of(resumeId) : Optional.empty();
      switch (random.weighted(ACCEPTS_SOON, ACCEPTS_LATE, 1 - ACCEPTS_SOON - ACCEPTS_LATE)) {
        case 0 ->
            plan(
                person,
                at + random.skewed(2 * SemesterCalendar.HOUR, 14 * SemesterCalendar.DAY),
                named,
                random);
        case 1 ->
            plan(
                person,
                at + random.between(15 * SemesterCalendar.DAY, 35 * SemesterCalendar.DAY),
                named,
                random);
        default -> {}
      }
      more = random.chance(UPLOADS_AGAIN);
      at += random.between(2 * SemesterCalendar.DAY, 6 * SemesterCalendar.WEEK);
    }
  }

  private void plan(Person person, long at, Optional<String> resumeId, Randomness random) {
    if (at >= SemesterCalendar.END || !person.isHere(at)) {
      return;
    }
    String planId = "plan_" + random.hex(1);
    int count = random.chance(0.02) ? 0 : random.between(3, 6);
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long day =
          SemesterCalendar.midnightOf(at)
              + (7L + 6L * i + random.between(0, 5)) * SemesterCalendar.DAY;
      tasks.add(new Task(planId, planId + "_t" + i, at, day + 17 * SemesterCalendar.HOUR));
    }
    log.event(
        person,
        "action_plan_accepted",
        at,
        "/plans/" + planId,
        random,
        json -> {
          json.put("plan_id", planId);
          resumeId.ifPresent(id -> json.put("resume_id", id));
          ArrayNode array = json.putArray("tasks");
          tasks.forEach(
              task ->
                  array
                      .addObject()
                      .put("task_id", task.taskId())
                      .put("due_at", Payloads.timestamp(task.dueAt())));
        });
    tasks.forEach(task -> work(person, task, random));
  }

  private void work(Person person, Task assigned, Randomness random) {
    Task task = assigned;
    if (random.chance(MOVES_DUE_DATE)) {
      long at = task.dueAt() - random.between(SemesterCalendar.HOUR, 3 * SemesterCalendar.DAY);
      long dueAt = task.dueAt() + random.between(2, 9) * SemesterCalendar.DAY;
      move(person, task, at, dueAt, random);
      task = new Task(task.planId(), task.taskId(), at, dueAt);
    }
    int week = SemesterCalendar.weekOf(task.dueAt());
    double inTime = ON_TIME_AT_START + ON_TIME_PER_WEEK * week + person.diligence();
    if (week == person.tenant().springBreakWeek()) {
      inTime -= ON_TIME_LOST_IN_BREAK;
    }
    if (random.chance(inTime)) {
      finish(person, task, random);
    } else {
      if (random.chance(MOVES_TOO_LATE)) {
        long at = task.dueAt() + random.between(SemesterCalendar.HOUR, SemesterCalendar.DAY);
        move(person, task, at, at + SemesterCalendar.WEEK, random);
      }
      if (random.chance(DONE_LATE)) {
        long late = random.skewed(SemesterCalendar.HOUR, 2 * SemesterCalendar.WEEK);
        check(person, task, task.dueAt() + late, true, random);
      }
    }
  }

  private void finish(Person person, Task task, Randomness random) {
    long longest = Math.min(6 * SemesterCalendar.DAY, task.dueAt() - task.acceptedAt());
    long done = task.dueAt() - random.skewed(0, longest);
    check(person, task, done, true, random);
    if (random.chance(REOPENS)) {
      long reopened = done + random.between(SemesterCalendar.HOUR, 2 * SemesterCalendar.DAY);
      check(person, task, reopened, false, random);
      long again = reopened + random.between(SemesterCalendar.HOUR, 3 * SemesterCalendar.DAY);
      check(person, task, again, true, random);
    }
  }

  private void check(Person person, Task task, long at, boolean done, Randomness random) {
    boolean written = !done || random.chance(WRITES_CHECKBOX);
    log(
        person,
        task,
        at,
        random,
        json -> {
          if (written) {
            json.put("task_completed", done);
          }
        });
  }

  private void move(Person person, Task task, long at, long dueAt, Randomness random) {
    log(person, task, at, random, json -> json.put("due_at", Payloads.timestamp(dueAt)));
  }

  private void log(
      Person person, Task task, long at, Randomness random, Consumer<ObjectNode> change) {
    log.event(
        person,
        "task_completion_logged",
        at,
        "/plans/" + task.planId(),
        random,
        json -> {
          json.put("plan_id", task.planId());
          json.put("task_id", task.taskId());
          change.accept(json);
        });
  }
}
