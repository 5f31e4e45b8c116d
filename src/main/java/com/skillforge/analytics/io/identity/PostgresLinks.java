package com.skillforge.analytics.io.identity;

import com.skillforge.analytics.io.ErasureRequest;
import com.skillforge.analytics.io.LinkStore;
import com.skillforge.analytics.io.SourceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Erases persons from the User Service's table: the one thing that is ever written to it. */
record PostgresLinks(PostgresDatabase database) implements LinkStore {
  private static final long serialVersionUID = 1L;

  private static final String MAY_DELETE = "SELECT has_table_privilege('identity_links', 'DELETE')";

  /** Upwards to whom the user was merged into, and downwards to everybody who was. */
  private static final String DELETE =
      """
      WITH RECURSIVE merged_into(id) AS (
        SELECT CAST(? AS VARCHAR)
        UNION
        SELECT link.canonical_user_id
        FROM merged_into JOIN identity_links AS link ON link.tenant_id = ?
          AND link.alias_type = 'user_id' AND link.alias = merged_into.id),
      person(id) AS (
        SELECT id FROM merged_into
        UNION
        SELECT link.alias
        FROM person JOIN identity_links AS link ON link.tenant_id = ?
          AND link.alias_type = 'user_id' AND link.canonical_user_id = person.id)
      DELETE FROM identity_links
      WHERE tenant_id = ?
        AND (canonical_user_id IN (SELECT id FROM person)
          OR (alias_type = 'user_id' AND alias IN (SELECT id FROM person)))
      """;

  @Override
  public String name() {
    return "postgresql";
  }

  /**
   * Makes sure that links can be deleted, before a run starts.
   *
   * @throws SourceException when they cannot
   */
  void check() {
    try (Connection connection = database.open();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(MAY_DELETE)) {
      if (!row.next() || !row.getBoolean(1)) {
        throw new SourceException(
            database.name()
                + " does not let --identityUser="
                + database.user()
                + " delete from identity_links, which erasure does: GRANT DELETE ON identity_links"
                + " to that user, or name another one.");
      }
    } catch (SQLException e) {
      throw database.explain(e);
    }
  }

  @Override
  public void erase(
      List<ErasureRequest> requests, Consumer<Map<ErasureRequest, Long>> beforeCommit) {
    try (Connection connection = database.openToWrite()) {
      Map<ErasureRequest, Long> removed = new LinkedHashMap<>();
      try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
        for (ErasureRequest request : requests) {
          long rows = 0;
          for (String user : request.userIds()) {
            delete.setString(1, user);
            for (int parameter = 2; parameter <= 4; parameter++) {
              delete.setString(parameter, request.tenantId());
            }
            rows += delete.executeUpdate();
          }
          removed.put(request, rows);
        }
      }
      beforeCommit.accept(removed);
      connection.commit();
    } catch (SQLException e) {
      throw database.explain(e);
    }
  }
}
