package com.skillforge.analytics.io.local;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.RawTable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Stages accepted records. */
final class StageRecordsFn extends StageRowsFn<RecordBlock> {
  private static final long serialVersionUID = 1L;

  private final TrackingPlan plan;
  private transient Map<String, RecordRows> rowsByType;
  private transient Map<String, String> tableByType;

  StageRecordsFn(StagingArea area, TrackingPlan plan) {
    super(area);
    this.plan = plan;
  }

  @Setup
  public void setup() {
    rowsByType = new HashMap<>();
    tableByType = new HashMap<>();
    for (RawTable raw : RawTable.all(plan)) {
      rowsByType.put(raw.type().name(), new RecordRows(raw));
      tableByType.put(raw.type().name(), raw.table().name().toString());
    }
  }

  @Override
  void write(RecordBlock block, BundleFiles files) throws IOException {
    for (AnalyticsRecord record : block.records(plan)) {
      String type = record.type().name();
      rowsByType.get(type).write(record, files.rowOf(tableByType.get(type)));
    }
  }
}
