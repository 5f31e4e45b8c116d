package com.skillforge.analytics.sql;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Snowflake's SQL. Statements name no database: the session's is meant. Names are written in lower
 * case and unquoted, so that Snowflake keeps them in upper case. Timestamps have no zone and hold
 * UTC.
 */
public final class Snowflake implements Dialect {
  private static final long serialVersionUID = 1L;

  /** The dialect; it has no state. */
  public static final Snowflake SQL = new Snowflake();

  private static final DateTimeFormatter LITERAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

  /** With the day, as many keys as Snowflake advises at most. */
  private static final int CLUSTER_COLUMNS = 2;

  /** Snowflake's reserved and limited keywords. */
  private static final Identifiers IDENTIFIERS =
      new Identifiers(
          """
          account all alter and any as between by case cast check column connect connection
          constraint create cross current current_date current_time current_timestamp
          current_user database delete distinct drop else exists false following for from full
          grant group gscluster having ilike in increment inner insert intersect into is issue
          join lateral left like localtime localtimestamp minus natural not null of on or order
          organization qualify regexp revoke right rlike row rows sample schema select set some
          start table tablesample then to trigger true try_cast union unique update using values
          view when whenever where with
          """);

  private Snowflake() {}

  @Override
  public String id() {
    return "snowflake";
  }

  @Override
  public String defaultSchema() {
    return "skillforge";
  }

  @Override
  public String typeName(ColumnType type) {
    return switch (type) {
      case TEXT -> "VARCHAR";
      case INTEGER -> "BIGINT";
      case NUMBER -> "FLOAT";
      case BOOLEAN -> "BOOLEAN";
      case TIMESTAMP -> "TIMESTAMP_NTZ(6)";
      case TEXT_LIST -> "ARRAY";
      case JSON -> "VARIANT";
    };
  }

  @Override
  public String storedTypeName(ColumnType type) {
    return switch (type) {
      case TEXT -> "TEXT";
      case INTEGER -> "NUMBER";
      case TIMESTAMP -> "TIMESTAMP_NTZ";
      case NUMBER, BOOLEAN, TEXT_LIST, JSON -> typeName(type);
    };
  }

  /** A name that must be quoted is quoted in upper case, as it would be kept without quotes. */
  @Override
  public String identifier(String name) {
    return IDENTIFIERS.isPlain(name)
        ? name
        : '"' + name.toUpperCase(Locale.ROOT).replace("\"", "\"\"") + '"';
  }

  @Override
  public String literal(String text) {
    return Escapes.quoted(text, "''");
  }

  @Override
  public String timestamp(long millis) {
    return cast("'" + LITERAL.format(Instant.ofEpochMilli(millis)) + "'", ColumnType.TIMESTAMP);
  }

  @Override
  public String timestampMicros(long micros) {
    Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    return cast("'" + EXACT.format(instant) + "'", ColumnType.TIMESTAMP);
  }

  @Override
  public String list(List<String> texts) {
    String members =
        texts.stream()
            .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
            .collect(Collectors.joining(", ", "[", "]"));
    return cast(parseJson(literal(members)), ColumnType.TEXT_LIST);
  }

  @Override
  public String now() {
    return cast("SYSDATE()", ColumnType.TIMESTAMP);
  }

  @Override
  public String epochMillis(String timestamp) {
    return "DATE_PART(EPOCH_MILLISECOND, " + timestamp + ")";
  }

  @Override
  public String epochMicros(String timestamp) {
    return "DATE_PART(EPOCH_MICROSECOND, " + timestamp + ")";
  }

  @Override
  public String parseJson(String text) {
    return "PARSE_JSON(" + text + ")";
  }

  @Override
  public String comparable(String expression, ColumnType type) {
    return switch (type) {
      case JSON, TEXT_LIST -> "TO_JSON(" + expression + ")";
      default -> expression;
    };
  }

  @Override
  public String jsonText(String column, String member) {
    return cast("GET(" + column + ", '" + member + "')", ColumnType.TEXT);
  }

