package com.skillforge.analytics.pipelines.lineage;

import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.transforms.parsing.PiiScanner;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param rows rows that were added or replaced, by warehouse and table
 * @param error why it failed; empty when it has succeeded
 */
public record RunEnd(Instant at, Map<String, Map<String, Long>> rows, Optional<String> error) {
  public RunEnd {
    rows = Map.copyOf(rows);
  }

  public static RunEnd succeeded(Instant at, Map<String, Map<String, Long>> rows) {
    return new RunEnd(at, rows, Optional.empty());
  }

  /**
   * A run that has failed.
   *
   * @param explanation a sentence; whatever in it looks like an address or a number of a person is
   *     taken out, as ingestion does
   */
  public static RunEnd failed(Instant at, String explanation) {
    return new RunEnd(at, Map.of(), Optional.of(PiiScanner.redact(explanation)));
  }

  /**
   * What may be told of a failure: the sentence that is meant for people, or of one that should not
   * happen its kind only, because its message may quote what was read.
   *
   * @param mendable the failure that a person can mend, where it is one
   */
  public static String tellable(Optional<UserError> mendable, Throwable failure) {
    return mendable
        .map(Throwable::getMessage)
        .orElseGet(
            () -> {
              Throwable root = failure;
              while (root.getCause() != null && root.getCause() != root) {
                root = root.getCause();
              }
              return root.getClass().getName();
            });
  }
}
