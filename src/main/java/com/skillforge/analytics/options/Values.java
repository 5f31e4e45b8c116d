package com.skillforge.analytics.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Reads option values that Beam knows as text. Each {@code read…} and {@code check…} adds one
 * sentence to the problems for a value that cannot be taken; what is read in its place is of no
 * use.
 */
public final class Values {
  /** What a date or an instant looks like, see {@link #instant}. */
  static final String INSTANT = "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z)?";

  /** What a duration looks like. */
  static final String DURATION = "P[0-9.DTHMS]+";

  /** What the place of a secret in Secret Manager looks like. */
  static final String SECRET = "sm://projects/[^/]+/secrets/[^/]+/versions/[^/]+";

  private Values() {}

  /** The parts of a comma-separated value, without blanks. */
  public static List<String> list(@Nullable String text) {
    return parts(text, ",");
  }

  /** Paths and file patterns that are separated by commas; one inside braces is the pattern's. */
  public static List<String> patterns(@Nullable String text) {
    return parts(text, ",(?![^{]*})");
  }

  private static List<String> parts(@Nullable String text, String separator) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(separator, -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .toList();
  }

  /**
   * A date (its midnight, UTC) or an ISO 8601 UTC instant; empty when there is none.
   *
   * @throws DateTimeException when the text is neither
   */
  public static Optional<Instant> instant(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    return Optional.of(
        text.contains("T")
            ? Instant.parse(text)
            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** A date or an instant, see {@link #instant}; empty when it is not given, or is neither. */
  public static Optional<Instant> readInstant(
      String name, @Nullable String text, List<String> problems) {
    try {
      return instant(text);
    } catch (DateTimeException e) {
      problems.add(
          "--"
              + name
              + " must be a date like 2026-01-12 or a UTC instant like 2026-01-12T08:00:00Z, not '"
              + text
              + "'.");
      return Optional.empty();
    }
  }

  /** A duration that is not negative; zero in the place of what is none. */
  public static Duration readDuration(String name, String text, List<String> problems) {
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeException e) {
      // Reported below, like a negative duration.
    }
    problems.add(
        "--" + name + " must be an ISO 8601 duration like P7D or PT30M, not '" + text + "'.");
    return Duration.ZERO;
  }

  /** The things that a comma-separated value names, each once, in its order. */
  public static <T> List<T> readChoices(
      String name,
      @Nullable String text,
      List<T> all,
      Function<T, String> label,
      List<String> problems) {
    return list(text).stream()
        .flatMap(word -> readChoice(name, word, all, label, problems).stream())
        .distinct()
        .toList();
  }

  /** The one thing that a value names; empty when it names none. */
  public static <T> Optional<T> readChoice(
      String name, String word, List<T> all, Function<T, String> label, List<String> problems) {
    List<String> labels = all.stream().map(label).toList();
    checkChoice(name, word, labels, problems);
    return labels.contains(word) ? Optional.of(all.get(labels.indexOf(word))) : Optional.empty();
  }

  /** One of a few words. */
  public static void checkChoice(
      String name, String text, List<String> choices, List<String> problems) {
    if (!choices.contains(text)) {
      problems.add(
          "--" + name + " must be " + String.join(" or ", choices) + ", not '" + text + "'.");
    }
  }

  public static void checkAtLeast(String name, int value, int least, List<String> problems) {
    if (value < least) {
      problems.add("--" + name + " must be at least " + least + ", not " + value + ".");
    }
  }

  /** Whether a place is an address such as gs://…, and no path of this machine. */
  static boolean hasScheme(String place) {
    return place.matches("[a-z][a-z0-9+.-]*://.*");
  }

  /** A file, where one is named; one that lies elsewhere shows itself when it is read. */
  public static void checkReadable(String name, @Nullable String file, List<String> problems) {
    if (file != null
        && !hasScheme(file)
        && !(Files.isRegularFile(Path.of(file)) && Files.isReadable(Path.of(file)))) {
      problems.add("--" + name + ": the file " + file + " cannot be read.");
    }
  }

  /** A file that workers of Dataflow read, and which must lie where they can. */
  static void checkRemote(String name, @Nullable String place, List<String> problems) {
    if (place != null && !hasScheme(place)) {
      problems.add(
          "--"
              + name
              + ": the file "
              + place
              + " is on this machine, out of reach for Dataflow's workers: put it where they can"
              + " read it.");
    }
  }
}
