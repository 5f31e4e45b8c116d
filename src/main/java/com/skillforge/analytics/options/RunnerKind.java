package com.skillforge.analytics.options;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The runners that pipelines are made for. A runner is known by how its class is called, since the
 * class itself is not there in every build.
 */
public enum RunnerKind {
  /** Within this process. */
  DIRECT("DirectRunner") {
    @Override
    public boolean isInProcess(PipelineOptions options) {
      return true;
    }

    @Override
    public boolean readsUnboundedSources() {
      return true;
    }
  },

  /** Google's service, which takes jobs over and is not waited for. */
  DATAFLOW("DataflowRunner") {
    @Override
    void check(JobOptions options, Request request, List<String> problems) {
      DataflowChecks.check(options, request, problems);
    }
  },

  /** A Flink cluster, or Flink within this process. */
  FLINK("FlinkRunner") {
    @Override
    public boolean isInProcess(PipelineOptions options) {
      return FlinkChecks.isEmbedded(options);
    }

    @Override
    public boolean readsUnboundedSources() {
      return true;
    }

    @Override
    void check(JobOptions options, Request request, List<String> problems) {
      FlinkChecks.check(options, request, problems);
    }

    @Override
    public Optional<String> howToGet() {
      return Optional.of(
          "--runner=FlinkRunner is not on the class path: run with scripts/run.sh, or build with"
              + " -Pflink.");
    }
  },

  /** Any other runner of Beam: nothing is set for it, and nothing is known that it cannot do. */
  OTHER("");

  private final String ending;

  RunnerKind(String className) {
    this.ending = className.toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of a runner.
   *
   * @param name the name of its class, with or without the package, in any case
   */
  public static RunnerKind named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(kind -> lower.endsWith(kind.ending))
        .findFirst()
        .orElseThrow();
  }

  /** The kind of the runner that the options ask for. */
  public static RunnerKind of(PipelineOptions options) {
    return named(options.getRunner().getName());
  }

  /** Whether a run has only the cores of this process. */
  public boolean isInProcess(PipelineOptions options) {
    return false;
  }

  /** Whether it reads Beam's {@code UnboundedSource} by itself, not as a splittable function. */
  public boolean readsUnboundedSources() {
    return false;
  }

  /** Adds one sentence for each thing that is asked for and this runner cannot do. */
  void check(JobOptions options, Request request, List<String> problems) {}

  /** What to do where this build lacks the runner; empty when every build has it. */
  public Optional<String> howToGet() {
    return Optional.empty();
  }
}
