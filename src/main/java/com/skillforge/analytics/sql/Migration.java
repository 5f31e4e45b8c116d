package com.skillforge.analytics.sql;

import java.util.List;

/**
 * How a warehouse gets from what it has to what it should have.
 *
 * @param changes what is missing, one line each, for people
 * @param statements what brings it about, in order; views and rules of retention are among them
 *     even when nothing is missing, since making them again changes nothing
 * @param refusals why it must not be done, one sentence each: what is there and what should be
 *     exclude each other; when there is one, no statement may be run
 * @param notices what stays although the plan no longer knows it, one sentence each
 */
public record Migration(
    List<String> changes, List<String> statements, List<String> refusals, List<String> notices) {

  public Migration {
    changes = List.copyOf(changes);
    statements = List.copyOf(statements);
    refusals = List.copyOf(refusals);
    notices = List.copyOf(notices);
  }

  public boolean isRefused() {
    return !refusals.isEmpty();
  }
}
