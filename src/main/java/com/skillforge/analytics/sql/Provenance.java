package com.skillforge.analytics.sql;

import java.util.List;

/** The columns that say where a row comes from, the same in every table that holds records. */
public final class Provenance {
  public static final String SOURCE = "record_source";
  public static final String TOPIC = "record_topic";
  public static final String PARTITION = "record_partition";
  public static final String OFFSET = "record_offset";
  public static final String TIMESTAMP = "record_timestamp";
  public static final String RUN_ID = "run_id";
  public static final String INGESTED_AT = "ingested_at";

  /** The position of a record, in the order by which records of equal event time are compared. */
  public static final List<String> POSITION = List.of(TOPIC, PARTITION, SOURCE, OFFSET);

  /**
   * What says which received record a row is of: a topic that was made anew has other records at
   * the offsets of the old one. The timestamp may be null.
   */
  public static final List<String> RECEIVED = List.of(TOPIC, PARTITION, SOURCE, OFFSET, TIMESTAMP);

  /** Where the record was read. */
  public static final List<Column> RECORD =
      List.of(
          new Column(SOURCE, ColumnType.TEXT, "`kafka`, or the path of the file that was read."),
          new Column(TOPIC, ColumnType.TEXT, "Topic, or the topic that the file stands for."),
          new Column(PARTITION, ColumnType.INTEGER, "Partition of the topic; 0 in files."),
          new Column(OFFSET, ColumnType.INTEGER, "Offset in the partition; line number in files."),
          new Column(
              TIMESTAMP, ColumnType.TIMESTAMP, "Record timestamp of the broker, where known."));

  /** Which run brought the row into the warehouse, and when. */
  public static final List<Column> LOAD =
      List.of(
          new Column(RUN_ID, ColumnType.TEXT, "Run that wrote the row, see pipeline_runs."),
          new Column(INGESTED_AT, ColumnType.TIMESTAMP, "When the row was written."));

  private Provenance() {}
}
