package com.skillforge.analytics.io.snowflake;

import com.skillforge.analytics.io.warehouse.KpiMerges;
import com.skillforge.analytics.io.warehouse.RecordMerges;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Snowflake;
import com.skillforge.analytics.sql.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a stream into Snowflake needs there: the table that Snowpipe loads, and a task that merges
 * it into the tables every minute.
 *
 * <p>Snowpipe may load rows twice, and while the task runs: it marks the rows that it takes, merges
 * those as a batch run would, and removes them, in one transaction.
 */
public final class SnowflakeLanding {
  static final String TABLE = SnowflakeWarehouse.STAGING + ".landing";
  static final String TASK = SnowflakeWarehouse.STAGING + ".merge_landing";

  private static final String TAKEN = TABLE + " WHERE taken";
  private static final String AREA = SnowflakeWarehouse.STAGING + ".landing_area";

  /** The role of 9-grants.sql that pipelines act in. */
  private static final String ROLE = "skillforge_pipeline";

  private static final List<String> ALIAS = List.of("tenant_id", "alias_type", "alias");

  private static final String HEAD =
      """
      -- Generated from the tracking plan and the marts: do not change this file.
      -- mvn -q test -Dtest=SnowflakeLandingTest -Dregenerate=true rewrites it.
      -- For streaming runs only. Replace &{staging_bucket} by the value of --snowflakeStagingBucket
      -- with gcs:// for gs://, and &{storage_integration} by the integration's name.
      """;

  private final TrackingPlan plan;
  private final Snowflake sql = Snowflake.SQL;

  public SnowflakeLanding(TrackingPlan plan) {
    this.plan = plan;
  }

  /** The script that sets it up; it can be run again. */
  public String script() {
    return HEAD
        + statements().stream()
            .map(statement -> "\n" + statement + ";\n")
            .collect(Collectors.joining());
  }

  private List<String> statements() {
    return List.of(
        """
        CREATE TABLE IF NOT EXISTS %s (
          table_name VARCHAR COMMENT 'Table that the row is for.',
          document VARCHAR COMMENT 'The row as a JSON object by column, in Base64.',
          landed_at TIMESTAMP_NTZ(6) DEFAULT SYSDATE() COMMENT 'When Snowpipe loaded it.',
          taken BOOLEAN COMMENT 'True while the task merges the row.')
        COMMENT = 'Rows of streams that wait to be merged into their tables'"""
            .formatted(TABLE),
        """
        CREATE STAGE IF NOT EXISTS %s
        URL = '&{staging_bucket}%s'
        STORAGE_INTEGRATION = &{storage_integration}"""
            .formatted(AREA, SnowflakeConnector.LANDING),
        """
        CREATE PIPE IF NOT EXISTS %s.%s
        COMMENT = 'Loads what streams stage; SnowflakeIO tells it of each file'
        AS
        COPY INTO %s (table_name, document)
        FROM (SELECT $1, $2 FROM @%s)
        FILE_FORMAT = (TYPE = CSV FIELD_OPTIONALLY_ENCLOSED_BY = '0x27' COMPRESSION = GZIP)"""
            .formatted(SnowflakeWarehouse.STAGING, SnowflakeConnector.PIPE, TABLE, AREA),
        """
        CREATE OR REPLACE TASK %s
        USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
        SCHEDULE = '1 minute'
        COMMENT = 'Merges landed rows into their tables'
        AS
        BEGIN
        BEGIN TRANSACTION;
        %s;
        COMMIT;
        EXCEPTION WHEN OTHER THEN
        ROLLBACK;
        RAISE;
        END"""
            .formatted(TASK, String.join(";\n", merges())),
        "ALTER TASK " + TASK + " RESUME",
        "GRANT USAGE ON STAGE " + AREA + " TO ROLE " + ROLE,
        "GRANT OPERATE, MONITOR ON PIPE "
            + SnowflakeWarehouse.STAGING
            + "."
            + SnowflakeConnector.PIPE
            + " TO ROLE "
            + ROLE);
  }

  private List<String> merges() {
    RecordMerges records = new RecordMerges(sql);
    List<String> merges = new ArrayList<>();
    merges.add("UPDATE " + TABLE + " SET taken = TRUE WHERE taken IS NULL");
    for (RawTable raw : RawTable.all(plan)) {
      merges.add(records.records(raw, taken(raw.table())));
    }
    merges.add(addNew(FixedTables.DEAD_LETTERS, Provenance.POSITION));
    merges.add(addNew(FixedTables.DUPLICATE_RECORDS, Provenance.POSITION));
    merges.add(new KpiMerges(sql).kpiValues(taken(FixedTables.KPI_VALUES)));
    merges.add(addNew(FixedTables.RUN_COUNTS, List.of("run_id", "part_id")));
    merges.add(links());
    merges.add("DELETE FROM " + TAKEN);
    return merges;
  }

  private String taken(Table table) {
    return SnowflakeWarehouse.documents(
        table.columns(), table.name().toString(), "(SELECT * FROM " + TAKEN + ") AS taken_rows");
  }

  private String addNew(Table table, List<String> key) {
    return merge(table, key, String.join(", ", key)) + insert(table);
  }

  /** Of a link that was looked up more than once, the newest says whom it leads to. */
  private String links() {
    Table links = FixedTables.IDENTITY_LINKS;
    return merge(links, ALIAS, "written_at DESC")
        + "WHEN MATCHED AND (stored.canonical_user_id IS DISTINCT FROM staged.canonical_user_id"
        + " OR stored.resolved_user_id IS DISTINCT FROM staged.resolved_user_id"
        + " OR stored.linked_at IS DISTINCT FROM staged.linked_at)"
        + " AND stored.written_at <= staged.written_at THEN UPDATE SET "
        + links.columnNames().stream()
            .map(column -> sql.identifier(column) + " = staged." + sql.identifier(column))
            .collect(Collectors.joining(", "))
        + "\n"
        + insert(links);
  }

  private String merge(Table table, List<String> key, String order) {
    return "MERGE INTO "
        + sql.name(table.name())
        + " AS stored\nUSING (SELECT * FROM ("
        + taken(table)
        + ") AS every_row WHERE TRUE QUALIFY row_number() OVER (PARTITION BY "
        + String.join(", ", key)
        + " ORDER BY "
        + order
        + ") = 1) AS staged\nON "
        + key.stream()
            .map(column -> "stored." + column + " = staged." + column)
            .collect(Collectors.joining(" AND "))
        + "\n";
  }

  private String insert(Table table) {
    List<String> names = table.columnNames().stream().map(sql::identifier).toList();
    return "WHEN NOT MATCHED THEN INSERT ("
        + String.join(", ", names)
        + ")\nVALUES (staged."
        + String.join(", staged.", names)
        + ")";
  }
}
