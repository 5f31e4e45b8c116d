package com.skillforge.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.kpi.ShardEvaluation.Look;
import com.skillforge.analytics.kpi.ShardEvaluation.Outcome;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.testing.Blocks;
import com.skillforge.analytics.testing.Histories;
import com.skillforge.analytics.testing.History;
import com.skillforge.analytics.testing.TestRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

/** A shard of a stream looks at those of whom something is new, and has the sums of all. */
class ShardEvaluationTest {
  private static final Duration FOREVER = Duration.ofDays(3_000);

  /** A shard, over time. */
  private static final class Shard {
    private final List<Kpi> kpis;
    private final ShardEvaluation evaluation;
    private final HeldState state = new HeldState();
    private final RunCounts counts = new RunCounts();
    private ShardProgress progress = ShardProgress.NONE;

    Shard(List<Kpi> kpis, Duration keep) {
      this.kpis = kpis;
      this.evaluation =
          new ShardEvaluation(
              new KpiEvaluation(kpis, TestRecords.PLAN),
              new LateRecords(kpis, TestRecords.PLAN, FOREVER.toMillis()),
              TestRecords.PLAN,
              keep.toMillis(),
              false);
    }

    Outcome look(long watermark, List<RecordBlock> added) {
      Look look = new Look(watermark, watermark, watermark, false);
      Outcome outcome = evaluation.evaluate(look, progress, added, state.asState());
      progress = outcome.progress();
      counts.merge(outcome.counts());
      return outcome;
    }

    Outcome look(String watermark, AnalyticsRecord... records) {
      List<RecordBlock> added =
          records.length == 0 ? List.of() : List.of(TestRecords.block(records));
      return look(Instant.parse(watermark).toEpochMilli(), added);
    }

    /** All sums, with a row for each day. */
    Map<KpiPeriod, KpiTable> sums() {
      ShardSums sums = new ShardSums(progress);
      return sums.tables(sums.endingAfter(Long.MIN_VALUE));
    }

    /** What evaluating all records anew gives. */
    KpiEvaluation.Result anew(long watermark, List<RecordBlock> all) {
      return new KpiEvaluation(kpis, TestRecords.PLAN)
          .evaluate(all, Horizon.streaming(watermark))
          .byDay();
    }
  }

  private static AnalyticsRecord[] crowd(int users, String time) {
    return IntStream.range(0, users)
        .mapToObj(i -> TestRecords.session("user" + i, time))
        .toArray(AnalyticsRecord[]::new);
  }

  private static SubjectKey subject(AnalyticsRecord record) {
    return SubjectKey.sender(record.tenantId(), record.sender());
  }

  @Test
  void aNewRecordMakesItsUserDirtyAndNotItsShard() {
    Shard shard = new Shard(List.of(new WeeklyActiveUsers()), FOREVER);
    shard.look("2026-01-07T00:00:00Z", crowd(50, "2026-01-06T10:00:00Z"));
    assertThat(shard.state.takeWritten()).hasSize(50);
    shard.state.takeRead();
    AnalyticsRecord news = TestRecords.session("user7", "2026-01-06T11:00:00Z");

    Outcome outcome = shard.look("2026-01-07T00:00:05Z", news);

    assertThat(shard.state.takeRead()).containsExactly(subject(news));
    assertThat(shard.state.takeWritten()).containsExactly(subject(news));
    assertThat(outcome.changed()).hasSize(1);
    KpiTable week = outcome.changed().values().iterator().next();
    assertThat(week.rows().values())
        .allSatisfy(
            row -> {
              assertThat(row.count(KpiTotals.NUMERATOR)).isEqualTo(50);
              assertThat(row.count("events")).isEqualTo(51);
            });
  }

  @Test
  void nobodyIsLookedAtWhenNothingIsNew() {
    Shard shard = new Shard(List.of(new WeeklyActiveUsers()), FOREVER);
    shard.look("2026-01-07T00:00:00Z", crowd(5, "2026-01-06T10:00:00Z"));
    shard.state.takeRead();
    Outcome outcome = shard.look("2026-01-08T00:00:00Z");
    assertThat(shard.state.takeRead()).isEmpty();
    assertThat(outcome.changed()).isEmpty();
    assertThat(outcome.counts().isEmpty()).isTrue();
    assertThat(Instant.ofEpochMilli(outcome.nextLookMillis())).isEqualTo("2026-01-12T00:00:00Z");
  }

  @Test
  void aSecondCopyIsADuplicateWheneverItComes() {
    Shard shard = new Shard(List.of(new WeeklyActiveUsers()), FOREVER);
    shard.look("2026-01-07T00:00:00Z", crowd(2, "2026-01-06T10:00:00Z"));
    Outcome outcome = shard.look("2026-01-07T00:00:05Z", crowd(1, "2026-01-06T10:00:00Z"));
    assertThat(outcome.changed()).isEmpty();
    assertThat(outcome.counts().duplicates()).isEqualTo(1);
    assertThat(outcome.counts().accepted()).isZero();
  }

