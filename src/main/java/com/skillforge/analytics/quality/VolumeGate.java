package com.skillforge.analytics.quality;

import com.skillforge.analytics.model.DayCount;
import com.skillforge.analytics.model.Gate;
import com.skillforge.analytics.model.GateThreshold;
import com.skillforge.analytics.model.QualityCheck;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Judges how many records a day has, by the same weekday of the weeks before. */
final class VolumeGate {
  /** The subject that stands for all record types. */
  private static final String ALL = "all records";

  private final Thresholds usual;
  private final Map<LocalDate, Map<String, Long>> days = new TreeMap<>();

  VolumeGate(List<DayCount> counts, Thresholds usual) {
    this.usual = usual;
    counts.forEach(
        count ->
            days.computeIfAbsent(count.day(), key -> new TreeMap<>())
                .merge(count.recordType(), count.rows(), Long::sum));
  }

  long all(LocalDate day) {
    return days.getOrDefault(day, Map.of()).values().stream().mapToLong(Long::longValue).sum();
  }

  private long of(LocalDate day, String type) {
    return days.getOrDefault(day, Map.of()).getOrDefault(type, 0L);
  }

  /** The busy days of the same weekday before a day; empty where these are too few. */
  List<LocalDate> comparable(LocalDate day) {
    List<LocalDate> same =
        IntStream.rangeClosed(1, usual.whole(GateThreshold.WEEKS))
            .mapToObj(day::minusWeeks)
            .filter(before -> all(before) >= usual.of(GateThreshold.BUSY))
            .toList();
    return same.size() < usual.whole(GateThreshold.LEAST_WEEKS) ? List.of() : same;
  }

  /** How many times the usual number of records a day has; empty where that is not known. */
  private Optional<Double> ratio(LocalDate day, String without) {
    List<LocalDate> same = comparable(day);
    if (same.isEmpty()) {
      return Optional.empty();
    }
    double before =
        Scatter.median(same.stream().map(of -> (double) (all(of) - of(of, without))).toList());
    return before == 0 ? Optional.empty() : Optional.of((all(day) - of(day, without)) / before);
  }

  /** Whether about as many records came as on such days, those of one type left aside. */
  boolean isOrdinary(LocalDate day, String without) {
    double ordinary = usual.of(GateThreshold.ORDINARY);
    return ratio(day, without)
        .filter(times -> times >= ordinary && times <= 1 / ordinary)
        .isPresent();
  }

  /**
   * Judges a day.
   *
   * @param teaching whether it lies in a term, as far as terms are known
   */
  List<QualityCheck> judge(LocalDate day, boolean teaching) {
    List<LocalDate> same = comparable(day);
    if (same.isEmpty()) {
      return List.of();
    }
    List<QualityCheck> checks = new ArrayList<>();
    double median = Scatter.median(same.stream().map(of -> (double) all(of)).toList());
    if (median >= usual.of(GateThreshold.USUAL_OF_ALL)) {
      double low = teaching ? Math.max(1, usual.of(GateThreshold.VANISHED) * median) : 0;
      checks.add(
          check(
              day,
              ALL,
              Judged.between(
                  (double) all(day), low, usual.of(GateThreshold.FLOOD) * busiest(day))));
    }
    TreeSet<String> types = new TreeSet<>();
    same.forEach(before -> types.addAll(days.get(before).keySet()));
    types.forEach(type -> ofType(day, type, same).ifPresent(checks::add));
    return checks;
  }

  /** Only where the type is there on every such day, and all else comes as always. */
  private Optional<QualityCheck> ofType(LocalDate day, String type, List<LocalDate> same) {
    List<Double> before = same.stream().map(of -> (double) of(of, type)).toList();
    boolean always =
        before.stream().allMatch(rows -> rows >= usual.of(GateThreshold.USUAL_OF_TYPE));
    if (!always || !isOrdinary(day, type)) {
      return Optional.empty();
    }
    double low = Math.max(1, usual.of(GateThreshold.VANISHED) * Scatter.median(before));
    return Optional.of(
        check(day, type, Judged.between((double) of(day, type), low, Double.POSITIVE_INFINITY)));
  }

  private double busiest(LocalDate day) {
    return Stream.iterate(day.minusDays(1), of -> of.minusDays(1))
        .limit(7L * usual.whole(GateThreshold.WEEKS))
        .mapToLong(this::all)
        .max()
        .orElse(0);
  }

  private static QualityCheck check(LocalDate day, String subject, Judged judged) {
    return Checks.of(Gate.VOLUME, subject, Optional.of(day), judged).orElseThrow();
  }
}