  @Override
  public String document(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> literal(member.getKey()) + ", " + member.getValue())
        .collect(Collectors.joining(", ", "TO_JSON(OBJECT_CONSTRUCT_KEEP_NULL(", "))"));
  }

  @Override
  public String sha256(String text) {
    return "SHA2(" + text + ", 256)";
  }

  @Override
  public String contains(String text, String part) {
    return "CONTAINS(" + text + ", " + part + ")";
  }

  @Override
  public String jsonDocument(String expression) {
    return comparable(expression, ColumnType.JSON);
  }

  @Override
  public String without(String list, String others) {
    return "ARRAY_EXCEPT(" + list + ", " + others + ")";
  }

  @Override
  public String gather(String text) {
    return "ARRAY_AGG(" + text + ")";
  }

  @Override
  public String plus(String timestamp, int amount, Unit unit) {
    return "DATEADD(%s, %d, %s)".formatted(unit, amount, timestamp);
  }

  @Override
  public boolean storesCopies() {
    return true;
  }

  @Override
  public List<String> createSchema(Schema schema) {
    return List.of(
        "CREATE SCHEMA IF NOT EXISTS " + identifier(schema.name()) + comment(schema.description()));
  }

  @Override
  public List<String> createTable(Table table) {
    String columns =
        table.columns().stream()
            .map(column -> "  " + definition(column))
            .collect(Collectors.joining(",\n"));
    return List.of(
        "CREATE TABLE IF NOT EXISTS "
            + name(table.name())
            + " (\n"
            + columns
            + ")\n"
            + clusterBy(table.layout())
            + comment(table.description()).strip());
  }

  private String clusterBy(Layout layout) {
    String keys =
        Stream.concat(
                Stream.of(layout.day())
                    .filter(day -> !day.isEmpty())
                    .map(day -> "CAST(" + identifier(day) + " AS DATE)"),
                layout.cluster().stream().limit(CLUSTER_COLUMNS).map(this::identifier))
            .collect(Collectors.joining(", "));
    return keys.isEmpty() ? "" : "CLUSTER BY (" + keys + ")\n";
  }

  private String definition(Column column) {
    return identifier(column.name())
        + " "
        + typeName(column.type())
        + " COMMENT "
        + literal(column.description());
  }

  private String comment(String description) {
    return " COMMENT = " + literal(description);
  }

  /** Replaced, a view keeps the grants that it has. */
  @Override
  public List<String> createView(View view) {
    return List.of(
        (view.guarded() ? "CREATE OR REPLACE SECURE VIEW " : "CREATE OR REPLACE VIEW ")
            + name(view.name())
            + "\nCOPY GRANTS\n"
            + comment(view.description()).strip()
            + "\nAS\n"
            + view.query());
  }

  @Override
  public String addColumn(Table table, Column column) {
    return "ALTER TABLE " + name(table.name()) + " ADD COLUMN " + definition(column);
  }

  @Override
  public String describeTable(Table table) {
    return "COMMENT ON TABLE " + name(table.name()) + " IS " + literal(table.description());
  }

  @Override
  public String describeColumn(Table table, Column column) {
    return "COMMENT ON COLUMN "
        + name(table.name())
        + "."
        + identifier(column.name())
        + " IS "
        + literal(column.description());
  }

  @Override
  public List<String> expire(Table table) {
    String schema = table.name().schema().isEmpty() ? defaultSchema() : table.name().schema();
    String task = identifier(schema) + "." + identifier("expire_" + table.name().table());
    return List.of(
        """
        CREATE OR REPLACE TASK %s
        USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
        SCHEDULE = 'USING CRON 0 3 * * * UTC'
        COMMENT = %s
        AS
        DELETE FROM %s WHERE %s < %s"""
            .formatted(
                task,
                literal(
                    "Deletes the rows of %s that are older than %d years."
                        .formatted(table.name(), table.layout().years())),
                name(table.name()),
                identifier(table.layout().day()),
                plus(now(), -table.layout().years(), Unit.YEAR)),
        "ALTER TASK " + task + " RESUME");
  }

  @Override
  public List<String> grants(Access access) {
    return new SnowflakeGrants(this).render(access);
  }

  @Override
  public List<String> notes(Script script) {
    return switch (script) {
      case RETENTION ->
          List.of("One task for each table, every night; without a warehouse of its own.");
      case GRANTS -> SnowflakeGrants.NOTES;
      default -> List.of();
    };
  }
}
