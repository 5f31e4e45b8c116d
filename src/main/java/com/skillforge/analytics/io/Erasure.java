package com.skillforge.analytics.io;

import com.skillforge.analytics.model.RecordBlock;
import java.util.Optional;
import org.apache.beam.sdk.values.PCollection;

/**
 * Whom a run erases.
 *
 * @param requests the records of requests
 * @param links where else the links of these persons stand
 */
public record Erasure(PCollection<RecordBlock> requests, Optional<LinkStore> links) {
  /** The type of the records. */
  public static final String RECORD_TYPE = "erasure_requested";
}
