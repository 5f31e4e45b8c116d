package com.skillforge.analytics.options;

import com.skillforge.analytics.model.Gate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What follows when a gate fails, by gate.
 *
 * @param modes the mode of each gate
 */
public record GateModes(Map<Gate, Mode> modes) {
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

  public GateModes {
    modes = new EnumMap<>(modes);
  }

  /** Reads {@code --gates}: a mode for all gates, and modes of single ones behind it. */
  static GateModes read(String text, List<String> problems) {
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
    return new GateModes(modes);
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
