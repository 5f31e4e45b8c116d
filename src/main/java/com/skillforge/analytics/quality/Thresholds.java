package com.skillforge.analytics.quality;

import com.skillforge.analytics.model.GateThreshold;
import java.util.Map;

/**
 * What gates take for usual; {@link GateThreshold} says what each number is. They look for what has
 * vanished, not for what has fallen: a holiday, a semester break or the first week of an
 * institution is no fault.
 *
 * @param set the numbers that are others than usual
 */
public record Thresholds(Map<GateThreshold, Double> set) {
  /** The usual ones. */
  public static final Thresholds DEFAULT = new Thresholds(Map.of());

  public Thresholds {
    set = Map.copyOf(set);
  }

  /** A part of something, or how many times something. */
  public double of(GateThreshold threshold) {
    return set.getOrDefault(threshold, threshold.usual());
  }

  /** A number of things. */
  public int whole(GateThreshold threshold) {
    return Math.toIntExact(Math.round(Math.min(of(threshold), Integer.MAX_VALUE)));
  }
}
