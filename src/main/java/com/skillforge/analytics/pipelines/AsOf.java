package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.model.RunCounts;
import java.util.Optional;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.Max;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * The point of event time up to which a batch run has seen its input: {@code --to}, or, without it,
 * just after the latest event that was read. No clock decides.
 */
final class AsOf extends PTransform<PCollection<RunCounts>, PCollectionView<Long>> {
  private static final long serialVersionUID = 1L;

  private final boolean isGiven;
  private final long given;

  /** Creates the transform; {@code given} in epoch milliseconds. */
  AsOf(Optional<Long> given) {
    this.isGiven = given.isPresent();
    this.given = given.orElse(Long.MIN_VALUE);
  }

  @Override
  public PCollectionView<Long> expand(PCollection<RunCounts> counts) {
    boolean fixed = isGiven; // locals: the function must not carry the transform along
    long asOf = given;
    return counts
        .apply(
            "LatestEventTime",
            MapElements.into(TypeDescriptors.longs())
                .via(partial -> fixed ? asOf : after(partial.maxEventTimeMillis())))
        .apply("Latest", Max.longsGlobally().asSingletonView());
  }

  private static long after(long latestMillis) {
    return latestMillis == Long.MIN_VALUE ? latestMillis : latestMillis + 1;
  }
}
