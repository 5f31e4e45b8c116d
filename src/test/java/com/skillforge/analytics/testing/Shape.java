package com.skillforge.analytics.testing;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.plan.RecordType;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** What the records of one draw look like; nearly always it is one record. */
interface Shape {
  /** What every record has, whatever its type. */
  record Frame(Who who, Where where, long millis, String id) {
    /**
     * The frame with an id that only records about the same subject of the same environment may
     * have. Copies of records that visit whom they concern are told apart there, without the
     * sender's other records.
     */
    Frame about(Object subject) {
      String own = String.format("%04x", Objects.hash(subject, who.environment) & 0xFFFF);
      return new Frame(who, where, millis, id.substring(0, 4) + own + id.substring(8));
    }

    /** The frame of another record that was drawn along, some time later. */
    Frame next(int index, long laterMillis) {
      String other = id.replaceFirst("0000", String.valueOf(index).repeat(4));
      return new Frame(who, where, millis + laterMillis, other);
    }
  }

  /** Who sent it, and where that person belongs. */
  record Who(String user, String tenant, String environment, String persona) {}

  /** Where it was read. */
  record Where(String source, String topic, int partition, int offset) {}

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

  /** A record as its sender's, without properties of its own. */
  static AnalyticsRecord.Builder record(String name, Frame frame) {
    RecordType type = TestRecords.PLAN.recordType(name).orElseThrow();
    AnalyticsRecord.Builder record =
        AnalyticsRecord.builder(type)
            .recordId(frame.id())
            .tenantId(frame.who().tenant())
            .environment(frame.who().environment())
            .eventTimeMillis(frame.millis())
            .recordTimestampMillis(frame.millis())
            .position(
                new RecordPosition(
                    frame.where().source(),
                    frame.where().topic(),
                    frame.where().partition(),
                    frame.where().offset()));
    if (type.indexOf("user_id") < 0) {
      // Nobody's records are together because they are on one topic.
      record.position(
          new RecordPosition(
              frame.where().source(),
              type.name().startsWith("roster") ? frame.where().topic() : "etl.jobs",
              frame.where().partition(),
              frame.where().offset()));
    } else {
      record.canonicalUserId(frame.who().user()).value("user_id", frame.who().user());
    }
    if (type.indexOf("persona") >= 0) {
      record.value("persona", allowed(type, frame.who().persona()));
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

  /** The same record as sent by a browser before anybody logged in. */
  static AnalyticsRecord.Builder asVisitor(AnalyticsRecord.Builder record, String anonymousId) {
    return record.canonicalUserId(null).value("user_id", null).value("anonymous_id", anonymousId);
  }
}
