package com.skillforge.analytics.io.warehouse;

import java.util.List;

/** The place where the rows of one attempt at a run wait for their commit. */
public interface Staging {
  /**
   * Adds the steps that bring rows here, and that commit them: a batch run's once, also when there
   * are none, a stream's for as long as they come.
   */
  void write(List<RunPart<?>> parts, Commit commit);

  /**
   * Removes what is still here. What cannot be removed expires by itself, or with the next attempt,
   * and takes no part in later runs.
   */
  void remove();

  /**
   * Makes sure that what the run has deleted cannot be found in what is left on disks, its own and
   * those of runs that have died. Called when the run has succeeded.
   */
  default void purge() {}
}
