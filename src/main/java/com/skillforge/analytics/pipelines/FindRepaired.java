package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.model.LetterRepair;
import com.skillforge.analytics.model.RecordPosition;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptors;

/** Of the letters that were tried, those that are not rejected again. Input: what is rejected. */
final class FindRepaired extends PTransform<PCollection<DeadLetter>, PCollection<LetterRepair>> {
  private static final long serialVersionUID = 1L;

  private static final TupleTag<LetterRepair> TRIED = new TupleTag<>("tried") {};
  private static final TupleTag<Integer> REJECTED = new TupleTag<>("rejected") {};

  private final transient List<LetterRepair> tried;

  FindRepaired(List<LetterRepair> tried) {
    this.tried = tried;
  }

  @Override
  public PCollection<LetterRepair> expand(PCollection<DeadLetter> rejected) {
    PCollection<KV<String, LetterRepair>> all =
        rejected
            .getPipeline()
            .apply("Tried", Create.of(tried).withCoder(SerializableCoder.of(LetterRepair.class)))
            .apply(
                "TriedByPosition",
                WithKeys.of((LetterRepair repair) -> key(repair.position()))
                    .withKeyType(TypeDescriptors.strings()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(LetterRepair.class)));
    PCollection<KV<String, Integer>> again =
        rejected
            .apply(
                "RejectedByPosition",
                MapElements.into(
                        TypeDescriptors.kvs(TypeDescriptors.strings(), TypeDescriptors.integers()))
                    .via(letter -> KV.of(key(letter.position()), 1)))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()));
    return KeyedPCollectionTuple.of(TRIED, all)
        .and(REJECTED, again)
        .apply("Compare", CoGroupByKey.create())
        .apply("NotRejected", ParDo.of(new NotRejectedFn()))
        .setCoder(SerializableCoder.of(LetterRepair.class));
  }

  private static String key(RecordPosition position) {
    return position.source() + "\n" + position;
  }

  private static final class NotRejectedFn extends DoFn<KV<String, CoGbkResult>, LetterRepair> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element KV<String, CoGbkResult> letter, OutputReceiver<LetterRepair> out) {
      if (!letter.getValue().getAll(REJECTED).iterator().hasNext()) {
        letter.getValue().getAll(TRIED).forEach(out::output);
      }
    }
  }
}
