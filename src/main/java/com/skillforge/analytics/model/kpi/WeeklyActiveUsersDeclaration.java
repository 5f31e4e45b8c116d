package com.skillforge.analytics.model.kpi;

import java.util.List;
import java.util.Optional;

/** The figures of {@code weekly_active_users}. */
public final class WeeklyActiveUsersDeclaration {
  public static final Figure TRAILING_7D = Figure.count("trailing_7d");
  public static final Figure NEW_USERS = Figure.count("new_users");
  public static final Figure RETURNING_USERS = Figure.count("returning_users");
  public static final Figure EVENTS = Figure.count("events");

  private static final Figure ACTIVE_USERS = Figure.count("active_users");

  public static final KpiDeclaration KPI =
      new KpiDeclaration(
          "weekly_active_users",
          2,
          "Distinct users with at least one authenticated, user-initiated event in the week",
          Optional.empty(),
          Optional.empty(),
          ACTIVE_USERS,
          Composition.PEOPLE,
          new Bounds.None(),
          List.of(TRAILING_7D, NEW_USERS, RETURNING_USERS, EVENTS),
          Disclosure.Groups.of(ACTIVE_USERS, Disclosure.Cut.PERSONA));

  private WeeklyActiveUsersDeclaration() {}
}