  @Test
  void whatNoOpenRowLooksBackToIsForgottenAndStaysCounted() {
    Shard shard = new Shard(List.of(new WeeklyActiveUsers()), Duration.ofDays(40));
    shard.look("2026-01-07T00:00:00Z", crowd(20, "2026-01-06T10:00:00Z"));
    shard.look("2026-01-07T00:00:05Z", TestRecords.optOut("user3", "2026-01-06T12:00:00Z", true));
    assertThat(shard.state.records()).isEqualTo(21);

    Outcome outcome =
        shard.look("2026-04-01T00:00:00Z", TestRecords.session("new", "2026-03-31T10:00:00Z"));

    assertThat(shard.state.records()).isEqualTo(2); // the opt-out holds
    assertThat(outcome.progress().sums()).hasSize(1);
    assertThat(outcome.progress().watched()).hasSize(1);
    assertThat(shard.counts.accepted()).isEqualTo(22);
    Outcome again =
        shard.look("2026-04-01T00:00:05Z", TestRecords.session("user3", "2026-03-31T11:00:00Z"));
    KpiTable week = again.changed().get(outcome.progress().sums().keySet().iterator().next());
    assertThat(week.rows().values())
        .allSatisfy(
            row -> {
              assertThat(row.count(KpiTotals.NUMERATOR)).isEqualTo(1);
              assertThat(row.count(KpiTotals.EXCLUDED_OPT_OUT)).isEqualTo(1);
            });
  }

  @Provide
  Arbitrary<History> histories() {
    return Histories.ofAllKpis();
  }

  @Provide
  Arbitrary<List<Long>> watermarks() {
    return Histories.instants()
        .list()
        .ofMinSize(2)
        .ofMaxSize(8)
        .map(list -> list.stream().sorted().toList());
  }

  @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void theSumsAreThoseOfAllSubjectsAtEachLook(
      @ForAll("histories") History history,
      @ForAll("watermarks") List<Long> watermarks,
      @ForAll long seed) {
    List<String> differences = differences(history, watermarks, seed);
    if (!differences.isEmpty()) {
      History smallest =
          history.shrunkWhile(smaller -> !differences(smaller, watermarks, seed).isEmpty());
      assertThat(differences(smallest, watermarks, seed))
          .as(
              "looks at %s of %s",
              watermarks.stream().map(Instant::ofEpochMilli).toList(), smallest)
          .isEmpty();
    }
  }

  private static List<String> differences(History history, List<Long> watermarks, long seed) {
    List<Kpi> kpis = new Kpis(Histories.terms()).all();
    Shard shard = new Shard(kpis, FOREVER);
    List<RecordBlock> all = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    for (int look = 0; look < watermarks.size(); look++) {
      int now = look;
      List<AnalyticsRecord> come =
          history.records().stream()
              .filter(
                  record ->
                      new Random(seed * 31 + record.position().hashCode())
                              .nextInt(watermarks.size())
                          == now)
              .toList();
      List<RecordBlock> added =
          Blocks.random(come, Kpis.projection(kpis), Kpis.guests(kpis), 1, new Random(seed + look))
              .stream()
              .map(KV::getValue)
              .toList();
      all.addAll(added);
      long watermark = watermarks.get(look);
      Outcome outcome = shard.look(watermark, added);
      KpiEvaluation.Result whole = shard.anew(watermark, all);
      differences.addAll(differences(whole.table(), shard.sums()));
      if (outcome.nextLookMillis() > whole.nextChangeMillis()) {
        differences.add("looks again at " + Instant.ofEpochMilli(outcome.nextLookMillis()));
      }
      if (!shard.counts.since(whole.counts()).isEmpty()) {
        differences.add("counts differ at " + Instant.ofEpochMilli(watermark));
      }
    }
    return differences;
  }

  private static List<String> differences(KpiTable whole, Map<KpiPeriod, KpiTable> sums) {
    Map<KpiPeriod, KpiTable> expected = whole.settled(Long.MIN_VALUE).byPeriod();
    Map<KpiPeriod, KpiTable> actual = new HashMap<>();
    sums.forEach(
        (period, table) -> {
          KpiTable settled = table.settled(Long.MIN_VALUE);
          if (!settled.isEmpty()) {
            actual.put(period, settled);
          }
        });
    if (expected.equals(actual)) {
      return List.of();
    }
    Set<KpiPeriod> periods = new TreeSet<>(expected.keySet());
    periods.addAll(actual.keySet());
    return periods.stream()
        .filter(period -> !Objects.equals(expected.get(period), actual.get(period)))
        .map(period -> period + ": " + expected.get(period) + " but " + actual.get(period))
        .toList();
  }
}
