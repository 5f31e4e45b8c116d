package com.skillforge.analytics.commandline;

/** What a process's exit status says; scripts rely on the numbers. */
public enum ExitCode {
  /** Everything was done. */
  DONE(0, "done"),
  /** Wrong options; nothing was started. */
  USAGE(2, "wrong options; nothing was started"),
  /** The source cannot be read: broker, topic, range, file, identity table or Redis. */
  SOURCE(3, "the source cannot be read: broker, topic, range, file, identity table or Redis"),
  /** The warehouse cannot be read or written. */
  WAREHOUSE(4, "the warehouse cannot be read or written"),
  /** The pipeline failed for a reason that should not happen. */
  PIPELINE(5, "the pipeline failed for a reason that should not happen"),
  /**
   * The run ended, but a check of its result failed, raw PII was found, or not all records could be
   * read or judged.
   */
  CHECK(
      6,
      "the run ended, but a check of its result failed, a quality gate had it publish nothing, raw"
          + " PII was found, Kafka had deleted records before any run took them, or Redis was out of"
          + " reach"),
  /** There was too little memory for what was asked: heap, or what DuckDB may take beside it. */
  MEMORY(7, "there was too little memory for what was asked"),
  /** A query is wrong: its SQL, or a table or column that is not there. */
  QUERY(8, "the query is wrong: its SQL, or a table or column that is not there"),
  /** Stopped by Ctrl-C or a signal. */
  INTERRUPTED(130, "stopped by Ctrl-C");

  private final int status;
  private final String meaning;

  ExitCode(int status, String meaning) {
    this.status = status;
    this.meaning = meaning;
  }

  public int status() {
    return status;
  }

  /** What the status means, for the help text. */
  public String meaning() {
    return meaning;
  }
}
