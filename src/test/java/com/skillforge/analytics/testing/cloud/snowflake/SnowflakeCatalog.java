package com.skillforge.analytics.testing.cloud.snowflake;

import java.util.List;

/** Snowflake's INFORMATION_SCHEMA over DuckDB's: names in upper case, types as Snowflake says. */
final class SnowflakeCatalog {
  /** The schema in DuckDB that stands for it. */
  static final String SCHEMA = "snowflake_information_schema";

  private SnowflakeCatalog() {}

  /** The statements that create it. */
  static List<String> statements() {
    return List.of(
        "CREATE SCHEMA " + SCHEMA,
        """
        CREATE VIEW %s.schemata AS
        SELECT upper(catalog_name) AS catalog_name, upper(schema_name) AS schema_name
        FROM information_schema.schemata WHERE catalog_name = current_database()
        """
            .formatted(SCHEMA),
        """
        CREATE VIEW %s.tables AS
        SELECT upper(table_catalog) AS table_catalog, upper(table_schema) AS table_schema,
          upper(table_name) AS table_name, table_type, TABLE_COMMENT AS comment,
          CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) AS created
        FROM information_schema.tables WHERE table_catalog = current_database()
          AND table_schema <> 'past'
        """
            .formatted(SCHEMA),
        """
        CREATE VIEW %s.columns AS
        SELECT upper(table_catalog) AS table_catalog, upper(table_schema) AS table_schema,
          upper(table_name) AS table_name, upper(column_name) AS column_name, ordinal_position,
          is_nullable, column_comment AS comment,
          CASE WHEN data_type LIKE '%%[]' THEN 'ARRAY'
            WHEN data_type = 'VARCHAR' THEN 'TEXT'
            WHEN data_type = 'BIGINT' THEN 'NUMBER'
            WHEN data_type = 'DOUBLE' THEN 'FLOAT'
            WHEN data_type = 'TIMESTAMP' THEN 'TIMESTAMP_NTZ'
            WHEN data_type = 'JSON' THEN 'VARIANT'
            ELSE data_type END AS data_type
        FROM information_schema.columns WHERE table_catalog = current_database()
        """
            .formatted(SCHEMA));
  }
}
