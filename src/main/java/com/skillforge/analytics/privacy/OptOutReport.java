package com.skillforge.analytics.privacy;

import com.skillforge.analytics.answers.query.ListedRows;
import com.skillforge.analytics.answers.query.ResultFormat;
import com.skillforge.analytics.answers.query.Rows;
import com.skillforge.analytics.answers.query.Value;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.warehouse.RowsAgainstOptOuts;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Tells which raw tables hold rows of persons at times at which they had opted out. */
public final class OptOutReport {
  private static final List<Rows.Column> COLUMNS =
      List.of(Rows.Column.of("warehouse"), Rows.Column.of("table"), Rows.Column.ofNumbers("rows"));

  private final List<String> looked = new ArrayList<>();
  private final List<List<Value>> found = new ArrayList<>();

  /**
   * Looks at a warehouse.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when it cannot be read
   */
  public void add(QueryableWarehouse warehouse) {
    looked.add(warehouse.name());
    RowsAgainstOptOuts.count(warehouse, TrackingPlan.builtIn())
        .forEach(
            (table, rows) ->
                found.add(
                    List.of(Value.text(warehouse.name()), Value.text(table), Value.whole(rows))));
  }

  /** Prints it, and says whether there are none. */
  public boolean print(PrintStream out) {
    if (found.isEmpty()) {
      out.println("Raw tables and opt-outs agree: " + String.join(", ", looked) + ".");
      return true;
    }
    ResultFormat.TABLE.print(new ListedRows(COLUMNS, found), out);
    out.println("run.sh privacy-audit removes these rows, or what may not be kept of them.");
    return false;
  }
}
