package com.skillforge.analytics.io.remote;

import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.rows.RowReader;
import com.skillforge.analytics.io.warehouse.Transaction;
import com.skillforge.analytics.sql.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements of a transaction that is sent as one script: meanwhile others may write, so that
 * any statement may change rows and no table is known to be empty.
 */
final class CollectedStatements implements Transaction {
  private final QueryableWarehouse warehouse;
  private final List<String> statements = new ArrayList<>();

  CollectedStatements(QueryableWarehouse warehouse) {
    this.warehouse = warehouse;
  }

  List<String> statements() {
    return statements;
  }

  @Override
  public boolean execute(String statement) {
    return statements.add(statement);
  }

  @Override
  public <T> List<T> query(String sql, RowReader<T> reader) {
    return warehouse.query(sql, reader);
  }

  @Override
  public boolean isEmpty(Table table) {
    return false;
  }
}
