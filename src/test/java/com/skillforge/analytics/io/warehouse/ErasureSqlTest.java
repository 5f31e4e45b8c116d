package com.skillforge.analytics.io.warehouse;

import static com.skillforge.analytics.io.duckdb.SinkFixture.PLAN;
import static com.skillforge.analytics.io.duckdb.SinkFixture.batch;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.ErasureRequest;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.Script;
import com.skillforge.analytics.sql.WarehouseSchema;
import com.skillforge.analytics.testing.GoogleSql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** BigQuery's own analyser takes the statements of an erasure. */
class ErasureSqlTest {
  private static final int MOST_TABLES = 150;

  private final GoogleSql analyser = new GoogleSql();
  private final MergeSql sql = new MergeSql(BigQuery.SQL, true);
  private final RunInfo run = batch("requests");
  private final Stamp stamp = new Stamp(run, Instant.EPOCH);
  private final ErasureCommit erasure = new ErasureCommit(PLAN, run, null);

  private final String staged =
      "SELECT tenant_id, request_id, user_id FROM "
          + BigQuery.SQL.name(TableName.parse("privacy.requests"))
          + " AS r WHERE "
          + BigQuery.SQL.everyPartition("r", ErasureCommit.requests(PLAN)).orElseThrow();

  @BeforeEach
  void createTables() {
    WarehouseSchema schema = WarehouseSchema.of(BigQuery.SQL, PLAN);
    for (Script script : List.of(Script.SCHEMAS, Script.RAW_TABLES, Script.OPERATIONS)) {
      schema.statements(script).forEach(analyser::accept);
    }
  }

  @Test
  void allStatementsAreTaken() {
    List<String> statements = new ArrayList<>(erasure.announce(sql, staged, stamp));
    statements.addAll(erasure.erase(sql, Optional.of(staged), "bigquery", stamp));
    ErasureMerges merges = new ErasureMerges(sql, PLAN);
    statements.addAll(merges.users(staged));
    ErasureRequest request = new ErasureRequest("north", "ticket", Set.of("ann"));
    statements.addAll(merges.receipt(request, "postgresql", "identity_links", 3, stamp));
    statements.add(ErasureCommit.haveBeenErasedSince(sql, Instant.EPOCH));

    statements.forEach(analyser::accept);
    assertThat(statements).noneMatch(statement -> statement.contains("ann"));
    assertThat(statements)
        .as("what is too complex is refused by a warehouse")
        .allSatisfy(
            statement ->
                assertThat(statement.split("\\b(FROM|JOIN)\\b")).hasSizeLessThan(MOST_TABLES));
    assertThat(statements.get(statements.size() - 1)).contains("suppression_list");
  }

  @Test
  void withoutRequestsOnlyWhatHasComeBackIsLookedFor() {
    List<String> statements = erasure.erase(sql, Optional.empty(), "bigquery", stamp);

    statements.forEach(analyser::accept);
    assertThat(statements.get(0)).startsWith("DELETE FROM privacy.ids_to_erase");
    assertThat(statements)
        .noneMatch(statement -> statement.contains("privacy.requests AS r WHERE"));
  }
}
