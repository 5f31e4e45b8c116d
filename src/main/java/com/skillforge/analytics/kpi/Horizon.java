package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.Period;
import java.time.Duration;

/**
 * What a computation reports on and how far it has seen. All instants are event time, in epoch
 * milliseconds.
 *
 * @param reportFromMillis periods that end at or before this instant are not reported; {@link
 *     Long#MIN_VALUE} reports from the first record on
 * @param asOfMillis the point up to which the input is complete: it decides which observation
 *     windows have closed
 * @param inputEndMillis records from here on are not used. In batch this is {@code asOfMillis}; in
 *     streaming records ahead of the watermark already count in early panes, so there is no end
 * @param presentMillis up to where time itself makes new rows, such as one for each day. This is
 *     {@code asOfMillis}, unless a stream has ended: that closes all windows, but no day has come
 * @param reportEndMillis periods that begin at or after this instant are not reported
 */
public record Horizon(
    long reportFromMillis,
    long asOfMillis,
    long inputEndMillis,
    long presentMillis,
    long reportEndMillis) {
  /**
   * How far ahead a computation that is kept works out what time alone will change. Further ahead
   * it looks again: what it keeps stays small, whatever end a record names.
   */
  private static final long FORESIGHT_MILLIS = Duration.ofDays(60).toMillis();

  /** The horizon of a batch run that saw everything before {@code asOfMillis}. */
  public static Horizon batch(long reportFromMillis, long asOfMillis) {
    return new Horizon(reportFromMillis, asOfMillis, asOfMillis, asOfMillis, asOfMillis);
  }

  /**
   * The horizon of a batch run whose contributions are kept for later runs. They hold, whenever the
   * next run is, until the instant that {@link Contributions#changesAt} names: so they are made for
   * periods too that begin after as-of. Which of them are reported is decided for the rows.
   */
  public static Horizon kept(long reportFromMillis, long asOfMillis) {
    return new Horizon(reportFromMillis, asOfMillis, asOfMillis, asOfMillis, Long.MAX_VALUE);
  }

  /** The horizon of a streaming computation whose input watermark is {@code watermarkMillis}. */
  public static Horizon streaming(long watermarkMillis) {
    return new Horizon(
        Long.MIN_VALUE, watermarkMillis, Long.MAX_VALUE, watermarkMillis, Long.MAX_VALUE);
  }

  /**
   * The horizon of a streaming computation whose input has ended.
   *
   * @param presentMillis the last watermark before the end
   */
  public static Horizon ended(long watermarkMillis, long presentMillis) {
    return new Horizon(
        Long.MIN_VALUE, watermarkMillis, Long.MAX_VALUE, presentMillis, Long.MAX_VALUE);
  }

  /**
   * Whether rows of a period are asked for: it overlaps the range from report start to report end.
   */
  public boolean reports(Period period) {
    return period.overlaps(reportFromMillis, reportEndMillis);
  }

  /** Whether contributions are kept: the next look may come at any instant after as-of. */
  boolean isKept() {
    return inputEndMillis < reportEndMillis;
  }

  /** Up to where days are worked out: the present, or as far ahead as is kept. */
  long foreseenMillis() {
    return isKept() ? presentMillis + FORESIGHT_MILLIS : presentMillis;
  }

  /** Whether a window whose end does not belong to it has closed. */
  public boolean closedExclusive(long endMillis) {
    return asOfMillis >= endMillis;
  }

  /** Whether a window whose end belongs to it has closed; input at as-of itself is not seen. */
  public boolean closedInclusive(long endMillis) {
    return asOfMillis > endMillis;
  }
}
