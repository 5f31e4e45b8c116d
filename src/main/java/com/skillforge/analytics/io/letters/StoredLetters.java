package com.skillforge.analytics.io.letters;

import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.options.LetterChoice;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RepairTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Reads dead letters from a warehouse. */
public final class StoredLetters {
  /** Which of them, by what has become of them. */
  public enum State {
    OPEN,
    REPAIRED,
    ALL;

    boolean includes(boolean repaired) {
      return this == ALL || repaired == (this == REPAIRED);
    }
  }

  private final QueryableWarehouse warehouse;
  private final boolean knowsRepairs;

  /**
   * @param knowsRepairs whether the warehouse has the table of repairs; one that an earlier release
   *     has made has none, and nothing is repaired there
   */
  public StoredLetters(QueryableWarehouse warehouse, boolean knowsRepairs) {
    this.warehouse = warehouse;
    this.knowsRepairs = knowsRepairs;
  }

  /**
   * The letters that are meant, the oldest first.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse cannot be read
   */
  public List<StoredLetter> read(LetterChoice choice, State state) {
    List<StoredLetter> letters = new ArrayList<>();
    forEach(
        choice,
        state,
        letter -> {
          if (letters.size() < choice.most()) {
            letters.add(letter);
          }
        });
    return letters;
  }

  /** Hands over every letter that is meant, the oldest first, however many they are. */
  public void forEach(LetterChoice choice, State state, Consumer<StoredLetter> consumer) {
    warehouse.fold(
        query(choice),
        () -> consumer,
        (each, row) -> {
          StoredLetter letter = letter(row);
          if (state.includes(letter.repaired()) && isMeant(letter, choice)) {
            each.accept(letter);
          }
        });
  }

  /** What SQL says in as many ways as there are warehouses is left to {@link #isMeant}. */
  private String query(LetterChoice choice) {
    Dialect dialect = warehouse.dialect();
    List<String> conditions = new ArrayList<>(List.of("TRUE"));
    choice
        .topic()
        .ifPresent(
            topic -> conditions.add(letter(Provenance.TOPIC) + " = " + dialect.literal(topic)));
    choice
        .since()
        .ifPresent(
            since ->
                conditions.add(
                    "letter.dead_lettered_at >= " + dialect.timestamp(since.toEpochMilli())));
    choice
        .until()
        .ifPresent(
            until ->
                conditions.add(
                    "letter.dead_lettered_at < " + dialect.timestamp(until.toEpochMilli())));
    choice
        .position()
        .ifPresent(at -> conditions.add(letter(Provenance.OFFSET) + " = " + at.offset()));
    return "SELECT letter.environment, letter.stage, letter.error_codes, letter.json_paths,"
        + " letter.message, letter.payload, "
        + String.join(
            ", ",
            letter(Provenance.SOURCE),
            letter(Provenance.TOPIC),
            letter(Provenance.PARTITION),
            letter(Provenance.OFFSET),
            dialect.epochMillis(letter(Provenance.TIMESTAMP)))
        + ", letter.pipeline, letter.run_id, "
        + dialect.epochMillis("letter.dead_lettered_at")
        + ", "
        + (knowsRepairs ? RepairTables.isRepaired(dialect, "letter") : "FALSE")
        + " FROM "
        + dialect.name(FixedTables.DEAD_LETTERS.name())
        + " AS letter WHERE "
        + String.join(" AND ", conditions)
        + " ORDER BY letter.dead_lettered_at, "
        + String.join(", ", Provenance.POSITION.stream().map(StoredLetters::letter).toList());
  }

  private static String letter(String column) {
    return "letter." + column;
  }

  private static boolean isMeant(StoredLetter letter, LetterChoice choice) {
    return choice.code().map(code -> letter.codes().contains(code)).orElse(true)
        && choice.event().map(event -> letter.event().equals(event)).orElse(true)
        && choice.position().map(at -> at.isOf(letter.position())).orElse(true);
  }

  private static StoredLetter letter(RowValues row) {
    Long timestamp = row.integer(10);
    return new StoredLetter(
        text(row, 0),
        text(row, 1),
        Objects.requireNonNullElse(row.texts(2), List.of()),
        Objects.requireNonNullElse(row.texts(3), List.of()),
        text(row, 4),
        text(row, 5),
        new RecordPosition(text(row, 6), text(row, 7), (int) number(row, 8), number(row, 9)),
        timestamp == null ? SourceRecord.NO_TIMESTAMP : timestamp,
        text(row, 11),
        text(row, 12),
        number(row, 13),
        Boolean.TRUE.equals(row.flag(14)));
  }

  private static String text(RowValues row, int column) {
    return Objects.requireNonNullElse(row.text(column), "");
  }

  private static long number(RowValues row, int column) {
    return Objects.requireNonNull(row.integer(column));
  }
}
