package com.skillforge.analytics.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** DuckDB's SQL, as of 1.4: the local warehouse. */
public final class DuckDb implements Dialect {
  private static final long serialVersionUID = 1L;

  /** The dialect; it has no state. */
  public static final DuckDb SQL = new DuckDb();

  /** The schema of tables with a bare name. */
  public static final String DEFAULT_SCHEMA = "main";

  /** What {@code duckdb_keywords()} calls reserved. */
  private static final Identifiers IDENTIFIERS =
      new Identifiers(
          """
          all analyse analyze and any array as asc asymmetric both case cast check collate
          column constraint create default deferrable desc describe distinct do else end
          except false fetch for foreign from group having in initially intersect into lambda
          lateral leading limit not null offset on only or order pivot pivot_longer
          pivot_wider placing primary qualify references returning select show some summarize
          symmetric table then to trailing true union unique unpivot using variadic when where
          window with
          """);

  private DuckDb() {}

  static Set<String> reservedWords() {
    return IDENTIFIERS.reserved();
  }

  @Override
  public String id() {
    return "duckdb";
  }

  @Override
  public String defaultSchema() {
    return DEFAULT_SCHEMA;
  }

  @Override
  public String typeName(ColumnType type) {
    return switch (type) {
      case TEXT -> "VARCHAR";
      case INTEGER -> "BIGINT";
      case NUMBER -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case TIMESTAMP -> "TIMESTAMP";
      case TEXT_LIST -> "VARCHAR[]";
      case JSON -> "JSON";
    };
  }

  @Override
  public String identifier(String name) {
    return IDENTIFIERS.isPlain(name) ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  @Override
  public String timestamp(long millis) {
    return "make_timestamp(" + Math.multiplyExact(millis, 1000L) + ")";
  }

  @Override
  public String epochMicros(String timestamp) {
    return "epoch_us(" + timestamp + ")";
  }

  @Override
  public String pair(String one, String other) {
    return "(" + one + ", " + other + ")";
  }

  @Override
  public String list(List<String> texts) {
    return texts.stream().map(this::literal).collect(Collectors.joining(", ", "[", "]"));
  }

  @Override
  public String timestampMicros(long micros) {
    return "make_timestamp(" + micros + ")";
  }

  @Override
  public String now() {
    return cast("now() AT TIME ZONE 'UTC'", ColumnType.TIMESTAMP);
  }

  @Override
  public String epochMillis(String timestamp) {
    return "epoch_ms(" + timestamp + ")";
  }

  @Override
  public String parseJson(String text) {
    return cast(text, ColumnType.JSON);
  }

  @Override
  public String comparable(String expression, ColumnType type) {
    return expression;
  }

  @Override
  public String jsonText(String column, String member) {
    return "json_extract_string(" + column + ", '$." + member + "')";
  }

  @Override
  public String document(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> literal(member.getKey()) + ", " + member.getValue())
        .collect(Collectors.joining(", ", "CAST(json_object(", ") AS VARCHAR)"));
  }

  @Override
  public String sha256(String text) {
    return "sha256(" + text + ")";
  }

  @Override
  public String contains(String text, String part) {
    return "contains(" + text + ", " + part + ")";
  }

  @Override
  public String matches(String text, String pattern) {
    return "regexp_matches(" + text + ", " + literal(pattern) + ")";
  }

  @Override
  public String jsonDocument(String expression) {
    return "CAST(to_json(" + expression + ") AS VARCHAR)";
  }

  @Override
  public String without(String list, String others) {
    return "list_filter(" + list + ", lambda x: NOT list_contains(" + others + ", x))";
  }

  @Override
  public String gather(String text) {
    return "list(" + text + ")";
  }

  @Override
  public String plus(String timestamp, int amount, Unit unit) {
    return timestamp + (amount < 0 ? " - " : " + ") + "INTERVAL " + Math.abs(amount) + " " + unit;
  }

  @Override
  public boolean storesCopies() {
    return false;
  }

  @Override
  public List<String> upsert(Upsert upsert) {
    return upsert.atOnce(this);
  }

  @Override
  public List<String> createSchema(Schema schema) {
    return List.of("CREATE SCHEMA IF NOT EXISTS " + identifier(schema.name()));
  }

  @Override
  public List<String> createTable(Table table) {
    String columns =
        table.columns().stream()
            .map(column -> "  " + identifier(column.name()) + " " + typeName(column.type()))
            .collect(Collectors.joining(",\n"));
    List<String> statements = new ArrayList<>();
    statements.add("CREATE TABLE IF NOT EXISTS " + name(table.name()) + " (\n" + columns + ")");
    statements.add(describeTable(table));
    table.columns().forEach(column -> statements.add(describeColumn(table, column)));
    return statements;
  }

  @Override
  public List<String> createView(View view) {
    return List.of(
        "CREATE OR REPLACE VIEW " + name(view.name()) + " AS\n" + view.query(),
        "COMMENT ON VIEW " + name(view.name()) + " IS " + literal(view.description()));
  }

  @Override
  public String addColumn(Table table, Column column) {
    return "ALTER TABLE "
        + name(table.name())
        + " ADD COLUMN "
        + identifier(column.name())
        + " "
        + typeName(column.type());
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
    return List.of(
        "DELETE FROM %s WHERE %s < %s"
            .formatted(
                name(table.name()),
                identifier(table.layout().day()),
                plus(now(), -table.layout().years(), Unit.YEAR)));
  }

  @Override
  public boolean expiresByRule() {
    return false;
  }

  @Override
  public boolean describesAddedColumns() {
    return false;
  }

  /** Of the variable {@code tenant_id}; without it there is no row. */
  @Override
  public Optional<String> ownRows(String tenant) {
    return Optional.of(tenant + " = getvariable('tenant_id')");
  }

  /** A file has no roles: who can read it can read all of it. */
  @Override
  public List<String> grants(Access access) {
    return List.of();
  }

  @Override
  public List<String> notes(Script script) {
    return script == Script.RETENTION
        ? List.of("Deletes what is older than the tracking plan keeps it.")
        : List.of();
  }
}
