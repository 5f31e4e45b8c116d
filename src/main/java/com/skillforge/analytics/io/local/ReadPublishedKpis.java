package com.skillforge.analytics.io.local;

import com.skillforge.analytics.io.rows.PublishedKpiRow;
import com.skillforge.analytics.io.rows.ResultSetValues;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.model.PublishedKpi;
import com.skillforge.analytics.sql.DuckDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** Reads which KPI rows are the newest ones and have anything to say. */
final class ReadPublishedKpis extends PTransform<PBegin, PCollection<PublishedKpi>> {
  private static final long serialVersionUID = 1L;

  private final LocalWarehouse warehouse;

  ReadPublishedKpis(LocalWarehouse warehouse) {
    this.warehouse = warehouse;
  }

  @Override
  public PCollection<PublishedKpi> expand(PBegin begin) {
    return begin
        .apply("Once", Create.of(0).withCoder(VarIntCoder.of()))
        .apply("ReadKpis", ParDo.of(new ReadFn(warehouse)))
        .setCoder(SerializableCoder.of(PublishedKpi.class));
  }

  private static final class ReadFn extends DoFn<Integer, PublishedKpi> {
    private static final long serialVersionUID = 1L;
    private final LocalWarehouse warehouse;

    ReadFn(LocalWarehouse warehouse) {
      this.warehouse = warehouse;
    }

    @ProcessElement
    public void process(OutputReceiver<PublishedKpi> out) {
      warehouse.read(ReadFn::published).forEach(out::output);
    }

    private static List<PublishedKpi> published(Connection connection) throws SQLException {
      List<PublishedKpi> rows = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(PublishedKpiRow.query(DuckDb.SQL))) {
        RowValues values = new ResultSetValues(row);
        while (row.next()) {
          PublishedKpiRow.read(values).ifPresent(rows::add);
        }
      }
      return rows;
    }
  }
}
