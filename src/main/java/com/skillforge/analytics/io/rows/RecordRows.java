package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.RawTable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Accepted records as rows of their raw tables. */
public final class RecordRows implements RowEncoder<RecordBlock> {
  private static final long serialVersionUID = 1L;

  private final TrackingPlan plan;
  private transient @Nullable Map<String, Rows> rowsByType;

  public RecordRows(TrackingPlan plan) {
    this.plan = plan;
  }

  @Override
  public void write(RecordBlock block, RowTarget target) throws IOException {
    for (AnalyticsRecord record : block.records(plan)) {
      rowsOf(record.type()).write(record, target);
    }
  }

  private Rows rowsOf(RecordType type) {
    if (rowsByType == null) {
      rowsByType = new HashMap<>();
    }
    return rowsByType.computeIfAbsent(type.name(), name -> new Rows(RawTable.of(type, plan)));
  }

  /** The columns that say where a record was read, the same in all tables of records. */
  static void position(RecordPosition position, long timestampMillis, RowWriter out) {
    out.text(position.source()).text(position.topic());
    out.integer((long) position.partition()).integer(position.offset());
    out.timestamp(timestampMillis == SourceRecord.NO_TIMESTAMP ? null : timestampMillis);
  }

  /** The rows of one type. */
  private static final class Rows {
    private final RawTable raw;
    private final StagedTable table;

    Rows(RawTable raw) {
      this.raw = raw;
      this.table = StagedTable.of(raw);
    }

    void write(AnalyticsRecord record, RowTarget target) throws IOException {
      RowWriter out = target.rowOf(table);
      RecordType type = raw.type();
      List<Property> properties = type.properties();
      for (int i = 0; i < properties.size(); i++) {
        switch (type.role(i)) {
          case NAME -> out.text(type.name());
          case ID -> out.text(record.recordId());
          case VERSION -> out.integer((long) record.version());
          case TENANT -> out.text(record.tenantId());
          case ENVIRONMENT -> out.text(record.environment());
          case EVENT_TIME -> out.timestamp(record.eventTimeMillis());
          default -> property(properties.get(i), record.value(i), out);
        }
      }
      out.text(record.canonicalUserId());
      out.flag(record.optedOut());
      if (raw.compacted()) {
        out.flag(record.tombstone());
      }
      position(record.position(), record.recordTimestampMillis(), out);
      out.endRow();
    }

    private static void property(Property property, @Nullable Object value, RowWriter out) {
      switch (property.type()) {
        case STRING -> out.text((String) value);
        case INTEGER -> out.integer((Long) value);
        case NUMBER -> out.number((Double) value);
        case BOOLEAN -> out.flag((Boolean) value);
        case TIMESTAMP -> out.timestamp((Long) value);
        case STRING_LIST -> out.texts((List<?>) value);
        case OBJECT_LIST ->
            out.json(value == null ? null : JsonText.objects(property, (List<?>) value));
      }
    }
  }
}
