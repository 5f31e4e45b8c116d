package com.skillforge.analytics.model;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Records as they were received, in a batch that a runner handles as one element.
 *
 * <p>A batch may be no more than a description of where its records lie; they are then read when
 * they are asked for, by the step that parses them, and are never all in memory. That matters on
 * the Direct runner, which keeps what a step hands over until the next one has taken all of it.
 */
public interface SourceBatch {
  /**
   * Hands over every record, in the order of the source.
   *
   * @throws IOException when reading was interrupted; other failures have types of their own
   */
  void forEach(Consumer<SourceRecord> consumer) throws IOException;
}
