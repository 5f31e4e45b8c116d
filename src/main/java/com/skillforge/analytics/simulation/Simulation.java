package com.skillforge.analytics.simulation;

import java.util.List;

/**
 * A simulated semester.
 *
 * @param records everything that arrives, in the order of arrival
 * @param expectations what a correct run over all of it reports
 * @param termsCsv the content of a {@code terms.csv} for the simulated institutions
 * @param identityLinksCsv the content of an identity table that links browsers to their users; a
 *     run reports the same expectations with and without it
 */
public record Simulation(
    List<SimulatedRecord> records,
    Expectations expectations,
    String termsCsv,
    String identityLinksCsv) {
  public Simulation {
    records = List.copyOf(records);
  }
}
