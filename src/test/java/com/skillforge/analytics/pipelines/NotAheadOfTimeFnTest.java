package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;

class NotAheadOfTimeFnTest {
  private static final long DAY_MILLIS = 86_400_000;
  private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);

  private static KpiValue row(String start, String end, String asOf, boolean isFinal) {
    Period period =
        new Period(
            PeriodGrain.WEEK,
            Instant.parse(start).toEpochMilli(),
            Instant.parse(end).toEpochMilli());
    return new KpiValue(
        new KpiKey("k", 1, "prod", "t", "student", "", "", period),
        Instant.parse(asOf).toEpochMilli(),
        3.0,
        4.0,
        0.75,
        0,
        0,
        0,
        new TreeMap<>(),
        isFinal,
        2);
  }

  @Test
  void aRowOfAPeriodThatIsNotOverIsNotFinal() {
    KpiValue over =
        row("2026-02-23T00:00:00Z", "2026-03-02T00:00:00Z", "2026-03-02T00:00:00Z", true);
    KpiValue drained =
        row("2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z", "2026-03-09T00:00:00Z", true);
    KpiValue early =
        row("2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z", "2026-03-04T11:59:00Z", false);
    KpiValue seenUpToNow =
        row("2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z", "2026-03-04T12:00:00Z", false);

    KpiValue settled =
        row("2026-02-16T00:00:00Z", "2026-02-23T00:00:00Z", "2026-03-20T00:00:00Z", true);
    KpiValue settledBeforeNow =
        row("2026-02-16T00:00:00Z", "2026-02-23T00:00:00Z", "2026-03-04T12:00:00Z", true);

    PCollection<KpiValue> rows =
        pipeline
            .apply(
                Create.of(over, drained, early, settled)
                    .withCoder(SerializableCoder.of(KpiValue.class)))
            .apply(
                ParDo.of(
                    new NotAheadOfTimeFn(
                        Clock.fixed(NOW, ZoneOffset.UTC), Map.of("k", DAY_MILLIS))))
            .setCoder(SerializableCoder.of(KpiValue.class));

    PAssert.that(rows).containsInAnyOrder(over, seenUpToNow, early, settledBeforeNow);
    pipeline.run();
  }
}
