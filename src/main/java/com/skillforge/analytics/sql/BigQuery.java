package com.skillforge.analytics.sql;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** BigQuery's GoogleSQL. Statements name no project: the job's default project is meant. */
public final class BigQuery implements Dialect {
  private static final long serialVersionUID = 1L;

  /** The dialect; it has no state. */
  public static final BigQuery SQL = new BigQuery();

  private static final DateTimeFormatter LITERAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

  /** GoogleSQL's reserved keywords. */
  private static final Identifiers IDENTIFIERS =
      new Identifiers(
          """
          all and any array as asc assert_rows_modified at between by case cast collate contains
          create cross cube current default define desc distinct else end enum escape except
          exclude exists extract false fetch following for from full group grouping groups hash
          having if ignore in inner intersect interval into is join lateral left like limit
          lookup merge natural new no not null nulls of on or order outer over partition
          preceding proto qualify range recursive respect right rollup rows select set some
          struct tablesample then to treat true unbounded union unnest using when where window
          with within
          """);

  private BigQuery() {}

  @Override
  public String id() {
    return "bigquery";
  }

  @Override
  public String defaultSchema() {
    return "skillforge";
  }

  @Override
  public String typeName(ColumnType type) {
    return switch (type) {
      case TEXT -> "STRING";
      case INTEGER -> "INT64";
      case NUMBER -> "FLOAT64";
      case BOOLEAN -> "BOOL";
      case TIMESTAMP -> "TIMESTAMP";
      case TEXT_LIST -> "ARRAY<STRING>";
      case JSON -> "JSON";
    };
  }

  @Override
  public String identifier(String name) {
    return IDENTIFIERS.isPlain(name)
        ? name
        : '`' + name.replace("\\", "\\\\").replace("`", "\\`") + '`';
  }

  @Override
  public String literal(String text) {
    return Escapes.quoted(text, "\\'");
  }

  @Override
  public String timestamp(long millis) {
    return "TIMESTAMP '" + LITERAL.format(Instant.ofEpochMilli(millis)) + "+00'";
  }

  @Override
  public String timestampMicros(long micros) {
    Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    return "TIMESTAMP '" + EXACT.format(instant) + "+00'";
  }

  @Override
  public String list(List<String> texts) {
    return texts.isEmpty()
        ? cast("[]", ColumnType.TEXT_LIST)
        : texts.stream().map(this::literal).collect(Collectors.joining(", ", "[", "]"));
  }

  @Override
  public String now() {
    return "CURRENT_TIMESTAMP()";
  }

  @Override
  public String epochMillis(String timestamp) {
    return "UNIX_MILLIS(" + timestamp + ")";
  }

  @Override
  public String epochMicros(String timestamp) {
    return "UNIX_MICROS(" + timestamp + ")";
  }

  @Override
  public String parseJson(String text) {
    return "PARSE_JSON(" + text + ")";
  }

  /** Without the case, null would be the text {@code null}. */
  @Override
  public String comparable(String expression, ColumnType type) {
    return switch (type) {
      case JSON, TEXT_LIST ->
          "CASE WHEN %1$s IS NOT NULL THEN TO_JSON_STRING(%1$s) END".formatted(expression);
      default -> expression;
    };
  }

  @Override
  public String jsonText(String column, String member) {
    return "JSON_VALUE(" + column + ", '$." + member + "')";
  }

