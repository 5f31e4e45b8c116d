package com.skillforge.analytics.ops;

import java.io.PrintStream;
import java.util.Locale;

/** One line on a terminal that tells how far a bounded job has come; it is redrawn in place. */
public final class ProgressBar {
  private static final int CELLS = 30;

  private final PrintStream out;
  private final String label;
  private final long total;
  private final long startNanos = System.nanoTime();
  private boolean drawn;

  /**
   * Creates a bar; nothing is drawn yet.
   *
   * @param total the number that means done; not positive when that is not known
   */
  public ProgressBar(PrintStream out, String label, long total) {
    this.out = out;
    this.label = label;
    this.total = total;
  }

  /** Redraws the bar. */
  public void show(long done) {
    drawn = true;
    double seconds = Math.max(0.001, (System.nanoTime() - startNanos) / 1e9);
    StringBuilder line = new StringBuilder("\r").append(label).append("  ");
    if (total > 0) {
      double share = Math.min(1, (double) done / total);
      int full = (int) Math.round(share * CELLS);
      line.append('[').append("#".repeat(full)).append(".".repeat(CELLS - full)).append("] ");
      line.append(String.format(Locale.ROOT, "%3.0f %%  ", share * 100));
    }
    line.append(
        String.format(Locale.ROOT, "%,d records  %,.0f/s  %.0f s ", done, done / seconds, seconds));
    out.print(line);
    out.flush();
  }

  /** Removes the bar, so that what follows starts on a clean line. */
  public void clear() {
    if (drawn) {
      out.print("\r" + " ".repeat(100) + "\r");
      out.flush();
    }
  }
}
