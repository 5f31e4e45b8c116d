package com.skillforge.analytics.transforms.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.kpi.oracle.Judged;
import com.skillforge.analytics.kpi.oracle.Judgement;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.DuplicateRecord;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.testing.Blocks;
import com.skillforge.analytics.testing.Histories;
import com.skillforge.analytics.testing.History;
import com.skillforge.analytics.testing.TestRecords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.values.KV;

/** De-duplication and opt-out: the outcome is a matter of the records, not of their arrival. */
class UserHistoriesPropertyTest {
  @Provide
  Arbitrary<History> histories() {
    return Histories.any();
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void everyRecordIsJudgedAsTheOracleJudgesIt(
      @ForAll("histories") History history, @ForAll long arrival) {
    Outcome outcome = judge(history, arrival);
    Judgement expected = new Judgement(history.records());

    assertThat(lines(outcome.records)).isEqualTo(lines(expected, Judged.Fate.COUNTED));
    assertThat(lines(outcome.suppressed)).isEqualTo(lines(expected, Judged.Fate.SUPPRESSED));
    assertThat(lines(outcome.reduced))
        .isEqualTo(
            lines(expected, Judged.Fate.REDUCED).stream()
                .map(line -> line.replace(" context_device=phone", ""))
                .toList());
    assertThat(outcome.reduced).allMatch(AnalyticsRecord::optedOut);
    assertThat(outcome.counts.duplicates()).isEqualTo(expected.duplicates());
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void everyRecordIsCountedOnce(@ForAll("histories") History history, @ForAll long arrival) {
    Outcome outcome = judge(history, arrival);

    assertThat(outcome.counts.accepted())
        .isEqualTo(outcome.records.size() + outcome.reduced.size());
    assertThat(outcome.counts.suppressed()).isEqualTo(outcome.suppressed.size());
    outcome.counts.addRead(history.records().size());
    assertThat(outcome.counts.isConserved()).isTrue();
  }

  /** Positions are distinct: kept and noted ones together are those of the history, once each. */
  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void everyDroppedCopyIsNoted(@ForAll("histories") History history, @ForAll long arrival) {
    Outcome outcome = judge(history, arrival);
    List<RecordPosition> kept =
        Stream.of(outcome.records, outcome.reduced, outcome.suppressed)
            .flatMap(List::stream)
            .map(AnalyticsRecord::position)
            .toList();

    List<RecordPosition> all = new ArrayList<>(kept);
    outcome.duplicates.forEach(duplicate -> all.add(duplicate.position()));
    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(
            history.records().stream().map(AnalyticsRecord::position).toList());
    for (DuplicateRecord duplicate : outcome.duplicates) {
      assertThat(kept).contains(duplicate.kept());
      assertThat(history.records())
          .filteredOn(record -> record.position().equals(duplicate.kept()))
          .singleElement()
          .returns(duplicate.recordId(), AnalyticsRecord::recordId)
          .returns(duplicate.tenantId(), AnalyticsRecord::tenantId)
          .matches(record -> record.eventTimeMillis() <= duplicate.eventTimeMillis());
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void arrivalDoesNotMatter(
      @ForAll("histories") History history, @ForAll long oneArrival, @ForAll long another) {
    Outcome one = judge(history, oneArrival);
    Outcome other = judge(history, another);

    assertThat(lines(one.records)).isEqualTo(lines(other.records));
    assertThat(lines(one.reduced)).isEqualTo(lines(other.reduced));
    assertThat(lines(one.suppressed)).isEqualTo(lines(other.suppressed));
    assertThat(one.counts.acceptedByType()).isEqualTo(other.counts.acceptedByType());
    assertThat(one.counts.suppressedByType()).isEqualTo(other.counts.suppressedByType());
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void recordsComeByTimeThenId(@ForAll("histories") History history, @ForAll long arrival) {
    Comparator<AnalyticsRecord> order =
        Comparator.comparingLong(AnalyticsRecord::eventTimeMillis)
            .thenComparing(AnalyticsRecord::recordId);
    for (UserHistory user : judge(history, arrival).users) {
      assertThat(user.records()).isSortedAccordingTo(order);
      assertThat(user.suppressed()).isSortedAccordingTo(order);
    }
  }

  private record Outcome(
      List<UserHistory> users,
      List<AnalyticsRecord> records,
      List<AnalyticsRecord> reduced,
      List<AnalyticsRecord> suppressed,
      List<DuplicateRecord> duplicates,
      RunCounts counts) {}

  private static Outcome judge(History history, long arrival) {
    List<RecordBlock> blocks =
        Blocks.random(history.records(), Projection.EVERYTHING, 1, new Random(arrival)).stream()
            .map(KV::getValue)
            .toList();
    List<UserHistory> users = new ArrayList<>();
    RunCounts counts = new RunCounts();
    List<DuplicateRecord> duplicates = new ArrayList<>();
    UserHistories.forEach(
        blocks,
        TestRecords.PLAN,
        counts,
        new HistoryConsumer() {
          @Override
          public void user(UserHistory user) {
            users.add(user);
          }

          @Override
          public void duplicate(DuplicateRecord duplicate) {
            duplicates.add(duplicate);
          }
        });
    return new Outcome(
        users,
        users.stream().flatMap(user -> user.records().stream()).toList(),
        users.stream().flatMap(user -> user.reduced().stream()).toList(),
        users.stream().flatMap(user -> user.suppressed().stream()).toList(),
        duplicates,
        counts);
  }

  private static List<String> lines(Judgement judgement, Judged.Fate fate) {
    return lines(
        judgement.judged().stream()
            .filter(judged -> judged.fate() == fate)
            .map(Judged::record)
            .toList());
  }

  private static List<String> lines(List<AnalyticsRecord> records) {
    return records.stream().map(History::line).sorted().toList();
  }
}
