package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.transforms.history.UserHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The life of one task of one user: assigned, re-scheduled, ticked, re-opened.
 *
 * <p>A task's due date can be replaced only by a record whose event time is before the due date
 * that it replaces: an extension after that does not rescue. Completions before the assignment
 * count.
 */
final class AssignedTask {
  static final String ACCEPTED = "action_plan_accepted";
  static final String LOGGED = "task_completion_logged";

  private static final String TASKS = "tasks";

  private @Nullable AnalyticsRecord assignment;
  private long dueMillis;
  private boolean completeAtDue;
  private boolean complete;
  private boolean reopened;
  private final Map<Long, Boolean> states = new LinkedHashMap<>();
  private final List<AnalyticsRecord> records = new ArrayList<>(2);

  private AssignedTask() {}

  /** All tasks that a user's records mention, by task id; some may never have been assigned. */
  static Map<String, AssignedTask> of(UserHistory user) {
    Map<String, AssignedTask> tasks = new HashMap<>();
    for (AnalyticsRecord record : user.records()) {
      if (record.type().name().equals(ACCEPTED)) {
        assign(record, tasks);
      } else if (record.type().name().equals(LOGGED)) {
        log(record, tasks);
      }
    }
    tasks.values().forEach(AssignedTask::judge);
    return tasks;
  }

  private static void assign(AnalyticsRecord record, Map<String, AssignedTask> tasks) {
    List<String> fieldNames =
        record.type().property(TASKS).orElseThrow().fields().stream()
            .map(field -> field.name())
            .toList();
    int taskId = fieldNames.indexOf("task_id");
    int dueAt = fieldNames.indexOf("due_at");
    for (AnalyticsRecord.Fields fields : record.objects(TASKS)) {
      String id = fields.text(taskId);
      Long due = fields.millis(dueAt);
      if (id == null || due == null) {
        continue; // the validator lets neither through
      }
      AssignedTask task = tasks.computeIfAbsent(id, key -> new AssignedTask());
      task.records.add(record);
      if (task.assignment == null) {
        task.assignment = record;
        task.dueMillis = due;
      } else {
        task.reschedule(record.eventTimeMillis(), due);
      }
    }
  }

  private static void log(AnalyticsRecord record, Map<String, AssignedTask> tasks) {
    String id = record.text("task_id");
    if (id == null) {
      return;
    }
    AssignedTask task = tasks.computeIfAbsent(id, key -> new AssignedTask());
    task.records.add(record);
    Long due = record.integer("due_at");
    if (due != null && task.assignment != null) {
      task.reschedule(record.eventTimeMillis(), due);
    }
    completion(record).ifPresent(state -> task.tick(record.eventTimeMillis(), state));
  }

  /**
   * What a log says of completion: without {@code task_completed} a log means complete, unless it
   * carries a due date; then it only re-schedules.
   */
  static Optional<Boolean> completion(AnalyticsRecord log) {
    if (log.has("task_completed")) {
      return Optional.of(log.flag("task_completed", true));
    }
    return log.has("due_at") ? Optional.empty() : Optional.of(true);
  }

  private void reschedule(long atMillis, long newDueMillis) {
    if (atMillis < dueMillis) {
      dueMillis = newDueMillis;
    }
  }

  private void tick(long atMillis, boolean state) {
    reopened |= complete && !state;
    complete = state;
    states.put(atMillis, state); // of several at one instant the last by id stays
  }

  /** Once the due date is settled: the last state at or before it. */
  private void judge() {
    states.forEach(
        (atMillis, state) -> {
          if (atMillis <= dueMillis) {
            completeAtDue = state;
          }
        });
  }

  /** Whether a plan ever assigned the task. */
  boolean isAssigned() {
    return assignment != null;
  }

  /** The first acceptance that assigned the task; only for an assigned task. */
  AnalyticsRecord assignment() {
    if (assignment == null) {
      throw new IllegalStateException("the task was never assigned");
    }
    return assignment;
  }

  /** The records that speak of the task, by time. */
  List<AnalyticsRecord> records() {
    return records;
  }

  long dueMillis() {
    return dueMillis;
  }

  /** Whether the last state at or before the due date is complete. */
  boolean isCompleteAtDue() {
    return completeAtDue;
  }

  /** Whether the last state of all is complete. */
  boolean isComplete() {
    return complete;
  }

  /** Whether the task ever went from complete to open. */
  boolean wasReopened() {
    return reopened;
  }
}
