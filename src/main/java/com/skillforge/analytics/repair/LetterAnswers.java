package com.skillforge.analytics.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.answers.query.ListedRows;
import com.skillforge.analytics.answers.query.ResultFormat;
import com.skillforge.analytics.answers.query.Rows;
import com.skillforge.analytics.answers.query.Value;
import com.skillforge.analytics.io.letters.StoredLetter;
import com.skillforge.analytics.io.letters.StoredLetters;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.options.LetterChoice;
import com.skillforge.analytics.transforms.parsing.ReceivedText;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Shows the dead letters of a warehouse.
 *
 * @param most how many rows are shown
 */
public record LetterAnswers(
    StoredLetters letters,
    LetterChoice choice,
    StoredLetters.State state,
    int most,
    ResultFormat format,
    PrintStream out) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Between two violations in a message. */
  private static final Pattern VIOLATIONS = Pattern.compile("; (?=[A-Z_]+ at )");

  private static final List<Rows.Column> LIST =
      List.of(
          Rows.Column.of("position"),
          Rows.Column.of("written_at"),
          Rows.Column.of("event"),
          Rows.Column.of("codes"),
          Rows.Column.of("paths"),
          Rows.Column.of("source"),
          Rows.Column.of("state"));

  /** Prints one row for each letter. */
  public void list() {
    List<List<Value>> rows = new ArrayList<>();
    long[] all = new long[1];
    letters.forEach(
        choice,
        state,
        letter -> {
          if (all[0]++ < most) {
            rows.add(row(letter));
          }
        });
    print(LIST, rows, all[0], "letters");
  }

  private static List<Value> row(StoredLetter letter) {
    return List.of(
        Value.text(letter.position().toString()),
        Value.moment(letter.writtenAtMillis()),
        Value.text(letter.event()),
        Value.text(String.join(", ", letter.codes())),
        Value.text(String.join(", ", letter.paths())),
        Value.text(letter.position().source()),
        Value.text(state(letter)));
  }

  private static String state(StoredLetter letter) {
    return letter.repaired() ? "repaired" : "open";
  }

  /** Prints how many letters there are of each kind. */
  public void group(List<LetterKey> keys) {
    LetterGroups groups = new LetterGroups(keys);
    letters.forEach(choice, state, groups::add);
    List<Rows.Column> columns = new ArrayList<>();
    keys.forEach(key -> columns.add(Rows.Column.of(key.label())));
    columns.add(Rows.Column.ofNumbers("letters"));
    columns.add(Rows.Column.of("first"));
    columns.add(Rows.Column.of("last"));
    columns.add(Rows.Column.of("example"));
    List<List<Value>> rows = groups.rows();
    print(columns, rows.stream().limit(most).toList(), rows.size(), "groups");
    say("%,d letters in all.".formatted(groups.letters()));
  }

  /**
   * Prints all that is known of the letters, in full.
   *
   * @param originals finds the records as they were received; gives null for those that are gone
   */
  public void show(Function<List<StoredLetter>, Function<StoredLetter, SourceRecord>> originals) {
    List<StoredLetter> found = letters.read(choice, state).stream().limit(most).toList();
    Function<StoredLetter, SourceRecord> original = originals.apply(found);
    if (format.isForPeople()) {
      found.forEach(letter -> print(letter, original.apply(letter)));
      if (found.isEmpty()) {
        say("There is no such letter.");
      }
      return;
    }
    format.print(
        new ListedRows(
            List.of(
                Rows.Column.of("position"),
                Rows.Column.of("source"),
                Rows.Column.of("written_at"),
                Rows.Column.of("run_id"),
                Rows.Column.of("message"),
                Rows.Column.of("payload"),
                Rows.Column.of("original"),
                Rows.Column.of("state")),
            found.stream().map(letter -> details(letter, original.apply(letter))).toList()),
        out);
  }

  private static List<Value> details(StoredLetter letter, @Nullable SourceRecord original) {
    return List.of(
        Value.text(letter.position().toString()),
        Value.text(letter.position().source()),
        Value.moment(letter.writtenAtMillis()),
        Value.text(letter.runId()),
        Value.text(letter.message()),
        Value.text(letter.payload()),
        Value.text(shown(original)),
        Value.text(state(letter)));
  }

  /** Raw PII is taken out of an original too: what is printed ends in files. */
  private static @Nullable String shown(@Nullable SourceRecord original) {
    return original == null || original.value() == null
        ? null
        : ReceivedText.redacted(original.value());
  }

  private void print(StoredLetter letter, @Nullable SourceRecord original) {
    say(letter.position() + " of " + letter.position().source() + ", " + state(letter));
    say("  received     " + instant(letter.recordTimestampMillis()));
    say(
        "  rejected     "
            + instant(letter.writtenAtMillis())
            + " by "
            + letter.pipeline()
            + ", step "
            + letter.stage()
            + ", run "
            + letter.runId());
    say("  environment  " + letter.environment());
    VIOLATIONS.splitAsStream(letter.message()).forEach(violation -> say("  " + violation));
    say("The letter holds:");
    say(pretty(letter.payload()));
    String received = shown(original);
    if (received != null) {
      say("Kafka still has it" + (received.equals(letter.payload()) ? ": the same." : ":"));
      if (!received.equals(letter.payload())) {
        say(pretty(received));
      }
    }
    say("");
  }

  private static String instant(long millis) {
    return millis == SourceRecord.NO_TIMESTAMP
        ? "at an unknown time"
        : Instant.ofEpochMilli(millis).toString();
  }

  private static String pretty(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      return json.isMissingNode() ? "(nothing)" : json.toPrettyString();
    } catch (IOException e) {
      return text;
    }
  }

  private void print(List<Rows.Column> columns, List<List<Value>> rows, long all, String what) {
    format.print(new ListedRows(columns, rows), out);
    if (rows.size() < all) {
      say("… of %,d %s: --rows=%d lists them all.".formatted(all, what, all));
    }
  }

  /** Sentences are for people: other formats hold rows only. */
  private void say(String sentence) {
    if (format.isForPeople()) {
      out.println(sentence);
    }
  }
}
