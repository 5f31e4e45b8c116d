package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.Period;

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
 */
public record Horizon(
    long reportFromMillis, long asOfMillis, long inputEndMillis, long presentMillis) {

  /** The horizon of a batch run that saw everything before {@code asOfMillis}. */
  public static Horizon batch(long reportFromMillis, long asOfMillis) {
    return new Horizon(reportFromMillis, asOfMillis, asOfMillis, asOfMillis);
  }

  /** The horizon of a streaming computation whose input watermark is {@code watermarkMillis}. */
  public static Horizon streaming(long watermarkMillis) {
    return new Horizon(Long.MIN_VALUE, watermarkMillis, Long.MAX_VALUE, watermarkMillis);
  }

  /**
   * The horizon of a streaming computation whose input has ended.
   *
   * @param presentMillis the last watermark before the end
   */
  public static Horizon ended(long watermarkMillis, long presentMillis) {
    return new Horizon(Long.MIN_VALUE, watermarkMillis, Long.MAX_VALUE, presentMillis);
  }

  /**
   * Whether rows of a period are asked for: it overlaps the range from report start to input end.
   */
  public boolean reports(Period period) {
    return period.overlaps(reportFromMillis, inputEndMillis);
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
