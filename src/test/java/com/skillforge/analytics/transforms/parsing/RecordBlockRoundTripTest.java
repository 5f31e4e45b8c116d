package com.skillforge.analytics.transforms.parsing;

import static com.skillforge.analytics.transforms.parsing.SampleRecords.PLAN;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.accepted;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.contents;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.plan.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.util.CoderUtils;

/** Packing parsed records and unpacking them again. */
class RecordBlockRoundTripTest {
  private static final Projection READINESS =
      Projection.of(Map.of("assessment_completed", Set.of("readiness_score")));

  @Provide
  Arbitrary<List<AnalyticsRecord>> records() {
    return RecordArbitraries.validRecords()
        .map(
            members -> {
              Object name = members.getOrDefault("event_name", members.get("record_type"));
              RecordType type = PLAN.recordType((String) name).orElseThrow();
              return accepted(SampleRecords.topicOf(type), json(members));
            })
        .list()
        .ofMaxSize(20);
  }

  private static List<AnalyticsRecord> roundTrip(
      List<AnalyticsRecord> records, Projection projection) throws Exception {
    RecordBlock.Builder builder = new RecordBlock.Builder(projection);
    records.forEach(builder::add);
    RecordBlock block = CoderUtils.clone(RecordBlockCoder.of(), builder.build());
    assertThat(builder.isEmpty()).isTrue();
    assertThat(block.count()).isEqualTo(records.size());
    List<AnalyticsRecord> unpacked = new ArrayList<>();
    block.records(PLAN).forEach(unpacked::add);
    return unpacked;
  }

  @Property(tries = 300)
  void nothingIsLostWithoutProjection(@ForAll("records") List<AnalyticsRecord> records)
      throws Exception {
    assertThat(roundTrip(records, Projection.EVERYTHING))
        .extracting(SampleRecords::contents)
        .isEqualTo(records.stream().map(SampleRecords::contents).toList());
  }

  @Property(tries = 300)
  void identitySenderAndWantedPropertiesSurviveAProjection(
      @ForAll("records") List<AnalyticsRecord> records) throws Exception {
    List<AnalyticsRecord> unpacked = roundTrip(records, READINESS);
    for (int i = 0; i < records.size(); i++) {
      AnalyticsRecord before = records.get(i);
      AnalyticsRecord after = unpacked.get(i);
      assertThat(contents(after).get("(record)")).isEqualTo(contents(before).get("(record)"));
      assertThat(after.sender()).isEqualTo(before.sender());
      assertThat(after.text("persona")).isEqualTo(before.text("persona"));
      assertThat(after.text("context_page")).isNull();
      boolean assessment = before.type().name().equals("assessment_completed");
      assertThat(after.number("readiness_score"))
          .isEqualTo(assessment ? before.number("readiness_score") : null);
    }
  }

  @Property(tries = 50)
  void theEarliestEventTimeIsKnown(@ForAll("records") List<AnalyticsRecord> records) {
    RecordBlock.Builder builder = new RecordBlock.Builder(READINESS);
    long time = 5000;
    for (AnalyticsRecord record : records) {
      builder.add(record.toBuilder().eventTimeMillis(time--).build());
    }
    assertThat(builder.build().minEventTimeMillis())
        .isEqualTo(records.isEmpty() ? Long.MAX_VALUE : time + 1);
  }
}
