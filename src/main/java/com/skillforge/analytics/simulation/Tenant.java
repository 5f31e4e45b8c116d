package com.skillforge.analytics.simulation;

import java.util.List;

/**
 * An institution.
 *
 * @param id the {@code tenant_id}
 * @param springBreakWeek the week of the semester, from 0, in which hardly anybody works
 * @param share its part of all people, relative to the others
 */
record Tenant(String id, int springBreakWeek, double share) {

  /** The tenant of records that name none. */
  static final String DEFAULT_ID = "default";

  static final List<Tenant> ALL =
      List.of(
          new Tenant(DEFAULT_ID, 9, 0.5),
          new Tenant("northfield-college", 9, 0.3),
          new Tenant("lakeside-tech", 8, 0.2));
}
