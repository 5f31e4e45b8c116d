package com.skillforge.analytics.transforms.sharding;

import static com.skillforge.analytics.testing.TestRecords.PLAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.Route;
import com.skillforge.analytics.testing.TestRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class ShardingTest {
  private static final Guests GUESTS = Guests.of(Set.of(Route.ROSTER_TO_STUDENT));

  private static final AnalyticsRecord ROSTER =
      TestRecords.event("roster_assignment", null, "2026-01-12T08:00:00Z")
          .value("student_id", "maya")
          .value("advisor_id", "alicia")
          .build();

  private static List<AnalyticsRecord> packed(Sharding sharding, AnalyticsRecord record) {
    List<RecordBlock> blocks = new ArrayList<>();
    ShardPacker packer = new ShardPacker(sharding, (shard, block) -> blocks.add(block));
    packer.add(record);
    packer.flush();
    List<AnalyticsRecord> records = new ArrayList<>();
    blocks.forEach(block -> block.records(PLAN).forEach(records::add));
    return records;
  }

  @Test
  void atLeastOneShard() {
    assertThatThrownBy(() -> Sharding.ofEverything(PLAN, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the number of shards must be at least 1");
  }

  @Test
  void workersDivideAsTheLauncherDoes() {
    Sharding sharding = new Sharding(PLAN, 1, Projection.of(GUESTS.needs()), GUESTS);

    Sharding onWorker = SerializableUtils.clone(sharding);

    assertThat(onWorker.shards()).isEqualTo(1);
    List<AnalyticsRecord> records = packed(onWorker, ROSTER);
    assertThat(records).hasSize(2);
    assertThat(records)
        .allSatisfy(
            record -> {
              assertThat(record.text("student_id")).isEqualTo("maya");
              assertThat(record.text("advisor_id")).isNull();
            });
  }

  @Test
  void beforeIdentityNobodyHasGuestsAndAllKeepWhatTellsWhoTheyAre() {
    AnalyticsRecord session =
        TestRecords.event("session_started", "maya", "2026-01-12T08:00:00Z")
            .value("pii_hash", "0".repeat(64))
            .build();
    Sharding sharding = new Sharding(PLAN, 1, Projection.of(Map.of()), GUESTS);

    assertThat(packed(sharding.beforeIdentity(), ROSTER)).hasSize(1);
    assertThat(packed(sharding.beforeIdentity(), session))
        .singleElement()
        .satisfies(record -> assertThat(record.text("pii_hash")).isEqualTo("0".repeat(64)));
    assertThat(packed(sharding, session))
        .singleElement()
        .satisfies(record -> assertThat(record.text("pii_hash")).isNull());
  }
}
