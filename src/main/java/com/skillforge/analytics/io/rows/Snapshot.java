package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import java.io.Serializable;

/** How a query names the tables of a warehouse, to see them as they were at one moment. */
public interface Snapshot extends Serializable {
  /** A table as it stands behind FROM. */
  String from(TableName table, String alias);

  /** The same. */
  default String from(Table table, String alias) {
    return from(table.name(), alias);
  }

  /** A condition that holds for the rows that a raw table had at that moment. */
  String rows(RawTable raw, String alias);

  /** The tables as they are when the query runs. */
  static Snapshot current(Dialect dialect) {
    return new Current(dialect);
  }

  /** See {@link #current}. */
  record Current(Dialect dialect) implements Snapshot {
    private static final long serialVersionUID = 1L;

    @Override
    public String from(TableName table, String alias) {
      return dialect.name(table) + " AS " + alias;
    }

    @Override
    public String rows(RawTable raw, String alias) {
      return dialect.everyPartition(alias, raw).orElse("TRUE");
    }
  }
}
