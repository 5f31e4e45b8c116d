package com.skillforge.analytics.status;

import com.skillforge.analytics.deploy.PipelineFolder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is asked.
 *
 * @param at the time for which is asked
 * @param environment the only environment that matters; all of them when empty
 * @param pipelines all that there are
 * @param scheduled those that are said to be scheduled; when empty, the ledger says which are
 * @param limits what counts as late, and as old
 * @param reach the options by which commands reach the same warehouses, for people
 */
public record Question(
    Instant at,
    Optional<String> environment,
    List<PipelineFolder> pipelines,
    Optional<List<PipelineFolder>> scheduled,
    Limits limits,
    String reach) {
  public Question {
    pipelines = List.copyOf(pipelines);
    scheduled = scheduled.map(List::copyOf);
  }

  boolean concerns(String name) {
    return environment.isEmpty() || environment.get().equals(name);
  }

  /** A command of this project, for people. */
  String command(String words) {
    return "./scripts/" + words + " " + reach;
  }
}
