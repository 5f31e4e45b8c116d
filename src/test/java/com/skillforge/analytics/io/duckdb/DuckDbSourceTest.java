package com.skillforge.analytics.io.duckdb;

import static com.skillforge.analytics.io.duckdb.SinkFixture.MONDAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.PLAN;
import static com.skillforge.analytics.io.duckdb.SinkFixture.batch;
import static com.skillforge.analytics.io.duckdb.SinkFixture.output;
import static com.skillforge.analytics.io.duckdb.SinkFixture.session;
import static com.skillforge.analytics.io.duckdb.SinkFixture.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.testing.Collected;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbSourceTest {
  @TempDir Path directory;
  private SinkFixture warehouse;

  @BeforeEach
  void storeTwoRecords() {
    warehouse = new SinkFixture(directory.resolve("w.duckdb"));
    warehouse.write(
        batch("a"),
        output()
            .record(session("ann", "one", MONDAY, 1).build())
            .record(session("bob", "two", MONDAY + 1, 2).optedOut(true).build()));
  }

  private DuckDbSource open() {
    return DuckDbSource.open(
        new DuckDbWarehouse(warehouse.file()),
        PLAN,
        List.of(type("session_started"), type("resume_parsed")));
  }

  private static List<String> read(DuckDbSource source) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    Collected<String> records =
        Collected.from(
            pipeline
                .apply(source.read())
                .apply(MapElements.into(TypeDescriptors.strings()).via(DuckDbSourceTest::describe)),
            String.class);
    pipeline.run().waitUntilFinish();
    return records.take();
  }

  private static String describe(RecordBlock block) {
    StringBuilder text = new StringBuilder();
    for (AnalyticsRecord record : block.records(PLAN)) {
      text.append(record.canonicalUserId()).append(record.position()).append(record.optedOut());
      text.append(record.remembered()).append(' ');
    }
    return text.toString();
  }

  @Test
  void readsWhatWasStored() {
    DuckDbSource source = open();
    assertThat(source.size()).isEqualTo(2);
    assertThat(read(source))
        .singleElement()
        .asString()
        .contains("annanalytics.events.student-1@1falsefalse ")
        .contains("bobanalytics.events.student-1@2truefalse ");
  }

  @Test
  void doesNotReadWhatIsStoredLater() {
    DuckDbSource source = open();
    String before = source.describe();
    warehouse.write(batch("b"), output().record(session("cid", "three", MONDAY + 2, 3).build()));

    assertThat(read(source)).singleElement().asString().doesNotContain("cid");
    assertThat(source.describe()).isEqualTo(before);
    assertThat(open().describe()).isNotEqualTo(before);
    assertThat(read(open())).singleElement().asString().contains("cid");
  }

  /** An earlier copy takes the place of a stored record: what the ledger says would be wrong. */
  @Test
  void failsWhenStoredRowsAreReplacedMeanwhile() {
    DuckDbSource source = open();
    warehouse.write(batch("b"), output().record(session("ann", "one", MONDAY - 1, 3).build()));

    assertThatThrownBy(() -> read(source))
        .hasStackTraceContaining("lost or replaced rows while it was read: run this again");
    assertThat(read(open())).singleElement().asString().contains("ann").contains("bob");
  }
}
