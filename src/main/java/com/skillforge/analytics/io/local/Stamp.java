package com.skillforge.analytics.io.local;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.Provenance;
import java.time.Instant;

/** Who writes the rows of a commit, and when. */
record Stamp(RunInfo run, Instant writtenAt) {

  /** The value of a stamped column as it stands in a statement. */
  String value(String column) {
    return switch (column) {
      case Provenance.RUN_ID -> DuckDb.SQL.literal(run.id());
      case "pipeline" -> DuckDb.SQL.literal(run.pipeline());
      case "pipeline_version" -> DuckDb.SQL.literal(run.pipelineVersion());
      case Provenance.INGESTED_AT, "dead_lettered_at", "written_at" ->
          DuckDb.SQL.timestamp(writtenAt.toEpochMilli());
      default -> throw new IllegalArgumentException("no stamp for column " + column);
    };
  }
}
