package com.skillforge.analytics.options;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code --warehouses} can name, and which options each of them needs. */
public enum WarehouseKind {
  /** A DuckDB file. */
  LOCAL {
    @Override
    public boolean isLedTo(AllWarehouseOptions options) {
      return true;
    }

    @Override
    void checkReach(AllWarehouseOptions options, List<String> problems) {
      // The file has a default, and is made when it does not exist.
    }

    @Override
    void checkWrite(AllWarehouseOptions options, List<String> problems) {
      // Rows wait beside the file.
    }
  },

  /** The datasets of a project of BigQuery. */
  BIGQUERY {
    @Override
    public boolean isLedTo(AllWarehouseOptions options) {
      return BigQueryChecks.namesProject(options);
    }

    @Override
    void checkReach(AllWarehouseOptions options, List<String> problems) {
      BigQueryChecks.checkReach(options, problems);
    }

    @Override
    void checkWrite(AllWarehouseOptions options, List<String> problems) {
      BigQueryChecks.checkWrite(options, problems);
    }
  },

  /** A database of a Snowflake account. */
  SNOWFLAKE {
    @Override
    public boolean isLedTo(AllWarehouseOptions options) {
      return SnowflakeChecks.namesSome(options);
    }

    @Override
    void checkReach(AllWarehouseOptions options, List<String> problems) {
      SnowflakeChecks.checkReach(options, problems);
    }

    @Override
    void checkWrite(AllWarehouseOptions options, List<String> problems) {
      SnowflakeChecks.checkWrite(options, problems);
    }
  };

  /** Whether any option says where it is. */
  public abstract boolean isLedTo(AllWarehouseOptions options);

  /** Adds one sentence for each problem of reaching it, for queries and statements. */
  abstract void checkReach(AllWarehouseOptions options, List<String> problems);

  /** Adds one sentence for each further problem of writing rows to it. */
  abstract void checkWrite(AllWarehouseOptions options, List<String> problems);

  /** The spellings in {@code --warehouses}. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(WarehouseKind::label).toList();
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The warehouses that {@code --warehouses} names, each once; adds one sentence for each word that
   * names none.
   */
  static List<WarehouseKind> read(String text, List<String> problems) {
    return Values.readChoices(
        "warehouses", text, List.of(values()), WarehouseKind::label, problems);
  }

  /** The warehouse that {@code --warehouse} names; adds a sentence when it names none. */
  static Optional<WarehouseKind> readOne(String label, List<String> problems) {
    return Values.readChoice("warehouse", label, List.of(values()), WarehouseKind::label, problems);
  }
}
