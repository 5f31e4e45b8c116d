package com.skillforge.analytics.sql;

/** The scripts of a warehouse, in the order in which they are to be run. */
public enum Script {
  SCHEMAS("1-schemas.sql"),
  RAW_TABLES("2-raw-tables.sql"),
  ANALYTICS_VIEWS("3-analytics-views.sql"),
  OPERATIONS("4-operations.sql"),
  MARTS("5-marts.sql"),
  KPI_VIEWS("6-kpi-views.sql"),
  AUDIT_VIEWS("7-audit-views.sql"),
  RETENTION("8-retention.sql"),
  GRANTS("9-grants.sql");

  private final String fileName;

  Script(String fileName) {
    this.fileName = fileName;
  }

  public String fileName() {
    return fileName;
  }
}
