package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.rows.QualityFigures;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.rows.StoredTerms;
import com.skillforge.analytics.model.DayCount;
import com.skillforge.analytics.model.Gate;
import com.skillforge.analytics.model.QualityCheck;
import com.skillforge.analytics.model.ReadCounts;
import com.skillforge.analytics.options.GateModes;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.quality.Gates;
import com.skillforge.analytics.quality.Thresholds;
import com.skillforge.analytics.quality.UsualShare;
import com.skillforge.analytics.sql.Migration;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges the raw tables that a run is about to publish from. */
final class GateKeeper {
  private static final String STORING = "raw-events";
  private static final Duration RUNS = Duration.ofDays(60);
  private static final int NULL_DAYS = 28;

  private final GateModes modes;
  private final WarehouseKind kind;
  private final JobOptions options;
  private final TrackingPlan plan;
  private final RunInfo run;

  /**
   * @param kind the warehouse whose raw tables are read
   */
  GateKeeper(
      GateModes modes, WarehouseKind kind, JobOptions options, TrackingPlan plan, RunInfo run) {
    this.modes = modes;
    this.kind = kind;
    this.options = options;
    this.plan = plan;
    this.run = run;
  }

  /** The gates that are judged, and do not end the run. */
  Set<Gate> warning() {
    return Arrays.stream(Gate.values())
        .filter(gate -> modes.of(gate) == GateModes.Mode.WARN)
        .collect(Collectors.toSet());
  }

  /**
   * Judges the last full day before the end of the run's range, and what has been read lately.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse cannot be read
   */
  List<QualityCheck> judge() {
    QueryableWarehouse warehouse = Warehouses.reader(kind, options);
    QualityFigures figures = new QualityFigures(warehouse, plan, run.environment());
    Gates gates = new Gates(Thresholds.DEFAULT);
    LocalDate day =
        LocalDate.ofInstant(run.to().orElse(run.launchedAt()), ZoneOffset.UTC).minusDays(1);
    List<LocalDate> days = List.of(day);
    List<QualityCheck> checks = new ArrayList<>();
    if (judges(Gate.VOLUME, Gate.PERSONA_MIX, Gate.NULL_RATES)) {
      List<DayCount> counts = figures.counts(day.minusWeeks(Thresholds.DEFAULT.weeks()), day);
      checks.addAll(gates.volume(counts, days, StoredTerms.of(warehouse)));
      checks.addAll(gates.personaMix(counts, days));
      checks.addAll(
          gates.nullRates(figures.nulls(busy(counts, day), day.minusDays(NULL_DAYS), day), days));
    }
    if (judges(Gate.CONSERVATION, Gate.UNKNOWN_PROPERTIES)) {
      List<ReadCounts> reads = figures.reads(STORING, Instant.now().minus(RUNS));
      checks.addAll(gates.conservation(reads));
      checks.addAll(gates.unknownProperties(reads));
    }
    if (judges(Gate.SCHEMA)) {
      checks.addAll(gates.schema(differences(Warehouses.migrations(kind, options).compare())));
    }
    checks.removeIf(check -> modes.of(check.gate()) == GateModes.Mode.OFF);
    return checks;
  }

  private boolean judges(Gate... any) {
    return Arrays.stream(any).anyMatch(gate -> modes.of(gate) != GateModes.Mode.OFF);
  }

  /** The record types of which a day has enough to say something about shares. */
  private static Set<String> busy(List<DayCount> counts, LocalDate day) {
    return counts.stream()
        .filter(count -> count.day().equals(day))
        .collect(
            Collectors.groupingBy(DayCount::recordType, Collectors.summingLong(DayCount::rows)))
        .entrySet()
        .stream()
        .filter(type -> type.getValue() >= UsualShare.LEAST_RECORDS)
        .map(type -> type.getKey())
        .collect(Collectors.toSet());
  }

  /** Descriptions do not matter to what is read. */
  private static List<String> differences(Migration migration) {
    return Stream.concat(
            migration.refusals().stream(),
            migration.changes().stream().filter(change -> !change.startsWith("describe ")))
        .toList();
  }

  /** What did not pass and does not end the run, one sentence each. */
  List<String> warnings(List<QualityCheck> checks) {
    return checks.stream()
        .filter(check -> !check.passed() && warning().contains(check.gate()))
        .map(check -> "Not as usual: " + sentence(check))
        .toList();
  }

  /**
   * Ends the run for what did not pass where that ends it.
   *
   * @throws UserError with what was judged, what was expected, and how to go on nevertheless
   */
  void require(List<QualityCheck> checks) {
    List<QualityCheck> failed =
        checks.stream()
            .filter(check -> !check.passed() && modes.of(check.gate()) == GateModes.Mode.FAIL)
            .toList();
    if (failed.isEmpty()) {
      return;
    }
    String all = failed.stream().map(GateKeeper::sentence).collect(Collectors.joining("\n"));
    String off =
        failed.stream()
            .map(check -> check.gate().label() + ":warn")
            .distinct()
            .collect(Collectors.joining(","));
    throw new UserError(
        ExitCode.CHECK,
        all
            + "\nNothing was published. When it is as it should be, run the same again; to publish"
            + " nevertheless, with --gates=fail,"
            + off
            + ".");
  }

  private static String sentence(QualityCheck check) {
    return check.toText() + ": " + check.gate().cause() + ".";
  }
}
