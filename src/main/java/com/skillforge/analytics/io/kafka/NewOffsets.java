package com.skillforge.analytics.io.kafka;

import com.skillforge.analytics.io.OffsetCoverage;
import com.skillforge.analytics.io.OffsetRange;
import com.skillforge.analytics.io.PartitionLog;
import com.skillforge.analytics.io.RunOffsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run takes from logs, and what that means for each warehouse that it writes to. No
 * timestamp decides: nothing is skipped, and nothing holds a partition up.
 *
 * @param range what is read: in every partition one stretch up to the end of its log
 * @param byWarehouse what the run notes in each warehouse when it has succeeded
 */
public record NewOffsets(KafkaRange range, Map<String, RunOffsets> byWarehouse) {

  /** Everything that the logs hold. */
  public static NewOffsets all(KafkaRange logs, Map<String, OffsetCoverage> coverage) {
    return new NewOffsets(logs, noted(logs, logs, coverage));
  }

  /**
   * Everything from the first offset on that one of the warehouses lacks. Another one gets again
   * what it has already; that changes nothing.
   */
  public static NewOffsets since(KafkaRange logs, Map<String, OffsetCoverage> coverage) {
    List<KafkaRange.Slice> slices = new ArrayList<>();
    for (KafkaRange.Slice whole : logs.partitions()) {
      long start = firstOpen(logs.log(whole), whole, coverage.values());
      slices.add(new KafkaRange.Slice(whole.topic(), whole.partition(), start, whole.end()));
    }
    KafkaRange range = new KafkaRange(logs.cluster(), logs.topicIds(), slices);
    return new NewOffsets(range, noted(logs, range, coverage));
  }

  private static long firstOpen(
      PartitionLog log, KafkaRange.Slice whole, Collection<OffsetCoverage> coverage) {
    return coverage.stream()
        .flatMap(of -> of.open(log, whole.start(), whole.end()).stream().limit(1))
        .mapToLong(OffsetRange::start)
        .min()
        .orElse(whole.end());
  }

  private static Map<String, RunOffsets> noted(
      KafkaRange logs, KafkaRange range, Map<String, OffsetCoverage> coverage) {
    List<OffsetRange> taken =
        range.partitions().stream()
            .filter(slice -> slice.size() > 0)
            .map(slice -> new OffsetRange(range.log(slice), slice.start(), slice.end()))
            .toList();
    Map<String, RunOffsets> noted = new LinkedHashMap<>();
    coverage.forEach(
        (warehouse, of) -> {
          List<OffsetRange> lost = new ArrayList<>();
          logs.partitions().forEach(whole -> lost.addAll(of.lost(logs.log(whole), whole.start())));
          noted.put(warehouse, new RunOffsets(taken, lost));
        });
    return noted;
  }
}
