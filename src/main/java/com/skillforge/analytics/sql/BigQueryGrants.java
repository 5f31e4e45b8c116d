package com.skillforge.analytics.sql;

import com.skillforge.analytics.sql.Access.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Who may do what in BigQuery: principals that a deployment replaces by its own. */
final class BigQueryGrants {
  static final List<String> NOTES =
      List.of(
          "Put your own principals for those that end in skillforge.example.",
          "A view reads its tables with the rights of its reader unless its dataset is authorized,",
          "for which SQL has no statement: docs/warehouses.md has commands, templates/terraform does",
          "it. templates/terraform/datasets.auto.tfvars.json lists which dataset lets whose views read.",
          "A row access policy holds through authorized views too: whom none names sees no row.",
          "An advisor's institutions are rows of permissions.tenant_readers.");

  private final BigQuery dialect;

  BigQueryGrants(BigQuery dialect) {
    this.dialect = dialect;
  }

  List<String> render(Access access) {
    List<String> statements = new ArrayList<>();
    statements.add(policy("all_tenants", access, Role::ofAllTenants, "TRUE"));
    statements.add(
        policy(
            "own_tenants",
            access,
            role -> !role.ofAllTenants(),
            "tenant_id IN (SELECT r.tenant_id FROM %s AS r WHERE r.reader = SESSION_USER())"
                .formatted(dialect.name(Permissions.TENANT_READERS.name()))));
    for (String schema : access.schemas()) {
      String role = access.written().contains(schema) ? "dataEditor" : "dataViewer";
      statements.add(onSchema(role, schema, Role.PIPELINE));
      statements.add(onSchema("dataViewer", schema, Role.AUDITOR));
    }
    for (Access.Reader reader : access.readers()) {
      for (String schema : reader.views()) {
        statements.add(onSchema("dataViewer", schema, reader.role()));
      }
      for (Access.Shown shown : reader.shown()) {
        statements.add(
            grant("dataViewer", shown.kind() + " " + dialect.name(shown.name()), reader.role()));
      }
    }
    // The condition of a policy reads with the rights of whom it is for.
    statements.add(
        grant(
            "dataViewer",
            "TABLE " + dialect.name(Permissions.TENANT_READERS.name()),
            Role.ADVISOR));
    return statements;
  }

  private String policy(String name, Access access, Predicate<Role> who, String condition) {
    String principals =
        Arrays.stream(Role.values())
            .filter(who)
            .map(role -> dialect.literal(principal(role)))
            .collect(Collectors.joining(", "));
    return """
        CREATE OR REPLACE ROW ACCESS POLICY %s
        ON %s
        GRANT TO (%s)
        FILTER USING (%s)"""
        .formatted(name, dialect.name(access.ofTenants()), principals, condition);
  }

  private String onSchema(String role, String schema, Role to) {
    return grant(role, "SCHEMA " + dialect.identifier(schema), to);
  }

  private String grant(String role, String object, Role to) {
    return "GRANT `roles/bigquery.%s` ON %s TO %s"
        .formatted(role, object, dialect.literal(principal(to)));
  }

  private static String principal(Role role) {
    String kind = role == Role.PIPELINE ? "serviceAccount" : "group";
    return kind + ":" + role.name().toLowerCase(Locale.ROOT) + "s@skillforge.example";
  }
}
