package com.skillforge.analytics.pipelines.launch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.model.PersonaLookup;
import java.util.Locale;
import java.util.Optional;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * What came of looking personas up, by the counters of a run. Work that a runner has done twice
 * counts twice.
 *
 * @param lookedUp records whose persona was looked up
 * @param cacheHits users who were remembered
 * @param missing records for which nothing was found
 * @param failed records for which Redis could not be asked
 * @param micros how long Redis was asked, tries and pauses included, all workers together
 */
public record PersonaCounts(long lookedUp, long cacheHits, long missing, long failed, long micros) {
  /** Nothing was looked up. */
  static final PersonaCounts NONE = new PersonaCounts(0, 0, 0, 0, 0);

  static PersonaCounts of(PipelineResult result) {
    MetricQueryResults found =
        result
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.inNamespace(PersonaLookup.METRICS))
                    .build());
    long micros = 0;
    for (MetricResult<DistributionResult> times : found.getDistributions()) {
      micros += times.getAttempted().getSum();
    }
    return new PersonaCounts(
        sum(found, PersonaLookup.LOOKED_UP),
        sum(found, PersonaLookup.CACHE_HITS),
        sum(found, PersonaLookup.MISSING),
        sum(found, PersonaLookup.FAILED),
        micros);
  }

  private static long sum(MetricQueryResults found, String counter) {
    long sum = 0;
    for (MetricResult<Long> result : found.getCounters()) {
      sum += result.getName().getName().equals(counter) ? result.getAttempted() : 0;
    }
    return sum;
  }

  private double seconds() {
    return micros / 1e6;
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("looked_up", lookedUp);
    json.put("cache_hits", cacheHits);
    json.put("missing", missing);
    json.put("failed", failed);
    json.put("seconds", seconds());
    return json;
  }

  /** One line. */
  String toText() {
    return String.format(
        Locale.ROOT,
        "personas looked up %,d, of these not found %,d and not to be asked for %,d; %,d from memory,"
            + " %.1f s",
        lookedUp,
        missing,
        failed,
        cacheHits,
        seconds());
  }

  /** What the operator has to know of a run during which Redis was away. */
  Optional<String> notice() {
    return Optional.of(
            String.format(
                Locale.ROOT,
                "REDIS COULD NOT BE REACHED: %,d records without persona were rejected (stage"
                    + " 'persona' in dead_letters). When it is back, run over the same range again:"
                    + " that stores them.",
                failed))
        .filter(sentence -> failed > 0);
  }
}
