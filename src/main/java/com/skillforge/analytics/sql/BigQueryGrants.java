package com.skillforge.analytics.sql;

import java.util.ArrayList;
import java.util.List;

/** Who may do what in BigQuery: three principals that a deployment replaces by its own. */
final class BigQueryGrants {
  static final List<String> NOTES =
      List.of(
          "Put your own principals for the three that end in skillforge.example.",
          "Analysts must not read raw tables. A view reads its tables with the rights of its reader",
          "unless it is authorized: make analytics an authorized dataset of every dataset",
          "with raw tables (console, API or Terraform: SQL has no statement for it).");

  private static final String ANALYSTS = "group:analysts@skillforge.example";
  private static final String AUDITORS = "group:auditors@skillforge.example";
  private static final String PIPELINES = "serviceAccount:pipelines@skillforge.example";

  private final BigQuery dialect;

  BigQueryGrants(BigQuery dialect) {
    this.dialect = dialect;
  }

  List<String> render(Access access) {
    List<String> statements = new ArrayList<>();
    for (String schema : access.schemas()) {
      statements.add(onSchema("dataEditor", schema, PIPELINES));
      statements.add(onSchema("dataViewer", schema, AUDITORS));
    }
    for (String schema : access.viewSchemas()) {
      statements.add(onSchema("dataViewer", schema, ANALYSTS));
    }
    for (Access.Shown readable : access.readable()) {
      statements.add(
          grant("dataViewer", readable.kind() + " " + dialect.name(readable.name()), ANALYSTS));
    }
    return statements;
  }

  private String onSchema(String role, String schema, String principal) {
    return grant(role, "SCHEMA " + dialect.identifier(schema), principal);
  }

  private static String grant(String role, String object, String principal) {
    return "GRANT `roles/bigquery.%s` ON %s TO '%s'".formatted(role, object, principal);
  }
}
