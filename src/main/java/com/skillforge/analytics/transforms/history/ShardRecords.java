package com.skillforge.analytics.transforms.history;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What lies in one shard, unpacked: the records of its senders, and the guests. */
record ShardRecords(Map<SenderKey, List<AnalyticsRecord>> bySender, List<AnalyticsRecord> guests) {

  /** Within whom records with equal ids are the same record. */
  record SenderKey(String tenantId, String sender) {}

  static ShardRecords unpack(Iterable<RecordBlock> blocks, TrackingPlan plan) {
    Map<SenderKey, List<AnalyticsRecord>> bySender = new HashMap<>();
    List<AnalyticsRecord> guests = new ArrayList<>();
    for (RecordBlock block : blocks) {
      for (AnalyticsRecord record : block.records(plan)) {
        if (record.subject() != null) {
          guests.add(record);
        } else {
          bySender
              .computeIfAbsent(
                  new SenderKey(record.tenantId(), record.sender()), key -> new ArrayList<>(4))
              .add(record);
        }
      }
    }
    return new ShardRecords(bySender, guests);
  }
}
