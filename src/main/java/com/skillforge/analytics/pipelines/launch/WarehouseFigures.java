package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.rows.Freshness;
import com.skillforge.analytics.io.rows.LastSuccess;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.rows.RestatedRows;
import com.skillforge.analytics.model.metrics.CounterName;
import com.skillforge.analytics.model.metrics.Sample;
import com.skillforge.analytics.model.metrics.Series;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the warehouses of a run know that nobody else does. */
final class WarehouseFigures {
  private static final Logger LOG = LoggerFactory.getLogger(WarehouseFigures.class);

  private static final double MILLIS_OF_AN_HOUR = 3_600_000;

  private final List<QueryableWarehouse> warehouses;
  private final TrackingPlan plan;
  private final RunInfo run;

  WarehouseFigures(List<QueryableWarehouse> warehouses, TrackingPlan plan, RunInfo run) {
    this.warehouses = List.copyOf(warehouses);
    this.plan = plan;
    this.run = run;
  }

  /** How often they may be asked: where each question costs, less often. */
  Duration every() {
    boolean costsNothing =
        warehouses.stream().allMatch(at -> at.name().equals(WarehouseKind.LOCAL.label()));
    return costsNothing ? Duration.ofMinutes(1) : Duration.ofMinutes(15);
  }

  /** Asks all of them; one that does not answer is left out. */
  List<Sample> ask() {
    List<Sample> samples = new ArrayList<>();
    List<Optional<Instant>> successes = new ArrayList<>();
    for (QueryableWarehouse warehouse : warehouses) {
      try {
        freshness(warehouse, samples);
        restated(warehouse, samples);
        successes.add(LastSuccess.of(warehouse, run.pipeline(), run.environment()));
      } catch (RuntimeException e) { // it may be yet to be made, or be busy
        LOG.debug("{} was asked in vain", warehouse.name(), e);
        successes.add(Optional.empty());
      }
    }
    lastSuccess(successes).ifPresent(samples::add);
    return samples;
  }

  private void freshness(QueryableWarehouse warehouse, List<Sample> samples) {
    Instant now = Instant.now();
    for (Freshness fresh : Freshness.read(warehouse, plan)) {
      samples.add(
          new Sample(
              Series.FRESHNESS,
              List.of(
                  fresh.dataset(), CounterName.environment(fresh.environment()), warehouse.name()),
              fresh.age(now).toMillis() / MILLIS_OF_AN_HOUR));
    }
  }

  private void restated(QueryableWarehouse warehouse, List<Sample> samples) {
    for (RestatedRows restated : RestatedRows.of(warehouse, run.id(), run.startedAt())) {
      samples.add(
          new Sample(
              Series.ROWS_RESTATED,
              List.of(
                  CounterName.environment(restated.environment()),
                  restated.kpi(),
                  run.pipeline(),
                  warehouse.name()),
              restated.rows()));
    }
  }

  /** A run has succeeded when it has in all warehouses. */
  private Optional<Sample> lastSuccess(List<Optional<Instant>> successes) {
    return successes.contains(Optional.<Instant>empty())
        ? Optional.empty()
        : successes.stream()
            .flatMap(Optional::stream)
            .min(Instant::compareTo)
            .map(
                at ->
                    new Sample(
                        Series.LAST_SUCCESS,
                        List.of(CounterName.environment(run.environment()), run.pipeline()),
                        at.toEpochMilli() / 1000.0));
  }
}
