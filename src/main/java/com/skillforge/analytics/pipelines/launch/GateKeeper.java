package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.rows.QualityFigures;
import com.skillforge.analytics.io.rows.QualityRows;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.rows.StoredTerms;
import com.skillforge.analytics.model.DayCount;
import com.skillforge.analytics.model.Gate;
import com.skillforge.analytics.model.GateThreshold;
import com.skillforge.analytics.model.QualityCheck;
import com.skillforge.analytics.model.ReadCounts;
import com.skillforge.analytics.options.GateSettings;
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
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges the raw tables that a run is about to publish from. */
final class GateKeeper {
  private static final String STORING = "raw-events";
  private static final Duration RUNS = Duration.ofDays(60);

  /** A report may begin with the first record ever stored: older days are not judged any more. */
  private static final int MOST_DAYS = 400;

  private final GateSettings settings;
  private final WarehouseKind kind;
  private final JobOptions options;
  private final TrackingPlan plan;
  private final RunInfo run;
  private final Thresholds thresholds;

  /**
   * @param kind the warehouse whose raw tables are read
   */
  GateKeeper(
      GateSettings settings,
      WarehouseKind kind,
      JobOptions options,
      TrackingPlan plan,
      RunInfo run) {
    this.settings = settings;
    this.kind = kind;
    this.options = options;
    this.plan = plan;
    this.run = run;
    this.thresholds = new Thresholds(settings.thresholds());
  }

  /** The gates that are judged, and do not end the run. */
  Set<Gate> warning() {
    return Arrays.stream(Gate.values())
        .filter(gate -> settings.of(gate) == GateSettings.Mode.WARN)
        .collect(Collectors.toSet());
  }

  /**
   * Judges each full day of the run's range that was not judged for an earlier run that published
   * it, in any case the last one, and what has been read lately.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse cannot be read
   */
  List<QualityCheck> judge() {
    QueryableWarehouse warehouse = Warehouses.reader(kind, options);
    QualityFigures figures = new QualityFigures(warehouse, plan, run.environment());
    Gates gates = new Gates(thresholds);
    List<QualityCheck> checks = new ArrayList<>();
    if (judges(Gate.VOLUME, Gate.PERSONA_MIX, Gate.NULL_RATES)) {
      checks.addAll(judgeDays(warehouse, figures, gates));
    }
    if (judges(Gate.CONSERVATION, Gate.UNKNOWN_PROPERTIES)) {
      List<ReadCounts> reads = figures.reads(STORING, Instant.now().minus(RUNS));
      checks.addAll(gates.conservation(reads));
      checks.addAll(gates.unknownProperties(reads));
    }
    if (judges(Gate.SCHEMA)) {
      checks.addAll(gates.schema(differences(Warehouses.migrations(kind, options).compare())));
    }
    checks.removeIf(check -> settings.of(check.gate()) == GateSettings.Mode.OFF);
    return checks;
  }

  private List<QualityCheck> judgeDays(
      QueryableWarehouse warehouse, QualityFigures figures, Gates gates) {
    LocalDate last = day(run.to().orElse(run.launchedAt())).minusDays(1);
    LocalDate first = firstDay(last);
    Map<String, Set<LocalDate>> judged =
        QualityRows.judgedDays(warehouse, run.pipeline(), run.environment(), first, last);
    Function<Gate, List<LocalDate>> due =
        gate ->
            first
                .datesUntil(last.plusDays(1))
                .filter(
                    day ->
                        day.equals(last)
                            || !judged.getOrDefault(gate.label(), Set.of()).contains(day))
                .toList();
    List<DayCount> counts =
        figures.counts(first.minusWeeks(thresholds.whole(GateThreshold.WEEKS)), last);
    List<QualityCheck> checks = new ArrayList<>();
    checks.addAll(gates.volume(counts, due.apply(Gate.VOLUME), StoredTerms.of(warehouse)));
    checks.addAll(gates.personaMix(counts, due.apply(Gate.PERSONA_MIX)));
    List<LocalDate> days = due.apply(Gate.NULL_RATES);
    LocalDate from = days.get(0).minusDays(thresholds.whole(GateThreshold.NULL_DAYS));
    checks.addAll(gates.nullRates(figures.nulls(busy(counts, days), from, last), days));
    return checks;
  }

  /** That of the range; without a start of a range, the last one. */
  private LocalDate firstDay(LocalDate last) {
    LocalDate first = run.from().map(GateKeeper::day).orElse(last);
    LocalDate earliest = last.minusDays(MOST_DAYS - 1);
    return first.isAfter(last) ? last : first.isBefore(earliest) ? earliest : first;
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  private boolean judges(Gate... any) {
    return Arrays.stream(any).anyMatch(gate -> settings.of(gate) != GateSettings.Mode.OFF);
  }

  /** The record types of which any of the days has enough to say something about shares. */
  private static Set<String> busy(List<DayCount> counts, List<LocalDate> days) {
    record TypeOnDay(String type, LocalDate day) {}
    Set<LocalDate> judged = Set.copyOf(days);
    return counts.stream()
        .filter(count -> judged.contains(count.day()))
        .collect(
            Collectors.groupingBy(
                count -> new TypeOnDay(count.recordType(), count.day()),
                Collectors.summingLong(DayCount::rows)))
        .entrySet()
        .stream()
        .filter(each -> each.getValue() >= UsualShare.LEAST_RECORDS)
        .map(each -> each.getKey().type())
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
            .filter(check -> !check.passed() && settings.of(check.gate()) == GateSettings.Mode.FAIL)
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
