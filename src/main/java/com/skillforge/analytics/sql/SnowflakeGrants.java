package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.sql.Access.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may do what in Snowflake: roles, to be granted to users and service users. */
final class SnowflakeGrants {
  static final List<String> NOTES =
      List.of(
          "A view reads its tables with the rights of its owner: readers need none on raw tables.",
          "The roles also need USAGE on the database and on a warehouse.",
          "A row access policy (Enterprise Edition) holds through views too, for their owner as",
          "well: a role that is none of these sees no row of kpi_values.",
          "An advisor's institutions are rows of permissions.tenant_readers.");

  private static final String POLICY = Permissions.SCHEMA + ".own_tenants";

  private final Snowflake dialect;

  SnowflakeGrants(Snowflake dialect) {
    this.dialect = dialect;
  }

  List<String> render(Access access) {
    List<String> statements = new ArrayList<>();
    for (Role role : Role.values()) {
      statements.add("CREATE ROLE IF NOT EXISTS " + name(role));
    }
    statements.addAll(policy(access));
    for (String schema : access.schemas()) {
      statements.addAll(readAll(schema, Role.AUDITOR));
      statements.addAll(readAll(schema, Role.PIPELINE));
      if (access.written().contains(schema)) {
        statements.addAll(onAll("INSERT, UPDATE, DELETE", "TABLES", schema, Role.PIPELINE));
      }
      if (schema.equals(WarehouseSchema.STAGING)) {
        statements.add(
            "GRANT CREATE TABLE ON %s TO ROLE %s".formatted(schema(schema), name(Role.PIPELINE)));
      }
    }
    access.readers().forEach(reader -> statements.addAll(read(reader)));
    return statements;
  }

  /**
   * While the policy is taken off and put on again, which is the only way to put it on whether or
   * not it is there, those whom it is for see nothing.
   */
  private List<String> policy(Access access) {
    List<String> statements = new ArrayList<>();
    List<String> limited =
        access.readers().stream()
            .filter(reader -> !reader.role().ofAllTenants())
            .flatMap(
                reader ->
                    reader.views().stream()
                        .map(
                            schema ->
                                "REVOKE USAGE ON %s FROM ROLE %s"
                                    .formatted(schema(schema), name(reader.role()))))
            .toList();
    String everybody =
        Arrays.stream(Role.values())
            .filter(Role::ofAllTenants)
            .map(role -> "IS_ROLE_IN_SESSION(" + dialect.literal(upper(name(role))) + ")")
            .collect(Collectors.joining("\n  OR "));
    String table = dialect.name(access.ofTenants());
    statements.addAll(limited);
    statements.add("ALTER TABLE " + table + " DROP ALL ROW ACCESS POLICIES");
    statements.add(
        """
        CREATE OR REPLACE ROW ACCESS POLICY %s
        AS (tenant VARCHAR) RETURNS BOOLEAN ->
          %s
          OR EXISTS (
            SELECT 1 FROM %s AS r WHERE r.reader = CURRENT_USER() AND r.tenant_id = tenant)"""
            .formatted(POLICY, everybody, dialect.name(Permissions.TENANT_READERS.name())));
    statements.add(
        "ALTER TABLE %s ADD ROW ACCESS POLICY %s ON (tenant_id)".formatted(table, POLICY));
    return statements;
  }

  private List<String> read(Access.Reader reader) {
    List<String> statements = new ArrayList<>();
    Stream.concat(
            reader.views().stream(), reader.shown().stream().map(shown -> schemaOf(shown.name())))
        .distinct()
        .forEach(schema -> statements.add(usage(schema, reader.role())));
    for (String schema : reader.views()) {
      statements.addAll(onAll("SELECT", "VIEWS", schema, reader.role()));
    }
    for (Access.Shown shown : reader.shown()) {
      statements.add(
          "GRANT SELECT ON %s %s TO ROLE %s"
              .formatted(shown.kind(), dialect.name(shown.name()), name(reader.role())));
    }
    return statements;
  }

  private List<String> readAll(String schema, Role role) {
    List<String> statements = new ArrayList<>();
    statements.add(usage(schema, role));
    statements.addAll(onAll("SELECT", "TABLES", schema, role));
    statements.addAll(onAll("SELECT", "VIEWS", schema, role));
    return statements;
  }

  private String usage(String schema, Role role) {
    return "GRANT USAGE ON %s TO ROLE %s".formatted(schema(schema), name(role));
  }

  private List<String> onAll(String privileges, String kind, String schema, Role role) {
    return Stream.of("ALL", "FUTURE")
        .map(
            which ->
                "GRANT %s ON %s %s IN %s TO ROLE %s"
                    .formatted(privileges, which, kind, schema(schema), name(role)))
        .toList();
  }

  private String schema(String name) {
    return "SCHEMA " + dialect.identifier(name);
  }

  private String schemaOf(TableName name) {
    return name.schema().isEmpty() ? dialect.defaultSchema() : name.schema();
  }

  private static String name(Role role) {
    return "skillforge_" + role.name().toLowerCase(Locale.ROOT);
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
