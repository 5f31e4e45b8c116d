package com.skillforge.analytics.testing.cloud.snowflake;

import java.util.List;

/** A statement as the stand-in carries it out. */
sealed interface SnowflakeStatement {
  /** A query. */
  record Query(String duckDb) implements SnowflakeStatement {}

  /**
   * An INSERT, UPDATE, DELETE or MERGE.
   *
   * @param table the table whose rows it changes, as DuckDB spells it
   */
  record Change(String verb, String duckDb, String table) implements SnowflakeStatement {}

  /** BEGIN, COMMIT or ROLLBACK. */
  record Transaction(String verb) implements SnowflakeStatement {}

  /**
   * A statement that defines something; it commits the open transaction, as in Snowflake.
   *
   * @param duckDb what it means in DuckDB; nothing when it only concerns what the stand-in has not
   *     got, such as grants
   * @param emptied the table that it makes anew or away with, in lower case; else empty
   */
  record Definition(List<String> duckDb, String emptied) implements SnowflakeStatement {
    static Definition of(String duckDb) {
      return new Definition(List.of(duckDb), "");
    }

    static Definition nothing() {
      return new Definition(List.of(), "");
    }
  }

  /** ALTER SESSION or USE, which change nothing here. */
  record Setting() implements SnowflakeStatement {}

  /** COPY INTO a table. */
  record Copy(SnowflakeCopy copy) implements SnowflakeStatement {}

  /**
   * COPY INTO a location.
   *
   * @param duckDb the query whose rows go there
   */
  record Unload(String location, String duckDb, char enclosure) implements SnowflakeStatement {}

  /** CREATE STAGE; its address ends in a slash. */
  record CreateStage(String name, String url) implements SnowflakeStatement {}

  /** CREATE PIPE. */
  record CreatePipe(String name, SnowflakeCopy copy) implements SnowflakeStatement {}

  /** CREATE TASK with the statements that it runs. */
  record CreateTask(String name, List<List<SqlToken>> body) implements SnowflakeStatement {}

  /** EXECUTE TASK. */
  record ExecuteTask(String name) implements SnowflakeStatement {}
}
