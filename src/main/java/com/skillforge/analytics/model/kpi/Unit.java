package com.skillforge.analytics.model.kpi;

import java.util.Locale;

/** In what a figure is measured, and how people read it: rounded, with its unit. */
public enum Unit {
  /** A number of something, always whole. */
  COUNT("%,.0f"),
  /** A share between 0 and 1, read as a percentage. */
  SHARE("%.1f %%") {
    @Override
    public String text(double figure) {
      return super.text(figure * 100);
    }
  },
  MINUTES("%,.1f min"),
  HOURS("%,.1f h"),
  DAYS("%,.1f d"),
  /** Points of readiness that something has risen or fallen by. */
  POINTS("%+.2f points");

  private final String format;

  Unit(String format) {
    this.format = format;
  }

  /** A figure as people read it, for example {@code 62.5 %}. */
  public String text(double figure) {
    return String.format(Locale.ROOT, format, figure + 0.0); // no minus before a zero
  }
}
