package com.skillforge.analytics.model.kpi;

import java.util.List;

/** The figures of {@code readiness_delta}. */
public final class ReadinessDeltaDeclaration {
  public static final Figure SINGLE_SCORE = Figure.count("single_score");
  public static final Figure MEDIAN_DELTA = new Figure("median_delta", Unit.POINTS);
  public static final Figure IMPROVED = Figure.count("improved");
  public static final Figure DECLINED = Figure.count("declined");
  public static final Figure MEAN_CHANGE_PER_ASSESSMENT =
      new Figure("mean_change_per_assessment", Unit.POINTS);

  private static final Figure STUDENTS = Figure.count("students");

  public static final KpiDeclaration KPI =
      KpiDeclaration.of(
          "readiness_delta",
          1,
          "By how many points the readiness of students changed in a term (dimension "
              + "term_id); provisional until the term has ended",
          new Figure("sum_of_deltas", Unit.POINTS),
          STUDENTS,
          new Figure("mean_delta", Unit.POINTS),
          Composition.UNITS,
          new Bounds.None(),
          List.of(SINGLE_SCORE, MEDIAN_DELTA, IMPROVED, DECLINED, MEAN_CHANGE_PER_ASSESSMENT),
          Disclosure.Groups.of(STUDENTS, Disclosure.Cut.PERSONA));

  private ReadinessDeltaDeclaration() {}
}
