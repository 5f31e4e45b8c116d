package com.skillforge.analytics.quality;

import java.util.List;

/**
 * What share is usual, by those of earlier days: their median, give or take how much they scatter,
 * what chance does to as few as there are today, and a margin for what is of no importance.
 *
 * @param days the shares of earlier days, in any order
 * @param margin how much more or less is of no importance
 */
public record UsualShare(List<Share> days, double margin) {
  /** Fewer records than these say nothing about a share. */
  public static final int LEAST_RECORDS = 200;

  /** Fewer days than these do not say what is usual. */
  public static final int LEAST_DAYS = 4;

  /** How many standard deviations are chance: one of some ten thousand days has more. */
  private static final double DEVIATIONS = 4;

  public UsualShare {
    days = days.stream().filter(day -> day.whole() >= LEAST_RECORDS).toList();
  }

  /** Judges whether it is too large. */
  public Judged judgeMost(Share today) {
    return judge(today, false);
  }

  /** Judges whether it is too large or too small. */
  public Judged judge(Share today) {
    return judge(today, true);
  }

  private Judged judge(Share today, boolean least) {
    if (days.size() < LEAST_DAYS || today.whole() < LEAST_RECORDS) {
      return Judged.notAtAll(today.value());
    }
    List<Double> shares = days.stream().map(Share::value).toList();
    double usual = Scatter.median(shares);
    double scatter = Scatter.of(shares);
    double chance = usual * (1 - usual) / today.whole();
    double allowed = DEVIATIONS * Math.sqrt(chance + scatter * scatter) + margin;
    return Judged.between(
        today.value(), least ? Math.max(0, usual - allowed) : 0, Math.min(1, usual + allowed));
  }
}
