package com.skillforge.analytics.quality;

import com.skillforge.analytics.model.DayCount;
import com.skillforge.analytics.model.DayNulls;
import com.skillforge.analytics.model.Gate;
import com.skillforge.analytics.model.GateThreshold;
import com.skillforge.analytics.model.QualityCheck;
import com.skillforge.analytics.model.ReadCounts;
import com.skillforge.analytics.model.Term;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Judges stored records by what was stored before. What there is too little of is not judged, and
 * has no check.
 */
public final class Gates {
  private final Thresholds usual;

  public Gates(Thresholds usual) {
    this.usual = usual;
  }

  /**
   * How many records days have.
   *
   * @param counts those of the days, and of the weeks before
   * @param terms the terms of all institutions; none where they are not known
   */
  public List<QualityCheck> volume(List<DayCount> counts, List<LocalDate> days, List<Term> terms) {
    VolumeGate volume = new VolumeGate(counts, usual);
    return days.stream()
        .flatMap(day -> volume.judge(day, isTeaching(day, terms)).stream())
        .toList();
  }

  private static boolean isTeaching(LocalDate day, List<Term> terms) {
    long noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    return terms.isEmpty()
        || terms.stream()
            .anyMatch(
                term -> term.period().startMillis() <= noon && noon < term.period().endMillis());
  }

  /** Which share each persona has of a day's events, where the day is an ordinary one. */
  public List<QualityCheck> personaMix(List<DayCount> counts, List<LocalDate> days) {
    List<DayCount> named = counts.stream().filter(count -> !count.persona().isEmpty()).toList();
    VolumeGate volume = new VolumeGate(named, usual);
    Map<LocalDate, Map<String, Long>> personas = new TreeMap<>();
    named.forEach(
        count ->
            personas
                .computeIfAbsent(count.day(), key -> new TreeMap<>())
                .merge(count.persona(), count.rows(), Long::sum));
    TreeSet<String> all = new TreeSet<>();
    personas.values().forEach(of -> all.addAll(of.keySet()));
    List<QualityCheck> checks = new ArrayList<>();
    for (LocalDate day : days) {
      for (String persona : volume.isOrdinary(day, "") ? all : new TreeSet<String>()) {
        Function<LocalDate, Share> share =
            of ->
                new Share(
                    personas.getOrDefault(of, Map.of()).getOrDefault(persona, 0L), volume.all(of));
        Judged judged =
            new UsualShare(
                    volume.comparable(day).stream().map(share).toList(),
                    usual.of(GateThreshold.PERSONA_MARGIN))
                .judge(share.apply(day));
        Checks.of(Gate.PERSONA_MIX, persona, Optional.of(day), judged).ifPresent(checks::add);
      }
    }
    return checks;
  }

  /** How often properties are left out, by the days before. */
  public List<QualityCheck> nullRates(List<DayNulls> nulls, List<LocalDate> days) {
    Map<String, List<DayNulls>> columns =
        nulls.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.recordType() + "." + each.property(),
                    TreeMap::new,
                    Collectors.toList()));
    List<QualityCheck> checks = new ArrayList<>();
    columns.forEach(
        (column, of) -> {
          for (LocalDate day : days) {
            List<Share> before =
                of.stream().filter(each -> isBefore(each.day(), day)).map(Gates::share).toList();
            of.stream()
                .filter(each -> each.day().equals(day))
                .map(
                    each ->
                        new UsualShare(before, usual.of(GateThreshold.NULL_MARGIN))
                            .judgeMost(share(each)))
                .flatMap(
                    judged -> Checks.of(Gate.NULL_RATES, column, Optional.of(day), judged).stream())
                .forEach(checks::add);
          }
        });
    return checks;
  }

  private boolean isBefore(LocalDate day, LocalDate judged) {
    return day.isBefore(judged)
        && !day.isBefore(judged.minusDays(usual.whole(GateThreshold.NULL_DAYS)));
  }

  private static Share share(DayNulls day) {
    return new Share(day.nulls(), day.rows());
  }

  /**
   * Properties that the plan does not know, in what the newest run has read.
   *
   * @param runs the runs, the oldest first
   */
  public List<QualityCheck> unknownProperties(List<ReadCounts> runs) {
    if (runs.isEmpty()) {
      return List.of();
    }
    ReadCounts newest = runs.get(runs.size() - 1);
    List<ReadCounts> before = runs.subList(0, runs.size() - 1);
    return newest.unknownProperties().keySet().stream()
        .sorted(Comparator.naturalOrder())
        .flatMap(
            property ->
                Checks.of(
                    Gate.UNKNOWN_PROPERTIES,
                    property,
                    Optional.empty(),
                    new UsualShare(
                            before.stream().map(run -> unknown(run, property)).toList(),
                            usual.of(GateThreshold.UNKNOWN_MARGIN))
                        .judgeMost(unknown(newest, property)))
                    .stream())
        .toList();
  }

  private static Share unknown(ReadCounts run, String property) {
    return new Share(
        Math.min(run.read(), run.unknownProperties().getOrDefault(property, 0L)), run.read());
  }

  /** Whether every record that was read became something that is counted. */
  public List<QualityCheck> conservation(List<ReadCounts> runs) {
    return runs.isEmpty()
        ? List.of()
        : List.of(
            Checks.none(
                Gate.CONSERVATION,
                "runs of raw-events",
                runs.stream().filter(run -> run.read() != run.accountedFor()).count()));
  }

  /**
   * Whether tables are as the plan asks.
   *
   * @param differences what is otherwise, one phrase each
   */
  public List<QualityCheck> schema(List<String> differences) {
    return differences.isEmpty()
        ? List.of(Checks.none(Gate.SCHEMA, "tables", 0))
        : differences.stream().map(phrase -> Checks.none(Gate.SCHEMA, phrase, 1)).toList();
  }
}
