package com.skillforge.analytics.pipelines.lineage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.io.RunInfo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A run as the ledger has it: all that lineage is made of, so that it can also be told later, of a
 * run that a service has carried out.
 *
 * @param id the ledger's id
 * @param source what is read, as {@link com.skillforge.analytics.io.EventSource#describe} has it
 * @param from the start of the range asked for
 * @param to the end of the range asked for
 */
public record LineageRun(
    String id,
    String pipeline,
    String version,
    String environment,
    String source,
    Optional<Instant> from,
    Optional<Instant> to,
    boolean streaming,
    Instant startedAt) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The run that a process is about to carry out. */
  public static LineageRun of(RunInfo run) {
    return new LineageRun(
        run.id(),
        run.pipeline(),
        run.pipelineVersion(),
        run.environment(),
        run.source(),
        run.from(),
        run.to(),
        run.streaming(),
        run.startedAt());
  }

  /**
   * The id that OpenLineage wants, which is a UUID: the ledger's own where that is one, as those of
   * all runs of this release are, else one made of its text. So a repeated run, which takes the
   * place of the first one in the ledger, is the same run here too.
   */
  UUID uuid() {
    try {
      UUID uuid = UUID.fromString(id);
      if (uuid.toString().equals(id.toLowerCase(Locale.ROOT))) {
        return uuid;
      }
    } catch (IllegalArgumentException e) {
      // No UUID: one is made of it below.
    }
    return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
  }

  JsonNode parsedSource() {
    try {
      return JSON.readTree(source);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ledger describes sources as JSON", e);
    }
  }
}
