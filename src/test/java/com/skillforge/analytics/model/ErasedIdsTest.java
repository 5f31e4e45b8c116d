package com.skillforge.analytics.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.testing.Links;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErasedIdsTest {
  private static final Alias ANN = Alias.userId("uni", "ann");
  private static final String HASH = Links.hash("ann@");

  private static ErasedIds of(Alias... aliases) {
    return new ErasedIds(
        List.of(aliases).stream()
            .map(
                alias ->
                    new ErasedIds.Entry(alias.tenantId(), "salt", ErasedIds.hash("salt", alias)))
            .toList());
  }

  @Test
  void knowsANameOnlyOfItsInstitutionAndKind() {
    ErasedIds erased = of(ANN);

    assertThat(erased.contains(ANN)).isTrue();
    assertThat(erased.contains(Alias.userId("uni", "anna"))).isFalse();
    assertThat(erased.contains(Alias.userId("other", "ann"))).isFalse();
    assertThat(erased.contains(Alias.anonymousId("uni", "ann"))).isFalse();
    assertThat(erased.hasSomeOf("uni")).isTrue();
    assertThat(erased.hasSomeOf("other")).isFalse();
  }

  @Test
  void listsOfSeveralWarehousesAddUpWhateverTheirSalts() {
    Alias bob = Alias.userId("uni", "bob");
    ErasedIds other =
        new ErasedIds(List.of(new ErasedIds.Entry("uni", "pepper", ErasedIds.hash("pepper", bob))));

    ErasedIds both = ErasedIds.union(List.of(of(ANN), other));

    assertThat(both.contains(ANN)).isTrue();
    assertThat(both.contains(bob)).isTrue();
    assertThat(both.contains(Alias.userId("uni", "cid"))).isFalse();
  }

  @Test
  void hashesAsWarehousesDo() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT sha256('salt' || ':' || 'user_id' || ':' || 'ann')")) {
      row.next();
      assertThat(ErasedIds.hash("salt", ANN)).isEqualTo(row.getString(1));
    }
  }

  @Test
  void findsANameInQuotes() {
    ErasedIds erased = of(ANN, Alias.piiHash("uni", 3, HASH));

    assertThat(erased.isQuotedIn("{\"user_id\":\"ann\"")).isTrue();
    assertThat(erased.isQuotedIn("\"{\\\"user_id\\\":\\\"ann\\\"}\"")).isTrue();
    assertThat(erased.isQuotedIn("x \"" + HASH + "\" y")).isTrue();
    assertThat(erased.isQuotedIn("{\"user_id\":\"anna\",\"x\":\"joann\"}")).isFalse();
    assertThat(erased.isQuotedIn("ann")).isFalse();
    assertThat(erased.isQuotedIn("\"\"\"")).isFalse();
    assertThat(erased.isQuotedIn(null)).isFalse();
    assertThat(ErasedIds.NONE.isQuotedIn("\"ann\"")).isFalse();
  }
}
