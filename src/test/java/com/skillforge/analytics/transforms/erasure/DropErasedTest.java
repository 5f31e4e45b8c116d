package com.skillforge.analytics.transforms.erasure;

import static com.skillforge.analytics.testing.TestRecords.PLAN;
import static com.skillforge.analytics.testing.TestRecords.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.ErasedIds;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.testing.Links;
import com.skillforge.analytics.testing.TestRecords;
import com.skillforge.analytics.transforms.sharding.Sharding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.Test;

class DropErasedTest {
  private static final String TIME = "2026-01-12T08:00:00Z";
  private static final String BROWSER = TestRecords.uuid("browser");
  private static final String HASH = Links.hash("ann@");

  private static final ErasedIds ANN =
      new ErasedIds(
          Stream.of(
                  Alias.userId("default", "ann"),
                  Alias.anonymousId("default", BROWSER),
                  Alias.piiHash("default", 1, HASH))
              .map(
                  alias ->
                      new ErasedIds.Entry(alias.tenantId(), "salt", ErasedIds.hash("salt", alias)))
              .toList());

  /** A record, with whether it stays, and whether it is counted as erased. */
  private record Case(AnalyticsRecord record, boolean stays, boolean counts) {
    static Case goes(AnalyticsRecord record) {
      return new Case(record, false, true);
    }

    static Case goesUncounted(AnalyticsRecord record) {
      return new Case(record, false, false);
    }

    static Case stays(AnalyticsRecord record) {
      return new Case(record, true, false);
    }
  }

  private static AnalyticsRecord.Builder visit(String user, String minute) {
    return event("session_started", user, "2026-01-12T08:" + minute + ":00Z");
  }

  private static List<Case> cases() {
    return List.of(
        Case.goes(visit("ann", "01").build()),
        Case.stays(visit("bob", "01").build()),
        // Merged meanwhile: either name will do.
        Case.goes(visit("ann", "02").value("user_id", "old").build()),
        Case.goes(visit("new", "03").value("user_id", "ann").build()),
        Case.stays(visit("ann", "04").tenantId("other").build()),
        // A browser says who it is only where nobody has signed in.
        Case.goes(TestRecords.anonymous("session_started", BROWSER, TIME)),
        Case.stays(visit("bob", "05").value("anonymous_id", BROWSER).build()),
        Case.goes(
            visit("x", "06")
                .canonicalUserId(null)
                .value("user_id", null)
                .value("anonymous_id", TestRecords.uuid("another"))
                .value("pii_hash", HASH)
                .build()),
        Case.stays(
            visit("x", "07")
                .canonicalUserId(null)
                .value("user_id", null)
                .value("anonymous_id", TestRecords.uuid("another"))
                .value("pii_hash", HASH)
                .value("salt_version", 2L)
                .build()),
        Case.goes(event("advisor_note_added", "adv", TIME).value("student_id", "ann").build()),
        Case.stays(event("advisor_note_added", "adv", TIME).value("student_id", "bob").build()),
        Case.goes(cohort("01", "ann")),
        // What is a copy, or was counted by an earlier run, is not counted again.
        Case.goesUncounted(visit("adv", "08").subject(Subject.person("ann")).build()),
        Case.stays(visit("adv", "09").subject(Subject.person("bob")).build()),
        Case.goesUncounted(visit("ann", "10").remembered(true).build()));
  }

  private static AnalyticsRecord cohort(String minute, String... students) {
    return event("cohort_assessment_assigned", "adv", "2026-01-12T09:" + minute + ":00Z")
        .value("assessment_id", "a")
        .value("cohort_id", "c")
        .value("student_ids", List.of(students))
        .build();
  }

  private static List<AnalyticsRecord> records() {
    return cases().stream().map(Case::record).toList();
  }

  private static PCollectionTuple drop(TestPipeline pipeline, ErasedIds erased) {
    return pipeline
        .apply(
            Create.of(KV.of(3, TestRecords.block(records())))
                .withCoder(KvCoder.of(VarIntCoder.of(), RecordBlockCoder.of())))
        .apply(new DropErased(Sharding.ofEverything(PLAN, 8), erased));
  }

  private static List<String> ids(Iterable<KV<Integer, RecordBlock>> blocks) {
    List<String> ids = new ArrayList<>();
    blocks.forEach(block -> block.getValue().records(PLAN).forEach(r -> ids.add(r.recordId())));
    return ids;
  }

  @Test
  void dropsWhatIsOfErasedPersonsAndCountsIt() {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollectionTuple out = drop(pipeline, ANN);

    PAssert.that(out.get(DropErased.OTHERS))
        .satisfies(
            blocks -> {
              assertThat(ids(blocks))
                  .containsExactlyElementsOf(
                      cases().stream()
                          .filter(Case::stays)
                          .map(some -> some.record().recordId())
                          .toList());
              return null;
            });
    PAssert.that(out.get(DropErased.COUNTS))
        .satisfies(
            counts -> {
              RunCounts sum = new RunCounts();
              counts.forEach(sum::merge);
              assertThat(sum.erased()).isEqualTo(cases().stream().filter(Case::counts).count());
              return null;
            });
    pipeline.run();
  }

  @Test
  void touchesNothingWhileNobodyIsErased() {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollectionTuple out = drop(pipeline, new ErasedIds(List.of()));

    PAssert.that(out.get(DropErased.OTHERS))
        .satisfies(
            blocks -> {
              assertThat(ids(blocks)).hasSize(records().size());
              return null;
            });
    PAssert.that(out.get(DropErased.COUNTS)).empty();
    pipeline.run();
  }

  @Test
  void takesThePersonOutOfListsOfStudents() {
    ErasedRecords records = new ErasedRecords();
    records.use(ANN);

    assertThat(
            records.remaining(cohort("02", "bob", "ann", "cid")).orElseThrow().texts("student_ids"))
        .containsExactly("bob", "cid");
    AnalyticsRecord others = cohort("03", "bob", "cid");
    assertThat(records.remaining(others)).containsSame(others);
    assertThat(records.remaining(cohort("04", "ann"))).isEmpty();
  }
}
