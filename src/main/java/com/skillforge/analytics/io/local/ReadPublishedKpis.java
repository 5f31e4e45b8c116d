package com.skillforge.analytics.io.local;

import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.PublishedKpi;
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

  /** A row of nothing but zeros was taken back. */
  private static final String PUBLISHED =
      """
      SELECT
        kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value,
        period_grain, epoch_ms(period_start), epoch_ms(period_end), epoch_ms(as_of)
      FROM kpi_current
      WHERE coalesce(numerator, 0) <> 0
        OR coalesce(denominator, 0) <> 0
        OR pending + excluded_opt_out + excluded_unresolved <> 0
        OR list_any_value(list_filter(
          json_extract_string(measures, '$.*'),
          figure -> coalesce(TRY_CAST(figure AS DOUBLE), 0) <> 0)) IS NOT NULL
      """;

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
          ResultSet row = statement.executeQuery(PUBLISHED)) {
        while (row.next()) {
          Period period =
              new Period(PeriodGrain.of(row.getString(8)), row.getLong(9), row.getLong(10));
          KpiKey key =
              new KpiKey(
                  row.getString(1),
                  row.getInt(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6),
                  row.getString(7),
                  period);
          rows.add(new PublishedKpi(key, row.getLong(11)));
        }
      }
      return rows;
    }
  }
}
