package com.skillforge.analytics.model.kpi;

import java.util.List;

/** The figures of {@code resume_conversion}. */
public final class ResumeConversionDeclaration {
  public static final Figure UPLOADERS = Figure.count("uploaders");
  public static final Figure CONVERTED_UPLOADERS = Figure.count("converted_uploaders");
  public static final Figure CONVERSION_PER_UPLOADER = Figure.share("conversion_per_uploader");
  public static final Figure PENDING_CONVERTED = Figure.count("pending_converted");
  public static final Figure MEDIAN_DAYS_TO_ACCEPT = new Figure("median_days_to_accept", Unit.DAYS);

  public static final KpiDeclaration KPI =
      KpiDeclaration.of(
          "resume_conversion",
          1,
          "Share of the resumes uploaded on a day that led to an accepted plan within 14 days",
          Figure.count("converted_uploads"),
          Figure.count("uploads"),
          Figure.share("conversion_rate"),
          Composition.UNITS,
          new Bounds.Conversion(PENDING_CONVERTED),
          List.of(
              UPLOADERS,
              CONVERTED_UPLOADERS,
              CONVERSION_PER_UPLOADER,
              PENDING_CONVERTED,
              MEDIAN_DAYS_TO_ACCEPT),
          Disclosure.Groups.of(UPLOADERS, Disclosure.Cut.PERSONA));

  private ResumeConversionDeclaration() {}
}
