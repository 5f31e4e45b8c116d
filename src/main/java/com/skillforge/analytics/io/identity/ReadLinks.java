package com.skillforge.analytics.io.identity;

import com.skillforge.analytics.model.LinkBlock;
import com.skillforge.analytics.model.LinkBlockCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** Reads the whole table, packed; one portion at a time is in memory. */
final class ReadLinks extends PTransform<PBegin, PCollection<LinkBlock>> {
  private static final long serialVersionUID = 1L;

  private final IdentityTable table;

  ReadLinks(IdentityTable table) {
    this.table = table;
  }

  @Override
  public PCollection<LinkBlock> expand(PBegin begin) {
    return begin
        .apply("Once", Create.of(0).withCoder(VarIntCoder.of()))
        .apply("ReadTable", ParDo.of(new ReadFn(table)))
        .setCoder(LinkBlockCoder.of());
  }

  private static final class ReadFn extends DoFn<Integer, LinkBlock> {
    private static final long serialVersionUID = 1L;
    private final IdentityTable table;

    ReadFn(IdentityTable table) {
      this.table = table;
    }

    @ProcessElement
    public void process(OutputReceiver<LinkBlock> out) {
      LinkBlock.Builder packed = new LinkBlock.Builder();
      table.forEach(
          link -> {
            packed.add(link);
            if (packed.isFull()) {
              out.output(packed.build());
            }
          });
      if (!packed.isEmpty()) {
        out.output(packed.build());
      }
    }
  }
}
