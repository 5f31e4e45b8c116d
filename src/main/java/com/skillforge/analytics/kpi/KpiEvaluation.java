package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KeptContributions;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.history.HistoryConsumer;
import com.skillforge.analytics.transforms.history.SessionHistory;
import com.skillforge.analytics.transforms.history.UserHistories;
import com.skillforge.analytics.transforms.history.UserHistory;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;

/**
 * Computes several KPIs over the records of one shard of users, in plain Java: batch and streaming
 * share it, so that they cannot disagree.
 */
final class KpiEvaluation implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * What a shard amounts to.
   *
   * @param table the totals of every row that the shard's users contribute to
   * @param counts accepted, duplicate and suppressed records
   * @param nextChangeMillis the instant at which the table changes even if no record comes; {@link
   *     Long#MAX_VALUE} when it does not
   */
  record Result(KpiTable table, RunCounts counts, long nextChangeMillis) {
    /** The same with a row for each day, as a stream has it: there each day has a pane. */
    Result byDay() {
      return new Result(table.byDay(), counts, nextChangeMillis);
    }
  }

  private final List<Kpi> kpis;
  private final TrackingPlan plan;

  KpiEvaluation(List<Kpi> kpis, TrackingPlan plan) {
    this.kpis = List.copyOf(kpis);
    this.plan = plan;
  }

  Result evaluate(Iterable<RecordBlock> blocks, Horizon horizon) {
    return evaluate(blocks, horizon, Evidence.IGNORED);
  }

  /** The same, telling {@code trace} from which records each row comes. */
  Result evaluate(Iterable<RecordBlock> blocks, Horizon horizon, Evidence trace) {
    KpiTable table = new KpiTable();
    RunCounts counts = new RunCounts();
    List<Step> steps =
        kpis.stream()
            .map(kpi -> new Step(kpi, horizon, new Contributions(kpi, horizon, table, trace)))
            .toList();
    UserHistories.forEach(
        blocks,
        plan,
        counts,
        new HistoryConsumer() {
          @Override
          public void user(UserHistory user) {
            steps.forEach(step -> step.contribute(user));
          }

          @Override
          public void session(SessionHistory session) {
            steps.forEach(step -> step.contribute(session));
          }
        });
    return new Result(table, counts, Step.nextChangeMillis(steps));
  }

  /** Takes what one subject contributes. */
  interface EachSubject {
    /**
     * Takes a subject.
     *
     * @param changesAtMillis see {@link KeptContributions#changesAtMillis}
     * @param staleAtMillis see {@link Contributions#staleMillis}
     */
    void accept(
        SubjectKey subject, KpiTable contributions, long changesAtMillis, long staleAtMillis);
  }

  /**
   * Works out what some subjects contribute, each by itself. All records that a subject depends on
   * must be there; of others there may be any.
   *
   * @param concerned which subjects
   * @param horizon {@link Horizon#kept} or {@link Horizon#streaming}, or that of an ended stream
   * @param out takes the contributions of each of them that has a history here
   * @return accepted, duplicate and suppressed records, those of other subjects among them
   */
  RunCounts evaluateEach(
      Iterable<RecordBlock> blocks,
      Horizon horizon,
      Predicate<SubjectKey> concerned,
      EachSubject out) {
    RunCounts counts = new RunCounts();
    Map<SubjectKey, SubjectSteps> subjects = new HashMap<>();
    UserHistories.forEach(
        blocks,
        plan,
        counts,
        new HistoryConsumer() {
          @Override
          public void user(UserHistory user) {
            contribute(
                SubjectKey.sender(user.tenantId(), user.sender()),
                step -> step.contribute(user),
                watermark -> AheadOfTime.first(user, watermark));
          }

          @Override
          public void session(SessionHistory session) {
            contribute(
                SubjectKey.of(session.tenantId(), Subject.session(session.session())),
                step -> step.contribute(session),
                watermark -> AheadOfTime.first(session, watermark));
          }

          private void contribute(
              SubjectKey subject, Consumer<Step> history, LongUnaryOperator ahead) {
            if (concerned.test(subject)) {
              SubjectSteps steps =
                  subjects.computeIfAbsent(subject, any -> new SubjectSteps(kpis, horizon));
              steps.steps.forEach(history);
              if (!horizon.isKept()) { // there nothing is ahead
                steps.sees(ahead.applyAsLong(horizon.asOfMillis()));
              }
            }
          }
        });
    subjects.forEach(
        (subject, all) ->
            out.accept(subject, all.table, all.nextChangeMillis(), all.staleMillis()));
    return counts;
  }

  /** All KPIs over the histories of one subject: one for each environment it was seen in. */
  private static final class SubjectSteps {
    private final KpiTable table = new KpiTable();
    private final List<Step> steps;
    private long aheadMillis = Long.MAX_VALUE;

    SubjectSteps(List<Kpi> kpis, Horizon horizon) {
      steps =
          kpis.stream()
              .map(
                  kpi ->
                      new Step(
                          kpi, horizon, new Contributions(kpi, horizon, table, Evidence.IGNORED)))
              .toList();
    }

    long nextChangeMillis() {
      return Step.nextChangeMillis(steps);
    }

    /** Notes that something happens at an instant from as-of on. */
    void sees(long aheadOfTimeMillis) {
      aheadMillis = Math.min(aheadMillis, aheadOfTimeMillis);
    }

    long staleMillis() {
      long behind = aheadMillis == Long.MAX_VALUE ? Long.MAX_VALUE : aheadMillis + 1;
      return steps.stream().mapToLong(step -> step.out.staleMillis()).reduce(behind, Math::min);
    }
  }

  /** One KPI of one evaluation, with the stretch of input that it may look at. */
  private static final class Step {
    private final Kpi kpi;
    private final Horizon horizon;
    private final Contributions out;
    private final long inputStart;

    Step(Kpi kpi, Horizon horizon, Contributions out) {
      this.kpi = kpi;
      this.horizon = horizon;
      this.out = out;
      this.inputStart = kpi.firstInputMillis(horizon.reportFromMillis());
    }

    static long nextChangeMillis(List<Step> steps) {
      return steps.stream()
          .mapToLong(step -> step.out.nextChangeMillis())
          .min()
          .orElse(Long.MAX_VALUE);
    }

    void contribute(UserHistory user) {
      out.start(user.environment(), user.tenantId(), user.sender());
      kpi.contribute(
          new UserHistory(
              user.environment(),
              user.tenantId(),
              user.canonicalUserId(),
              user.sender(),
              inRange(user.records()),
              inRange(user.reduced()),
              inRange(user.suppressed()),
              inRange(user.withheld()),
              beforeEnd(user.about()),
              beforeEnd(user.common()),
              user.optOuts()),
          horizon,
          out);
    }

    void contribute(SessionHistory session) {
      List<AnalyticsRecord> timings = inRange(session.timings());
      if (timings.isEmpty()) {
        return;
      }
      out.start(session.environment(), session.tenantId(), timings.get(0).sender());
      kpi.contribute(
          new SessionHistory(
              session.environment(),
              session.tenantId(),
              session.session(),
              timings,
              session.optOuts()),
          horizon,
          out);
    }

    /** What others sent is needed however old it is: a roster assignment may hold for years. */
    private List<AnalyticsRecord> beforeEnd(List<AnalyticsRecord> records) {
      if (records.isEmpty()
          || records.get(records.size() - 1).eventTimeMillis() < horizon.inputEndMillis()) {
        return records;
      }
      return records.stream()
          .filter(record -> record.eventTimeMillis() < horizon.inputEndMillis())
          .toList();
    }

    /** Records come by time, so that nearly always the list itself is in range. */
    private List<AnalyticsRecord> inRange(List<AnalyticsRecord> records) {
      if (records.isEmpty()
          || (isInRange(records.get(0)) && isInRange(records.get(records.size() - 1)))) {
        return records;
      }
      return records.stream().filter(this::isInRange).toList();
    }

    private boolean isInRange(AnalyticsRecord record) {
      long millis = record.eventTimeMillis();
      return inputStart <= millis && millis < horizon.inputEndMillis();
    }
  }
}
