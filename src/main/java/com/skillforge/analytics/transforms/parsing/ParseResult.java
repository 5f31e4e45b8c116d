package com.skillforge.analytics.transforms.parsing;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.DeadLetter;

/** What became of a source record: a valid record or a dead letter. */
public sealed interface ParseResult {
  /** The record is valid; who sent it is not resolved yet. */
  record Accepted(AnalyticsRecord record) implements ParseResult {}

  /** The record breaks at least one rule. */
  record Rejected(DeadLetter deadLetter) implements ParseResult {}
}
