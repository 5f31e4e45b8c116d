package com.skillforge.analytics.io.snowflake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.skillforge.analytics.io.warehouse.StreamMerges;
import com.skillforge.analytics.plan.TrackingPlan;
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

  private static final String COMMENT = "Rows of streams that wait to be merged into their tables";

  private static final String TAKEN = TABLE + " WHERE taken";
  private static final String AREA = SnowflakeWarehouse.STAGING + ".landing_area";

  /** The role of 9-grants.sql that pipelines act in. */
  private static final String ROLE = "skillforge_pipeline";

  private static final String HEAD =
      """
      -- Generated from the tracking plan and the marts: do not change this file.
      -- scripts/regenerate.sh rewrites it.
      -- For streaming runs only. Replace &{staging_bucket} by the value of --snowflakeStagingBucket
      -- with gcs:// for gs://, and &{storage_integration} by the integration's name.
      """;

  private final TrackingPlan plan;

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
        COMMENT = '%s'"""
            .formatted(TABLE, COMMENT),
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
        // Behind the task: who finds this comment knows which statements it runs.
        "COMMENT ON TABLE " + TABLE + " IS '" + comment() + "'",
        "GRANT USAGE ON STAGE " + AREA + " TO ROLE " + ROLE,
        "GRANT OPERATE, MONITOR ON PIPE "
            + SnowflakeWarehouse.STAGING
            + "."
            + SnowflakeConnector.PIPE
            + " TO ROLE "
            + ROLE);
  }

  /** What the landing table says of itself once the task merges by this plan. */
  String comment() {
    return COMMENT
        + "; merged by "
        + Hashing.sha256()
            .hashString(String.join(";", merges()), UTF_8)
            .toString()
            .substring(0, 16);
  }

  private List<String> merges() {
    List<String> merges = new ArrayList<>();
    merges.add("UPDATE " + TABLE + " SET taken = TRUE WHERE taken IS NULL");
    merges.addAll(new StreamMerges(Snowflake.SQL, plan).statements(SnowflakeLanding::taken));
    merges.add("DELETE FROM " + TAKEN);
    return merges;
  }

  private static String taken(Table table) {
    return SnowflakeWarehouse.documents(
        table.columns(), table.name().toString(), "(SELECT * FROM " + TAKEN + ") AS taken_rows");
  }
}
