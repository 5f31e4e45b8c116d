package com.skillforge.analytics.privacy;

import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.Permissions;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.StoredColumn;
import com.skillforge.analytics.sql.WarehouseCatalog;
import com.skillforge.analytics.transforms.parsing.PiiScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for raw PII in all texts of a warehouse: in columns of text, lists and JSON, of all tables
 * that its catalog names, whoever made them. Views show what tables hold and are left out.
 */
public final class WarehouseScan {
  /** A table's own columns that lead to a row, without saying anything of a person. */
  private static final List<String> PLACES =
      List.of(
          Provenance.TOPIC,
          Provenance.PARTITION,
          Provenance.OFFSET,
          "part_id",
          Provenance.RUN_ID,
          Provenance.INGESTED_AT,
          "written_at");

  private final QueryableWarehouse warehouse;
  private final Dialect dialect;
  private final Map<String, RawTable> rawTables;
  private final PiiFindings findings = new PiiFindings();

  public WarehouseScan(QueryableWarehouse warehouse, TrackingPlan plan) {
    this.warehouse = warehouse;
    this.dialect = warehouse.dialect();
    this.rawTables =
        RawTable.all(plan).stream()
            .collect(Collectors.toMap(raw -> dialect.name(raw.table().name()), raw -> raw));
  }

  /**
   * What was looked at, and what was found.
   *
   * @param columns the columns of text, lists and JSON
   */
  public record Result(int tables, int columns, List<PiiFinding> findings) {
    public Result {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Looks at every row of every table.
   *
   * @throws WarehouseException when there is no table, or one cannot be read
   */
  public Result run(WarehouseCatalog catalog) {
    if (catalog.tables().isEmpty()) {
      throw new WarehouseException(
          "There is no table in "
              + warehouse.name()
              + " that may be read: name another warehouse, or grant the right to read this one.");
    }
    int columns = 0;
    int tables = 0;
    for (TableName table : catalog.tables()) {
      List<StoredColumn> texts =
          catalog.columnsOf(table).stream()
              .filter(StoredColumn::holdsText)
              .filter(column -> !Permissions.holdsAddresses(table, column.name()))
              .toList();
      if (!texts.isEmpty()) {
        new TableScan(table, texts, places(catalog.columnsOf(table))).run();
      }
      columns += texts.size();
      tables++;
    }
    return new Result(tables, columns, findings.all());
  }

  private static List<StoredColumn> places(List<StoredColumn> columns) {
    return PLACES.stream()
        .flatMap(place -> columns.stream().filter(column -> column.name().equals(place)))
        .toList();
  }

  /** One table: which of its columns are looked at, and which say where a row is. */
  private final class TableScan {
    private final TableName table;
    private final List<StoredColumn> texts;
    private final List<StoredColumn> places;

    TableScan(TableName table, List<StoredColumn> texts, List<StoredColumn> places) {
      this.table = table;
      this.texts = texts;
      this.places = places;
    }

    void run() {
      String name = dialect.name(table);
      for (String part : warehouse.parts(name)) {
        List<PiiFinding> found =
            warehouse.fold(query(name, part), PiiFindings::new, this::look).all();
        found.forEach(findings::add);
      }
    }

    private String query(String name, String part) {
      List<String> documents = texts.stream().map(text -> text.document(dialect)).toList();
      String columns =
          Stream.concat(
                  documents.stream(),
                  places.stream().map(place -> dialect.shown(dialect.identifier(place.name()))))
              .collect(Collectors.joining(", "));
      String every =
          Optional.ofNullable(rawTables.get(name))
              .flatMap(raw -> dialect.everyPartition("scanned", raw))
              .map(all -> " AND " + all)
              .orElse("");
      return "SELECT "
          + columns
          + " FROM "
          + name
          + " AS scanned WHERE "
          + part
          + " AND "
          + PiiFilter.condition(dialect, documents)
          + every;
    }

    private void look(PiiFindings found, RowValues row) {
      for (int i = 0; i < texts.size(); i++) {
        String text = row.text(i);
        if (text != null) {
          StoredColumn column = texts.get(i);
          Map<PiiScanner.Kind, String> masks =
              column.isText() ? StoredText.masked(text) : StoredText.maskedInJson(text);
          found.add(warehouse.name(), table + "." + column.name(), masks, () -> where(row));
        }
      }
    }

    /** What a person may look for; a topic that somebody named after a person is masked too. */
    private String where(RowValues row) {
      List<String> where = new ArrayList<>();
      for (int i = 0; i < places.size(); i++) {
        String value = row.text(texts.size() + i);
        if (value != null && !PiiScanner.containsPii(value)) {
          where.add(places.get(i).name() + "=" + Objects.requireNonNull(value));
        }
      }
      return String.join(" ", where);
    }
  }
}
