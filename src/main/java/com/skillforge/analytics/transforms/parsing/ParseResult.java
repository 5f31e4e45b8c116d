package com.skillforge.analytics.transforms.parsing;

import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.DeadLetter;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What became of a source record: a valid record or a dead letter. */
public sealed interface ParseResult {
  /** The record is valid; who sent it is not resolved yet. */
  record Accepted(AnalyticsRecord record) implements ParseResult {}

  /**
   * The record breaks at least one rule.
   *
   * @param lacksPersonaOf the user whose persona, where it can be looked up, the record lacks; null
   *     where it lacks none, or does not say whose
   */
  record Rejected(DeadLetter deadLetter, @Nullable Alias lacksPersonaOf) implements ParseResult {
    Rejected(DeadLetter deadLetter) {
      this(deadLetter, null);
    }
  }
}
