package com.skillforge.analytics.options;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The range of a run, as {@code --from} and {@code --to} name it or a schedule asks for it.
 *
 * @param from the start, inclusive; empty for the first record
 * @param to the end, exclusive; empty for all that there is at the launch
 */
public record RunRange(Optional<Instant> from, Optional<Instant> to) {

  /** A range of which both ends are known. */
  public static RunRange between(Instant from, Instant to) {
    return new RunRange(Optional.of(from), Optional.of(to));
  }

  /** Reads {@code --from} and {@code --to}, and adds one sentence for each problem. */
  public static RunRange read(@Nullable String from, @Nullable String to, List<String> problems) {
    RunRange range =
        new RunRange(
            Values.readInstant("from", from, problems), Values.readInstant("to", to, problems));
    if (range.from.isPresent()
        && range.to.isPresent()
        && !range.from.get().isBefore(range.to.get())) {
      problems.add("--from must be before --to.");
    }
    return range;
  }

  /** Whether an end is named: without one all is asked for. */
  public boolean isNamed() {
    return from.isPresent() || to.isPresent();
  }
}
