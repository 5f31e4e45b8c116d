package com.skillforge.analytics.options;

import com.skillforge.analytics.model.Gate;
import com.skillforge.analytics.model.GateThreshold;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What gates look for, and what follows when one fails.
 *
 * @param modes the mode of each gate
 * @param thresholds the numbers that are others than usual
 */
public record GateSettings(Map<Gate, Mode> modes, Map<GateThreshold, Double> thresholds) {
  /** What follows when a gate fails. */
  public enum Mode {
    /** It is not judged. */
    OFF,
    /** It is said and stored, and the run goes on. */
    WARN,
    /** The run ends before anything is published. */
    FAIL;

    /** The spelling in {@code --gates}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public GateSettings {
    modes = new EnumMap<>(modes);
    thresholds = Map.copyOf(thresholds);
  }

  /** Reads {@code --gates}: a mode for all gates, and modes of single ones behind it. */
  static Map<Gate, Mode> readModes(String text, List<String> problems) {
    Map<Gate, Mode> modes = new EnumMap<>(Gate.class);
    Arrays.stream(Gate.values()).forEach(gate -> modes.put(gate, Mode.WARN));
    for (String part : Values.list(text)) {
      int colon = part.indexOf(':');
      Optional<Mode> mode =
          Values.readChoice(
              "gates", part.substring(colon + 1), List.of(Mode.values()), Mode::label, problems);
      if (colon < 0) {
        mode.ifPresent(all -> modes.replaceAll((gate, before) -> all));
      } else {
        Values.readChoice(
                "gates", part.substring(0, colon), List.of(Gate.values()), Gate::label, problems)
            .ifPresent(gate -> mode.ifPresent(of -> modes.put(gate, of)));
      }
    }
    return modes;
  }

  /** Reads {@code --gateThresholds}: names, each with its number. */
  static Map<GateThreshold, Double> readThresholds(@Nullable String text, List<String> problems) {
    Map<GateThreshold, Double> thresholds = new EnumMap<>(GateThreshold.class);
    for (String part : Values.list(text)) {
      int colon = part.indexOf(':');
      String name = part.substring(0, Math.max(0, colon));
      Optional<Double> number = number(part.substring(colon + 1));
      if (colon < 0 || number.isEmpty()) {
        problems.add(
            "--gateThresholds must be names with numbers like vanished:0.05,flood:50, not '"
                + part
                + "'.");
      } else {
        Values.readChoice(
                "gateThresholds",
                name,
                List.of(GateThreshold.values()),
                GateThreshold::label,
                problems)
            .filter(threshold -> isPossible(threshold, number.get(), problems))
            .ifPresent(threshold -> thresholds.put(threshold, number.get()));
      }
    }
    double least = value(thresholds, GateThreshold.LEAST_WEEKS);
    if (least > value(thresholds, GateThreshold.WEEKS)) {
      problems.add(
          "--gateThresholds: least_weeks must not be more than weeks, or no day is ever judged.");
    }
    return thresholds;
  }

  private static Optional<Double> number(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static double value(Map<GateThreshold, Double> set, GateThreshold threshold) {
    return set.getOrDefault(threshold, threshold.usual());
  }

  private static boolean isPossible(GateThreshold threshold, double number, List<String> problems) {
    boolean possible =
        number >= threshold.least()
            && number <= threshold.most()
            && (!threshold.isWhole() || number == Math.rint(number));
    if (!possible) {
      problems.add(
          "--gateThresholds: %s must be %s from %s to %s, not %s."
              .formatted(
                  threshold.label(),
                  threshold.isWhole() ? "a whole number" : "a number",
                  figure(threshold.least()),
                  figure(threshold.most()),
                  figure(number)));
    }
    return possible;
  }

  private static String figure(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : String.valueOf(number);
  }

  /** What follows when the gate fails. */
  public Mode of(Gate gate) {
    return modes.getOrDefault(gate, Mode.OFF);
  }

  /** Whether any gate is judged. */
  public boolean judges() {
    return modes.values().stream().anyMatch(mode -> mode != Mode.OFF);
  }
}
