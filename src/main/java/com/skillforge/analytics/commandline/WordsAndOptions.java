package com.skillforge.analytics.commandline;

import java.util.List;

/**
 * What a command line gives: {@code kpi.sh show plan_adherence --format=csv} has two words and one
 * option.
 *
 * @param words the arguments that are no options, in their order
 * @param options the options, with the defaults of those that were not given
 */
public record WordsAndOptions<O>(List<String> words, O options) {
  public WordsAndOptions {
    words = List.copyOf(words);
  }
}
