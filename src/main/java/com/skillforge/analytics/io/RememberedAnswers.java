package com.skillforge.analytics.io;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.skillforge.analytics.model.Alias;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Answers to questions about persons, remembered for a while. What is not remembered is asked for
 * in portions. For one thread.
 *
 * @param <A> what is answered
 */
public final class RememberedAnswers<A> {
  /** A name of more characters counts as several, so that long ones do not fill the memory. */
  private static final int USUAL_LENGTH = 256;

  private final Cache<Alias, A> remembered;
  private final int portion;
  private final Predicate<A> lasting;

  /**
   * Remembers nothing yet.
   *
   * @param most about how many names are remembered
   * @param timeToLive for how long
   * @param portion how many names are asked for at once
   * @param lasting which answers are remembered
   */
  public RememberedAnswers(int most, Duration timeToLive, int portion, Predicate<A> lasting) {
    this.remembered =
        Caffeine.newBuilder()
            .maximumWeight(most)
            .weigher((Alias name, A answer) -> 1 + name.value().length() / USUAL_LENGTH)
            .expireAfterWrite(timeToLive)
            .build();
    this.portion = portion;
    this.lasting = lasting;
  }

  /**
   * The answers for all of the names.
   *
   * @param ask gets names that are not remembered, and answers for each of them
   */
  public Map<Alias, A> find(Set<Alias> names, Function<List<Alias>, Map<Alias, A>> ask) {
    Map<Alias, A> answers = new HashMap<>(remembered.getAllPresent(names));
    List<Alias> unknown = names.stream().filter(name -> !answers.containsKey(name)).toList();
    for (int from = 0; from < unknown.size(); from += portion) {
      Map<Alias, A> asked =
          ask.apply(unknown.subList(from, Math.min(unknown.size(), from + portion)));
      asked.forEach(
          (name, answer) -> {
            if (lasting.test(answer)) {
              remembered.put(name, answer);
            }
          });
      answers.putAll(asked);
    }
    return answers;
  }
}
