package com.skillforge.analytics.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;

/** Runs steps one after the other and prints a line for each: how long, and how fast. */
public final class Steps {
  private final PrintStream out;
  private final long startNanos = System.nanoTime();

  public Steps(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs a step.
   *
   * @param records how many records it handles; not positive when that says nothing
   */
  public <T> T run(String name, long records, Supplier<T> step) {
    long start = System.nanoTime();
    T result = step.get();
    double seconds = (System.nanoTime() - start) / 1e9;
    String rate =
        records > 0 ? String.format(Locale.ROOT, "%,10.0f records/s", records / seconds) : "";
    out.printf(Locale.ROOT, "  %-24s %6.1f s  %s%n", name, seconds, rate);
    out.flush();
    return result;
  }

  public void printTotal() {
    out.printf(Locale.ROOT, "  %-24s %6.1f s%n", "", (System.nanoTime() - startNanos) / 1e9);
  }
}
