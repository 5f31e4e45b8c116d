package com.skillforge.analytics.model;

/** Versions of what waits in the state of running streams. */
public final class StateFormat {
  private StateFormat() {}

  /**
   * Makes sure that this release can read what an earlier one has written.
   *
   * @param what what was written, as the start of a sentence
   * @param written its format
   * @param known the format that this release reads
   * @throws IllegalStateException when they differ; the message says what to do
   */
  public static void check(String what, long written, long known) {
    if (written != known) {
      throw new IllegalStateException(
          what
              + " has format "
              + written
              + ", but this release reads format "
              + known
              + ": drain the stream with the release that wrote it, then start this release anew"
              + " instead of updating the running job");
    }
  }
}
