package com.skillforge.analytics.io.warehouse;

import static com.skillforge.analytics.io.duckdb.SinkFixture.PLAN;
import static com.skillforge.analytics.io.duckdb.SinkFixture.batch;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.rows.RowReader;
import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.Expiry;
import com.skillforge.analytics.sql.Script;
import com.skillforge.analytics.sql.Table;
import com.skillforge.analytics.sql.WarehouseSchema;
import com.skillforge.analytics.testing.GoogleSql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** BigQuery's own analyser takes what retention counts and deletes. */
class RetentionSqlTest {
  private static final Instant AT = Instant.parse("2026-02-28T12:00:00Z");

  /** Keeps statements. */
  private static final class Collected implements Transaction {
    private final List<String> statements = new ArrayList<>();

    @Override
    public boolean execute(String statement) {
      return statements.add(statement);
    }

    @Override
    public <T> List<T> query(String sql, RowReader<T> reader) {
      throw new UnsupportedOperationException("nothing is asked");
    }

    @Override
    public boolean isEmpty(Table table) {
      return false;
    }
  }

  @Test
  void allStatementsAreTaken() {
    GoogleSql analyser = new GoogleSql();
    WarehouseSchema schema = WarehouseSchema.of(BigQuery.SQL, PLAN);
    for (Script script : List.of(Script.SCHEMAS, Script.RAW_TABLES, Script.OPERATIONS)) {
      schema.statements(script).forEach(analyser::accept);
    }
    RetentionCommit retention = new RetentionCommit(PLAN, AT);
    RowsWritten removed = new RowsWritten(BigQuery.SQL, new Stamp(batch("retention"), AT));
    retention.count(new MergeSql(BigQuery.SQL, true), removed);
    Collected transaction = new Collected();

    new Ledger(BigQuery.SQL).succeedOnce(transaction, "run", removed, AT);
    transaction.execute(retention.statements(new MergeSql(BigQuery.SQL, true)));

    transaction.statements.forEach(analyser::accept);
    assertThat(transaction.statements.get(0))
        .as("rows are counted before they go")
        .startsWith("UPDATE")
        .contains("FROM advisor.notes WHERE event_timestamp < TIMESTAMP '2019-02-28");
    assertThat(transaction.statements)
        .filteredOn(statement -> statement.startsWith("DELETE FROM advisor.notes"))
        .containsExactly(
            "DELETE FROM advisor.notes WHERE event_timestamp < TIMESTAMP '2019-02-28"
                + " 12:00:00.000+00'");
  }

  @Test
  void yearsAreThoseOfTheCalendar() {
    Table threeYears =
        Expiry.tables(PLAN).stream()
            .filter(table -> table.name().toString().equals("alerts.events"))
            .findFirst()
            .orElseThrow();

    assertThat(Expiry.cutoff(threeYears, Instant.parse("2028-02-29T00:00:00Z")))
        .isEqualTo("2025-02-28T00:00:00Z");
    assertThat(Expiry.cutoff(threeYears, Instant.parse("2027-03-01T00:00:00Z")))
        .isEqualTo("2024-03-01T00:00:00Z");
  }
}
