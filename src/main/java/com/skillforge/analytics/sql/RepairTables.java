package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.TableName;
import java.util.ArrayList;
import java.util.List;

/** What has become of dead letters since they were written: which of them have been repaired. */
public final class RepairTables {
  /**
   * The dead letters that have been repaired; a row's identity is the position of the record. The
   * letters themselves stay as they are: whoever reads the same records again may write them again.
   */
  public static final Table REPAIRS = repairs();

  /** The name of the view of dead letters that nobody has repaired. */
  public static final TableName OPEN = TableName.parse("open_dead_letters");

  private RepairTables() {}

  private static Table repairs() {
    List<Column> columns = new ArrayList<>(Provenance.RECORD);
    columns.add(
        new Column(
            "repair", ColumnType.TEXT, "What was done: the expression, or the plan's revision."));
    columns.add(
        new Column(
            "original",
            ColumnType.TEXT,
            "What was repaired: kafka, the record fetched again; payload, what the letter holds."));
    columns.add(
        new Column(Provenance.RUN_ID, ColumnType.TEXT, "Run that repaired it, see pipeline_runs."));
    columns.add(new Column("written_at", ColumnType.TIMESTAMP, "When the row was written."));
    return new Table(
        TableName.parse("dead_letter_repairs"),
        "Dead letters whose records are valid since they were repaired; topic, partition and offset"
            + " lead to the letter and to what was stored",
        columns,
        Layout.byDay("written_at", Provenance.TOPIC).keptFor(FixedTables.NOTE_YEARS));
  }

  /** Dead letters that count: those that have been repaired are left out. */
  static View open(Dialect dialect) {
    String query =
        "SELECT letters.*\nFROM "
            + dialect.name(FixedTables.DEAD_LETTERS.name())
            + " AS letters\nWHERE NOT "
            + isRepaired(dialect, "letters");
    return new View(OPEN, "Dead letters that have not been repaired", query);
  }

  /**
   * The condition that a dead letter has been repaired.
   *
   * @param letter the alias of the letter in the statement
   */
  public static String isRepaired(Dialect dialect, String letter) {
    StringBuilder same = new StringBuilder("EXISTS (SELECT 1 FROM ");
    same.append(dialect.name(REPAIRS.name())).append(" AS repaired WHERE ");
    for (String column : Provenance.POSITION) {
      String name = dialect.identifier(column);
      same.append("repaired.%s = %s.%s AND ".formatted(name, letter, name));
    }
    String unknown = dialect.timestamp(0);
    return same.append(
            "coalesce(repaired.%1$s, %2$s) = coalesce(%3$s.%1$s, %2$s))"
                .formatted(dialect.identifier(Provenance.TIMESTAMP), unknown, letter))
        .toString();
  }
}
