package com.skillforge.analytics.pipelines.launch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.io.OffsetRange;
import com.skillforge.analytics.io.RunOffsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Offsets that Kafka has deleted before any run took them.
 *
 * @param warehouses those that lack them
 */
public record Loss(OffsetRange range, List<String> warehouses) {

  /** The losses of a run, each once, in the order of the topics. */
  static List<Loss> of(Map<String, RunOffsets> byWarehouse) {
    Map<OffsetRange, List<String>> lost = new LinkedHashMap<>();
    byWarehouse.forEach(
        (warehouse, offsets) ->
            offsets
                .lost()
                .forEach(
                    range -> lost.computeIfAbsent(range, r -> new ArrayList<>()).add(warehouse)));
    return lost.entrySet().stream()
        .map(entry -> new Loss(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** One sentence. */
  public String toText() {
    return String.format(
        Locale.ROOT,
        "Lost: offsets %d to %d of topic %s partition %d (%,d of them) were deleted from Kafka before"
            + " any run had taken them for %s; everything after them is taken.",
        range.start(),
        range.end() - 1,
        range.log().topic(),
        range.log().partition(),
        range.count(),
        String.join(", ", warehouses));
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("topic", range.log().topic());
    json.put("topic_id", range.log().topicId());
    json.put("partition", range.log().partition());
    json.put("start_offset", range.start());
    json.put("end_offset", range.end());
    json.put("offsets", range.count());
    warehouses.forEach(json.putArray("warehouses")::add);
    return json;
  }
}
