package com.skillforge.analytics.io;

import java.io.Serializable;
import java.util.List;

/**
 * What a run does to the coverage of the logs that it reads.
 *
 * @param taken what it takes: no later run has to take it again
 * @param lost what was deleted before any run took it: no later run has to ask for it again
 */
public record RunOffsets(List<OffsetRange> taken, List<OffsetRange> lost) implements Serializable {
  /** Of a run that is over something else than whole logs, for example over a range of time. */
  public static final RunOffsets NONE = new RunOffsets(List.of(), List.of());

  public RunOffsets {
    taken = List.copyOf(taken);
    lost = List.copyOf(lost);
  }
}
