package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.Provenance;
import java.time.Instant;

/** Who writes the rows of a commit, and when. */
public record Stamp(RunInfo run, Instant writtenAt) {

  /** The value of a stamped column as it stands in a statement. */
  public String value(String column, Dialect dialect) {
    return switch (column) {
      case Provenance.RUN_ID -> dialect.literal(run.id());
      case "pipeline" -> dialect.literal(run.pipeline());
      case "pipeline_version" -> dialect.literal(run.pipelineVersion());
      case Provenance.INGESTED_AT, "dead_lettered_at", "written_at" ->
          dialect.timestamp(writtenAt.toEpochMilli());
      default -> throw new IllegalArgumentException("no stamp for column " + column);
    };
  }
}
