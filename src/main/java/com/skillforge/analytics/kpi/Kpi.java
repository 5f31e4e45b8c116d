package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.Route;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.history.SessionHistory;
import com.skillforge.analytics.transforms.history.UserHistory;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One product KPI: a pure function from the records of a user, or of a session, to contributions,
 * and from the sum of all contributions to the figures of a row.
 *
 * <p>To add a KPI: declare it in {@code model.kpi}, implement this interface, list it in {@link
 * Kpis}, give it an audit query.
 */
public interface Kpi extends Serializable {
  /** Its name, its version, and the figures that its rows have. */
  KpiDeclaration declaration();

  /** The name in {@code kpi_values.kpi} and {@code --kpis}. */
  default String name() {
    return declaration().name();
  }

  /** Starts at 1 and rises with any change of meaning. */
  default int definitionVersion() {
    return declaration().definitionVersion();
  }

  /** The length of a row's period; of the longest where there are several. */
  PeriodGrain grain();

  /** How much input before the first reported period the KPI needs. */
  Duration lookBack();

  /**
   * Whether no record from before the look-back can change a reported row: then one that the
   * look-back leaves behind changes nothing either.
   */
  default boolean looksBackExactly() {
    return false;
  }

  /**
   * How long after a period has ended its rows may still change because observation windows close
   * or because of what the KPI looks at later.
   */
  default Duration settling() {
    return Duration.ZERO;
  }

  /** The properties it needs, by record type. */
  Map<String, Set<String>> needs();

  /** The record types that it needs however old they are: what they say holds until it is over. */
  default Set<String> wholeHistory() {
    return Set.of();
  }

  /** The names of the record types it reads. */
  default Set<String> recordTypes(TrackingPlan plan) {
    return needs().keySet();
  }

  /** Which records it needs where those are whom they concern, not only where their sender is. */
  default Set<Route> routes() {
    return Set.of();
  }

  /**
   * How long a record that concerns everybody of an institution does so: it matters only to those
   * who sent a record within that time after it.
   */
  default Duration commonReach() {
    return Duration.ZERO;
  }

  /**
   * Adds what one user's records contribute. Called once per user and computation, with records
   * that precede the horizon's input end only.
   */
  default void contribute(UserHistory user, Horizon horizon, Contributions out) {}

  /** Adds what one session's timings contribute; needs {@link Route#TIMING_TO_SESSION}. */
  default void contribute(SessionHistory session, Horizon horizon, Contributions out) {}

  /**
   * What a row of contributions that are kept for later runs amounts to at an instant: time alone
   * may change it, without that each subject has to be looked at again.
   *
   * @param kept the sum of what was contributed with {@link Horizon#kept}; not to be changed
   */
  default KpiTotals asOf(KpiTotals kept, Period period, long asOfMillis) {
    return kept;
  }

  /** The figures of a row from the sum of its contributions. */
  Figures figures(KpiTotals totals);

  /**
   * The figures that differ from KPI to KPI.
   *
   * @param measures the further figures, all that the KPI declares
   */
  record Figures(
      @Nullable Double numerator,
      @Nullable Double denominator,
      @Nullable Double value,
      Measures measures) {

    /** A ratio of two counts: no value on a zero denominator. */
    static Figures ratio(KpiTotals totals, Measures measures) {
      double numerator = totals.count(KpiTotals.NUMERATOR);
      double denominator = totals.count(KpiTotals.DENOMINATOR);
      return new Figures(numerator, denominator, divide(numerator, denominator), measures);
    }

    /** A quotient; null on a zero divisor. */
    static @Nullable Double divide(double dividend, double divisor) {
      return divisor == 0 ? null : (Double) (dividend / divisor);
    }
  }

  /** The period of this KPI's grain that holds an instant. */
  default Period periodOf(long millis) {
    return Period.containing(grain(), millis);
  }

  /**
   * The earliest event time, in epoch milliseconds, of the input that a report from an instant on
   * needs: {@link #lookBack} before the start of the first reported period.
   */
  default long firstInputMillis(long reportFromMillis) {
    return reportFromMillis == Long.MIN_VALUE
        ? Long.MIN_VALUE
        : periodOf(reportFromMillis).startMillis() - lookBack().toMillis();
  }
}
