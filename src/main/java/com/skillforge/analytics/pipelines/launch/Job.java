package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.Request;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * What a pipeline's main says of itself: what it does, and what it can be told. What is to be done
 * with options that were given is a {@link PreparedJob}.
 *
 * @param <O> the pipeline's options
 */
public interface Job<O extends JobOptions> {
  /** What the pipeline does, for {@code --help}. */
  String about();

  Class<O> optionsType();

  /** The command line that starts it. */
  default String usage() {
    return "run.sh <pipeline> [--option=value …]";
  }

  /** The options interfaces of the pipeline's own, listed first in {@code --help}. */
  default List<Class<? extends PipelineOptions>> ownOptions() {
    return List.of();
  }

  /** Whether the pipeline's own options give its input, so that it needs no source. */
  default boolean bringsItsInput(O options) {
    return false;
  }

  /**
   * Reads the pipeline's own options, and adds one sentence for each problem.
   *
   * @param request what the options that all pipelines share ask for
   */
  PreparedJob prepare(O options, Request request, List<String> problems);
}