  @Override
  public String document(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> member.getValue() + " AS " + identifier(member.getKey()))
        .collect(Collectors.joining(", ", "TO_JSON_STRING(STRUCT(", "))"));
  }

  @Override
  public String sha256(String text) {
    return "TO_HEX(SHA256(" + text + "))";
  }

  @Override
  public String contains(String text, String part) {
    return "STRPOS(" + text + ", " + part + ") > 0";
  }

  @Override
  public String jsonDocument(String expression) {
    return comparable(expression, ColumnType.JSON);
  }

  @Override
  public String without(String list, String others) {
    return "ARRAY(SELECT x FROM UNNEST("
        + list
        + ") AS x WITH OFFSET AS i WHERE NOT EXISTS (SELECT 1 FROM UNNEST("
        + others
        + ") AS other WHERE other = x) ORDER BY i)";
  }

  @Override
  public String gather(String text) {
    return "ARRAY_AGG(" + text + ")";
  }

  @Override
  public String plus(String timestamp, int amount, Unit unit) {
    return timestamp + (amount < 0 ? " - " : " + ") + "INTERVAL " + Math.abs(amount) + " " + unit;
  }

  @Override
  public boolean storesCopies() {
    return true;
  }

  @Override
  public Optional<String> everyPartition(String qualifier, RawTable raw) {
    return Optional.of(
        qualifier
            + "."
            + identifier(raw.table().layout().day())
            + " >= "
            + timestamp(RawTable.EARLIEST_EVENT_TIME.toEpochMilli()));
  }

  @Override
  public List<String> upsert(Upsert upsert) {
    return upsert.atOnce(this);
  }

  @Override
  public List<String> createSchema(Schema schema) {
    List<String> options = new ArrayList<>();
    options.add("description = " + literal(schema.description()));
    if (schema.expiryDays() > 0) {
      options.add("default_table_expiration_days = " + schema.expiryDays());
    }
    return List.of(
        "CREATE SCHEMA IF NOT EXISTS " + identifier(schema.name()) + "\n" + options(options));
  }

  @Override
  public List<String> createTable(Table table) {
    Layout layout = table.layout();
    StringBuilder sql = new StringBuilder();
    sql.append("CREATE TABLE IF NOT EXISTS ").append(name(table.name())).append(" (\n");
    sql.append(
        table.columns().stream()
            .map(column -> "  " + definition(column))
            .collect(Collectors.joining(",\n")));
    sql.append(")\n");
    if (layout.partitioned()) {
      sql.append("PARTITION BY TIMESTAMP_TRUNC(")
          .append(identifier(layout.day()))
          .append(", DAY)\n");
    }
    if (!layout.cluster().isEmpty()) {
      sql.append("CLUSTER BY ")
          .append(layout.cluster().stream().map(this::identifier).collect(Collectors.joining(", ")))
          .append('\n');
    }
    List<String> options = new ArrayList<>();
    options.add("description = " + literal(table.description()));
    if (layout.filtered()) {
      options.add("require_partition_filter = TRUE");
    }
    return List.of(sql.append(options(options)).toString());
  }

  private String definition(Column column) {
    return identifier(column.name())
        + " "
        + typeName(column.type())
        + " "
        + options(List.of("description = " + literal(column.description())));
  }

  private static String options(List<String> options) {
    return "OPTIONS (" + String.join(", ", options) + ")";
  }

  @Override
  public List<String> createView(View view) {
    return List.of(
        "CREATE OR REPLACE VIEW "
            + name(view.name())
            + "\n"
            + options(List.of("description = " + literal(view.description())))
            + "\nAS\n"
            + view.query());
  }

  @Override
  public String addColumn(Table table, Column column) {
    return "ALTER TABLE " + name(table.name()) + " ADD COLUMN " + definition(column);
  }

  @Override
  public String describeTable(Table table) {
    return setOption(table, "description = " + literal(table.description()));
  }

  @Override
  public String describeColumn(Table table, Column column) {
    return "ALTER TABLE "
        + name(table.name())
        + " ALTER COLUMN "
        + identifier(column.name())
        + " SET "
        + options(List.of("description = " + literal(column.description())));
  }

  @Override
  public List<String> expire(Table table) {
    return List.of(setOption(table, "partition_expiration_days = " + days(table.layout().years())));
  }

  /** The days of so many years, leap days included. */
  private static long days(int years) {
    return (years * 1461L + 3) / 4;
  }

  private String setOption(Table table, String option) {
    return "ALTER TABLE " + name(table.name()) + " SET " + options(List.of(option));
  }

  @Override
  public List<String> grants(Access access) {
    return new BigQueryGrants(this).render(access);
  }

  @Override
  public List<String> notes(Script script) {
    return switch (script) {
      case RAW_TABLES ->
          List.of(
              "A query over a raw table must say which days it reads: require_partition_filter.");
      case ANALYTICS_VIEWS, AUDIT_VIEWS ->
          List.of(
              "Raw tables ask every query for a filter on their days. No event is older than 2015:",
              "the lower bound is such a filter, and leaves nothing out.");
      case RETENTION ->
          List.of(
              "A day's partition goes as a whole when its years, leap days included, are over.");
      case GRANTS -> BigQueryGrants.NOTES;
      default -> List.of();
    };
  }
}
