package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.PublishedKpi;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.transforms.history.OptOutIntervals;
import java.time.Instant;
import java.util.Optional;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** Reads on a worker what earlier runs have stored. */
public final class ReadHistory {
  private ReadHistory() {}

  private static PCollection<Integer> once(PBegin begin) {
    return begin.apply("Once", Create.of(0).withCoder(VarIntCoder.of()));
  }

  /** Opt-outs and opt-ins, packed; they are marked as remembered. */
  public static final class OptOuts extends PTransform<PBegin, PCollection<RecordBlock>> {
    private static final long serialVersionUID = 1L;
    private final QueryableWarehouse warehouse;
    private final TrackingPlan plan;

    public OptOuts(QueryableWarehouse warehouse, TrackingPlan plan) {
      this.warehouse = warehouse;
      this.plan = plan;
    }

    @Override
    public PCollection<RecordBlock> expand(PBegin begin) {
      return once(begin)
          .apply("ReadOptOuts", ParDo.of(new OptOutsFn(warehouse, plan)))
          .setCoder(RecordBlockCoder.of());
    }
  }

  private static final class OptOutsFn extends DoFn<Integer, RecordBlock> {
    private static final long serialVersionUID = 1L;
    private final QueryableWarehouse warehouse;
    private final TrackingPlan plan;

    OptOutsFn(QueryableWarehouse warehouse, TrackingPlan plan) {
      this.warehouse = warehouse;
      this.plan = plan;
    }

    @ProcessElement
    public void process(OutputReceiver<RecordBlock> out) {
      RawTable raw = RawTable.of(plan.recordType(OptOutIntervals.RECORD_TYPE).orElseThrow(), plan);
      RawRowDecoder stored = new RawRowDecoder(raw);
      Dialect dialect = warehouse.dialect();
      String sql = stored.query(dialect.everyPartition("r", raw).orElse("TRUE"), dialect);
      RecordBlock.Builder packed = new RecordBlock.Builder(Projection.EVERYTHING);
      for (var record :
          warehouse.query(sql, row -> stored.record(row).toBuilder().remembered(true).build())) {
        packed.add(record);
        if (packed.isFull()) {
          out.output(packed.build());
        }
      }
      if (!packed.isEmpty()) {
        out.output(packed.build());
      }
    }
  }

  /**
   * The newest KPI rows that have anything to say. Those of years are far more than a night reports
   * on, and each was restated many times.
   */
  public static final class PublishedKpis extends PTransform<PBegin, PCollection<PublishedKpi>> {
    private static final long serialVersionUID = 1L;
    private final QueryableWarehouse warehouse;
    private final String query;

    /**
     * Creates the transform.
     *
     * @param from only rows of periods that end later; empty for all
     */
    public PublishedKpis(QueryableWarehouse warehouse, Optional<Instant> from) {
      this.warehouse = warehouse;
      this.query = PublishedKpiRow.query(warehouse.dialect(), from);
    }

    @Override
    public PCollection<PublishedKpi> expand(PBegin begin) {
      return once(begin)
          .apply("ReadKpis", ParDo.of(new KpisFn(warehouse, query)))
          .setCoder(SerializableCoder.of(PublishedKpi.class));
    }
  }

  private static final class KpisFn extends DoFn<Integer, PublishedKpi> {
    private static final long serialVersionUID = 1L;
    private final QueryableWarehouse warehouse;
    private final String query;

    KpisFn(QueryableWarehouse warehouse, String query) {
      this.warehouse = warehouse;
      this.query = query;
    }

    @ProcessElement
    public void process(OutputReceiver<PublishedKpi> out) {
      warehouse
          .query(query, PublishedKpiRow::read)
          .forEach((Optional<PublishedKpi> row) -> row.ifPresent(out::output));
    }
  }
}
