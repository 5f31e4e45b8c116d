package com.skillforge.analytics.testing;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Builds valid records for tests, one short call each. */
public final class TestRecords {
  /** The plan that all test records follow. */
  public static final TrackingPlan PLAN = TrackingPlan.builtIn();

  private static final String TOPIC = "test";

  private TestRecords() {}

  /** An event of a user; the id is derived from the arguments. */
  public static AnalyticsRecord.Builder event(String type, String user, String time) {
    RecordType recordType = PLAN.recordType(type).orElseThrow();
    long millis = Instant.parse(time).toEpochMilli();
    String id = uuid(type + user + time);
    AnalyticsRecord.Builder record =
        AnalyticsRecord.builder(recordType)
            .recordId(id)
            .environment("test")
            .canonicalUserId(user)
            .eventTimeMillis(millis)
            .recordTimestampMillis(millis)
            .position(new RecordPosition(RecordPosition.KAFKA, TOPIC, 0, id.hashCode() & 0xFFFF));
    if (recordType.indexOf("user_id") >= 0) {
      record.value("user_id", user);
    }
    if (recordType.indexOf("persona") >= 0) {
      record.value("persona", "student");
    }
    if (recordType.indexOf("opt_out_status") >= 0) {
      record.value("opt_out_status", false);
    }
    return record;
  }

  /** An event of a visitor whom nothing identifies. */
  public static AnalyticsRecord anonymous(String type, String anonymousId, String time) {
    return event(type, anonymousId, time)
        .canonicalUserId(null)
        .value("user_id", null)
        .value("anonymous_id", anonymousId)
        .build();
  }

  public static AnalyticsRecord session(String user, String time) {
    return event("session_started", user, time).build();
  }

  public static AnalyticsRecord match(String user, String time) {
    return event("career_match_viewed", user, time).build();
  }

  public static AnalyticsRecord account(String user, String time, String source) {
    return event("account_created", user, time).value("source", source).build();
  }

  public static AnalyticsRecord onboarded(String user, String time) {
    return event("student_onboarding_completed", user, time).build();
  }

  public static AnalyticsRecord optOut(String user, String time, boolean status) {
    return event("settings_tracking_opt_out", user, time).value("opt_out_status", status).build();
  }

  /** An accepted plan with one task. */
  public static AnalyticsRecord plan(String user, String time, String task, String due) {
    return event("action_plan_accepted", user, time)
        .value(
            "tasks",
            List.of(
                new AnalyticsRecord.Fields(Arrays.asList(task, Instant.parse(due).toEpochMilli()))))
        .build();
  }

  /** A task log; {@code completed} null leaves {@code task_completed} out. */
  public static AnalyticsRecord task(String user, String time, String task, Boolean completed) {
    return event("task_completion_logged", user, time)
        .value("task_id", task)
        .value("task_completed", completed)
        .build();
  }

  /** A task log that re-schedules only. */
  public static AnalyticsRecord reschedule(String user, String time, String task, String due) {
    return event("task_completion_logged", user, time)
        .value("task_id", task)
        .value("due_at", Instant.parse(due).toEpochMilli())
        .build();
  }

  /** All records in one block, in the order given. */
  public static RecordBlock block(AnalyticsRecord... records) {
    return block(Arrays.asList(records));
  }

  /** All records in one block, in the order given. */
  public static RecordBlock block(List<AnalyticsRecord> records) {
    RecordBlock.Builder builder = new RecordBlock.Builder(Projection.EVERYTHING);
    records.forEach(builder::add);
    return builder.build();
  }

  /** A UUID that depends on nothing but the seed. */
  public static String uuid(String seed) {
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
