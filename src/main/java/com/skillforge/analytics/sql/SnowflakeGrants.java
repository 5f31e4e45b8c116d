package com.skillforge.analytics.sql;

import java.util.ArrayList;
import java.util.List;

/** Who may do what in Snowflake: three roles, to be granted to users and service users. */
final class SnowflakeGrants {
  static final List<String> NOTES =
      List.of(
          "A view reads its tables with the rights of its owner: analysts need none on raw tables.",
          "The roles also need USAGE on the database and on a warehouse.");

  private static final String ANALYST = "skillforge_analyst";
  private static final String AUDITOR = "skillforge_auditor";
  private static final String PIPELINE = "skillforge_pipeline";

  private final Snowflake dialect;

  SnowflakeGrants(Snowflake dialect) {
    this.dialect = dialect;
  }

  List<String> render(Access access) {
    List<String> statements = new ArrayList<>();
    for (String role : List.of(ANALYST, AUDITOR, PIPELINE)) {
      statements.add("CREATE ROLE IF NOT EXISTS " + role);
    }
    for (String name : access.schemas()) {
      String schema = "SCHEMA " + dialect.identifier(name);
      statements.add("GRANT USAGE ON " + schema + " TO ROLE " + AUDITOR);
      for (String kind : List.of("TABLES", "VIEWS")) {
        statements.addAll(onAll("SELECT", kind, schema, AUDITOR));
        statements.addAll(
            onAll(
                kind.equals("TABLES") ? "SELECT, INSERT, UPDATE, DELETE" : "SELECT",
                kind,
                schema,
                PIPELINE));
      }
      statements.add("GRANT USAGE, CREATE TABLE ON " + schema + " TO ROLE " + PIPELINE);
    }
    for (String name : access.viewSchemas()) {
      String schema = "SCHEMA " + dialect.identifier(name);
      statements.add("GRANT USAGE ON " + schema + " TO ROLE " + ANALYST);
      statements.addAll(onAll("SELECT", "VIEWS", schema, ANALYST));
    }
    access.readable().stream()
        .map(readable -> readable.name().schema())
        .map(schema -> schema.isEmpty() ? dialect.defaultSchema() : schema)
        .distinct()
        .forEach(
            schema ->
                statements.add(
                    "GRANT USAGE ON SCHEMA " + dialect.identifier(schema) + " TO ROLE " + ANALYST));
    for (Access.Shown readable : access.readable()) {
      statements.add(
          "GRANT SELECT ON %s %s TO ROLE %s"
              .formatted(readable.kind(), dialect.name(readable.name()), ANALYST));
    }
    return statements;
  }

  private static List<String> onAll(String privileges, String kind, String schema, String role) {
    return List.of(
        "GRANT %s ON ALL %s IN %s TO ROLE %s".formatted(privileges, kind, schema, role),
        "GRANT %s ON FUTURE %s IN %s TO ROLE %s".formatted(privileges, kind, schema, role));
  }
}
