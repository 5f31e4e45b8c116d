package com.skillforge.analytics.sql;

import static com.skillforge.analytics.sql.ColumnType.INTEGER;
import static com.skillforge.analytics.sql.ColumnType.TEXT;

import com.skillforge.analytics.plan.TableName;
import java.util.List;
import java.util.Optional;

/** What is kept about who may see what; pipelines only read it. */
public final class Permissions {
  /** The schema of these tables. */
  static final String SCHEMA = "permissions";

  /** Of how many people a figure must be, unless somebody has said otherwise. */
  public static final int DEFAULT_MIN_GROUP_SIZE = 5;

  /** Which institutions a reader belongs to; filled by whoever grants roles. */
  static final Table TENANT_READERS =
      new Table(
          new TableName(SCHEMA, "tenant_readers"),
          "Which institutions' rows a reader may see who may not see those of all",
          List.of(
              new Column("reader", TEXT, "Address in BigQuery, name of the user in Snowflake."),
              new Column("tenant_id", TEXT, "Institution.")),
          Layout.whole("reader"));

  /** Of how many people a figure must be; a row's identity is {@code audience}. */
  static final Table MIN_GROUP_SIZES =
      new Table(
          new TableName(SCHEMA, "min_group_sizes"),
          "Of how many people a figure must be at least to be shown; see --minGroupSize",
          List.of(
              new Column("audience", TEXT, "To whom: advisors."),
              new Column("people", INTEGER, "How many people.")),
          Layout.whole());

  static final String ADVISORS = "advisors";

  private Permissions() {}

  /**
   * Whether a column holds addresses because that is what it is for: a reader of BigQuery is known
   * by one.
   */
  public static boolean holdsAddresses(TableName table, String column) {
    return table.equals(TENANT_READERS.name()) && column.equals("reader");
  }

  /**
   * The statement that says of how many people a figure for advisors must be.
   *
   * @param people how many; empty to leave what is there, or to begin with the default
   */
  public static String minGroupSize(Dialect dialect, Optional<Integer> people) {
    String asked =
        "SELECT %s AS audience, %d AS people"
            .formatted(dialect.literal(ADVISORS), people.orElse(DEFAULT_MIN_GROUP_SIZE));
    Merge merge = new Merge(dialect, MIN_GROUP_SIZES, asked, "stored.audience = staged.audience");
    if (people.isPresent()) {
      merge.update("stored.people <> staged.people", List.of("audience", "people"));
    }
    return merge.insert().sql();
  }
}
