package com.skillforge.analytics.options;

import com.skillforge.analytics.model.ErrorCode;
import com.skillforge.analytics.model.RecordPosition;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which dead letters are meant; what is empty leaves none out.
 *
 * @param code one of their error codes
 * @param event what the record says that it is
 * @param since when the letter was written, inclusive
 * @param until the same, exclusive
 * @param position where the record was read, whatever the source
 * @param most how many are taken
 */
public record LetterChoice(
    Optional<String> code,
    Optional<String> topic,
    Optional<String> event,
    Optional<Instant> since,
    Optional<Instant> until,
    Optional<Position> position,
    int most) {
  /** The codes of rows that a warehouse refuses. */
  private static final List<String> REFUSALS = List.of("ROW_TOO_LARGE", "REFUSED_BY_WAREHOUSE");

  private static final Pattern POSITION = Pattern.compile("(.+)-([0-9]{1,9})@([0-9]{1,18})");

  /** A position as people write it, without its source. */
  public record Position(String topic, int partition, long offset) {
    /** Whether it is that of a record. */
    public boolean isOf(RecordPosition record) {
      return record.topic().equals(topic)
          && record.partition() == partition
          && record.offset() == offset;
    }
  }

  /** Reads the options, and adds one sentence for each problem. */
  public static LetterChoice read(LetterOptions options, List<String> problems) {
    Values.checkAtLeast("maxLetters", options.getMaxLetters(), 1, problems);
    return new LetterChoice(
        Optional.ofNullable(options.getCode()).flatMap(code -> code(code, problems)),
        Optional.ofNullable(options.getTopic()),
        Optional.ofNullable(options.getEvent()),
        Values.readInstant("since", options.getSince(), problems),
        Values.readInstant("until", options.getUntil(), problems),
        Optional.ofNullable(options.getPosition()).flatMap(text -> position(text, problems)),
        options.getMaxLetters());
  }

  /** A code of ingestion, or one of those that warehouses give. */
  private static Optional<String> code(String text, List<String> problems) {
    List<String> codes =
        Stream.concat(Arrays.stream(ErrorCode.values()).map(Enum::name), REFUSALS.stream())
            .toList();
    return Values.readChoice("code", text, codes, code -> code, problems);
  }

  private static Optional<Position> position(String text, List<String> problems) {
    Matcher parts = POSITION.matcher(text);
    if (!parts.matches()) {
      problems.add(
          "--position must be <topic>-<partition>@<offset>, for example"
              + " analytics.events.student-0@17, not '"
              + text
              + "'.");
      return Optional.empty();
    }
    return Optional.of(
        new Position(
            parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3))));
  }
}
