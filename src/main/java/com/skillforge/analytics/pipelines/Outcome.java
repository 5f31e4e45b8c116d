package com.skillforge.analytics.pipelines;

import java.io.PrintStream;
import java.util.List;

/** What starting a pipeline has led to. */
sealed interface Outcome permits RunReport, Submission {
  /** Prints as {@code --summary} says: {@code text}, {@code json} or {@code none}. */
  default void print(String format, PrintStream out) {
    switch (format) {
      case "json" -> out.println(toJson());
      case "text" -> out.print(toText());
      default -> {
        // Nothing was asked for.
      }
    }
    out.flush();
  }

  /** One JSON object on one line. */
  String toJson();

  /** Lines for people. */
  String toText();

  /** Sentences for standard error. */
  List<String> notices();

  /** Whether the numbers add up, as far as they are known. */
  boolean isSound();
}
