package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Renders the tables and views beside the raw tables for people, as {@code docs/marts.md}. */
public final class MartReference {
  private static final String DESCRIPTIONS = "/view-columns.properties";

  /** Views that are of what runs have done, not of numbers. */
  private static final Set<TableName> OF_RUNS = Set.of(OffsetViews.COVERAGE, RepairTables.OPEN);

  private static final String HEAD =
      """
      <!-- Generated; do not edit. -->
      # Marts and views

      What can be asked of a warehouse, with all columns. The names are those of DuckDB and Snowflake;
      in BigQuery and Snowflake what stands here without a schema lies in `skillforge`. Types are
      DuckDB's. Raw tables have the columns of the [event reference](event-reference.md).
      This page is generated from the declarations; after a change there, run
      `scripts/regenerate.sh`.
      """;

  private final WarehouseSchema schema;
  private final Function<TableName, List<StoredColumn>> columnsOf;
  private final Map<String, String> meanings;
  private final StringBuilder out = new StringBuilder(HEAD);

  private MartReference(WarehouseSchema schema, Function<TableName, List<StoredColumn>> columnsOf) {
    this.schema = schema;
    this.columnsOf = columnsOf;
    this.meanings = meanings(schema);
  }

  /**
   * The whole page, in Markdown.
   *
   * @param columnsOf the columns of a table or view that was made by the schema's scripts
   */
  public static String render(
      WarehouseSchema schema, Function<TableName, List<StoredColumn>> columnsOf) {
    return new MartReference(schema, columnsOf).page();
  }

  /**
   * What columns hold, by their names: those of tables say it themselves, a file the rest.
   *
   * @throws UncheckedIOException when the file cannot be read
   */
  static Map<String, String> meanings(WarehouseSchema schema) {
    Map<String, String> meanings = new HashMap<>();
    schema.tables().stream()
        .flatMap(table -> table.columns().stream())
        .forEach(column -> meanings.putIfAbsent(column.name(), column.description()));
    described().forEach((name, meaning) -> meanings.put(name.toString(), meaning.toString()));
    return meanings;
  }

  /** What columns hold that only views have. */
  static Properties described() {
    Properties described = new Properties();
    try (InputStream file = MartReference.class.getResourceAsStream(DESCRIPTIONS)) {
      described.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return described;
  }

  private String page() {
    out.append("\n## Numbers\n");
    table(FixedTables.KPI_VALUES);
    views(view -> view.schema().isEmpty() && !OF_RUNS.contains(view));
    out.append("\n## What advisors see\n");
    views(view -> view.schema().equals(AdvisorViews.SCHEMA));
    out.append("\n## Runs, dead letters, identity, privacy\n");
    FixedTables.all().stream()
        .filter(one -> !one.equals(FixedTables.KPI_VALUES))
        .forEach(this::table);
    views(OF_RUNS::contains);
    out.append("\n## What the audit queries share\n");
    views(view -> view.schema().equals(AdvisorViews.CELLS.schema()));
    records();
    return out.toString();
  }

  private void table(Table table) {
    section(table.name(), table.description());
    for (Column column : table.columns()) {
      row(column.name(), schema.dialect().typeName(column.type()), column.description());
    }
  }

  private void views(Predicate<TableName> which) {
    schema.views().stream()
        .filter(view -> which.test(view.name()))
        .forEach(
            view -> {
              section(view.name(), view.description());
              columnsOf
                  .apply(view.name())
                  .forEach(
                      column ->
                          row(
                              column.name(),
                              column.type(),
                              meanings.getOrDefault(column.name(), "")));
            });
  }

  private void section(TableName name, String description) {
    out.append("\n### `").append(name).append("`\n\n").append(description).append(".\n\n");
    out.append("| column | type | meaning |\n|---|---|---|\n");
  }

  private void row(String name, String type, String meaning) {
    out.append("| `").append(name).append("` | ").append(type).append(" | ");
    out.append(meaning.replace("|", "\\|")).append(" |\n");
  }

  /** Views with the columns of raw tables: only what they are of is said. */
  private void records() {
    out.append(
        """

        ## Records under their names for analysis

        Each has the columns of its raw table: the properties of the
        [event reference](event-reference.md), then where the record came from.

        | view | what it shows |
        |---|---|
        """);
    for (View view : schema.views()) {
      String of = view.name().schema();
      if (!of.isEmpty()
          && !of.equals(AdvisorViews.SCHEMA)
          && !of.equals(AdvisorViews.CELLS.schema())) {
        out.append("| `")
            .append(view.name())
            .append("` | ")
            .append(view.description())
            .append(" |\n");
      }
    }
    out.append("\n| column | type | meaning |\n|---|---|---|\n");
    Stream.concat(Provenance.RECORD.stream(), Provenance.LOAD.stream())
        .forEach(
            column ->
                row(column.name(), schema.dialect().typeName(column.type()), column.description()));
  }
}
