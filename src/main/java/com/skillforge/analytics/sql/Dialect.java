package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.TableName;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one warehouse spells names, values, expressions, tables and views. All warehouses have the
 * same schemas, tables, columns and views.
 */
public interface Dialect extends Serializable {
  /** Units of time in {@link #plus}. */
  enum Unit {
    HOUR,
    DAY,
    YEAR
  }

  /** The warehouse's short name, and that of its folder under {@code sql/}. */
  String id();

  /** The schema of tables with a bare name. */
  String defaultSchema();

  /** The name of a column type. */
  String typeName(ColumnType type);

  /** The name of a column type as the warehouse's catalog spells it. */
  default String storedTypeName(ColumnType type) {
    return typeName(type);
  }

  /** A column, table or schema as it stands in a statement: quoted only where it must be. */
  String identifier(String name);

  /**
   * A table or view as it stands in a statement. Always with its schema: what a bare name means
   * depends on the warehouse and on where the statement stands.
   */
  default String name(TableName name) {
    String schema = name.schema().isEmpty() ? defaultSchema() : name.schema();
    return identifier(schema) + "." + identifier(name.table());
  }

  /** A text as it stands in a statement. */
  String literal(String text);

  /** An instant, given in epoch milliseconds, as it stands in a statement. */
  String timestamp(long millis);

  /** An instant, given in epoch microseconds, as it stands in a statement. */
  String timestampMicros(long micros);

  /** The time at which the statement runs. */
  String now();

  /** An instant as whole milliseconds since the epoch. */
  String epochMillis(String timestamp);

  /** An instant as whole microseconds since the epoch. */
  String epochMicros(String timestamp);

  /**
   * Two texts as one value, to be looked for among such pairs. Pairs that differ may become the
   * same value.
   */
  default String pair(String one, String other) {
    return "concat(" + one + ", ' ', " + other + ")";
  }

  /** A list of texts as it stands in a statement. */
  String list(List<String> texts);

  /** A JSON column's value, of a text that holds JSON. */
  String parseJson(String text);

  /** An expression that can be compared: JSON and lists may have to become their JSON text. */
  String comparable(String expression, ColumnType type);

  /** An expression converted to another type. */
  default String cast(String expression, ColumnType type) {
    return "CAST(" + expression + " AS " + typeName(type) + ")";
  }

  /** The text of one member of a JSON object; null where it is missing or null. */
  String jsonText(String column, String member);

  /**
   * The text of a JSON object; a member without a value is null in it, or missing.
   *
   * @param members expressions by the names of the members
   */
  String document(Map<String, String> members);

  /** The SHA-256 of a text, in lower-case hex digits. */
  String sha256(String text);

  /** Whether a text holds another one. */
  String contains(String text, String part);

  /**
   * Whether a part of a text matches a regular expression.
   *
   * @param pattern of the forms that all warehouses have in common, without a backslash; never the
   *     empty text
   */
  default String matches(String text, String pattern) {
    return "regexp_replace(" + text + ", " + literal(pattern) + ", '') <> " + text;
  }

  /** A list or a value of any other compound type, as the text of a JSON document. */
  String jsonDocument(String expression);

  /** A value as a text for people. */
  default String shown(String expression) {
    return cast(expression, ColumnType.TEXT);
  }

  /** A list of texts without those of another one. */
  String without(String list, String others);

  /** An aggregate: the texts of a group as a list. */
  String gather(String text);

  /** A timestamp moved by an amount of time, back by a negative one. */
  String plus(String timestamp, int amount, Unit unit);

  /**
   * Whether a raw table may hold a record twice: where a stream appends to the table itself, one
   * that was started again may have repeated what it had written.
   */
  boolean storesCopies();

  /**
   * A condition that every row of a raw table meets, for warehouses that read such a table only
   * when a condition on its partitions is given.
   *
   * @param qualifier the alias of the table in the statement
   */
  default Optional<String> everyPartition(String qualifier, RawTable raw) {
    return Optional.empty();
  }

  /** The statements that make rows stand in a table. */
  default List<String> upsert(Upsert upsert) {
    return upsert.inSteps(this);
  }

  /** The statements that create a schema unless it exists. */
  List<String> createSchema(Schema schema);

  /** The statements that create a table, with its descriptions, unless it exists. */
  List<String> createTable(Table table);

  /** The statements that create a view, with its description, or replace it. */
  List<String> createView(View view);

  /** The statement that adds a column that an older release did not know. */
  String addColumn(Table table, Column column);

  /** Whether {@link #addColumn} describes the column too. */
  default boolean describesAddedColumns() {
    return true;
  }

  /** The statement that sets a table's description. */
  String describeTable(Table table);

  /** The statement that sets a column's description. */
  String describeColumn(Table table, Column column);

  /** The statements by which the rows of a table go when their years are over. */
  List<String> expire(Table table);

  /** Whether {@link #expire} sets a rule; else it deletes what is too old now. */
  default boolean expiresByRule() {
    return true;
  }

  /**
   * The condition that a row is of the reader's institution, for warehouses without row access
   * policies.
   */
  default Optional<String> ownRows(String tenant) {
    return Optional.empty();
  }

  /** The statements that say who may do what. */
  List<String> grants(Access access);

  /** What a reader of a script should know, as lines of text; empty where nothing is special. */
  List<String> notes(Script script);
}
