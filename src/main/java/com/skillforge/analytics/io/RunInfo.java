package com.skillforge.analytics.io;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One run of one pipeline.
 *
 * @param pipeline the pipeline's name, for example {@code raw-events}
 * @param pipelineVersion the release of this software
 * @param environment the default environment of records
 * @param source what is read, see {@link EventSource#describe}
 * @param from the start of the range asked for
 * @param to the end of the range asked for
 * @param streaming whether the run has no end of its own
 * @param startedAt when it was started, by the clock
 * @param launchedAt which time it is for the run: an event more than a day later cannot have
 *     happened
 * @param offsets what the run does to the coverage of the logs that it reads; no part of its
 *     identity, since the source says what is read
 */
public record RunInfo(
    String pipeline,
    String pipelineVersion,
    String environment,
    String source,
    Optional<Instant> from,
    Optional<Instant> to,
    boolean streaming,
    Instant startedAt,
    Instant launchedAt,
    RunOffsets offsets)
    implements Serializable {

  /** A run at the time of the clock that takes no offsets. */
  public RunInfo(
      String pipeline,
      String pipelineVersion,
      String environment,
      String source,
      Optional<Instant> from,
      Optional<Instant> to,
      boolean streaming,
      Instant startedAt) {
    this(
        pipeline,
        pipelineVersion,
        environment,
        source,
        from,
        to,
        streaming,
        startedAt,
        startedAt,
        RunOffsets.NONE);
  }

  /** The same run as one warehouse notes it. */
  public RunInfo with(RunOffsets noted) {
    return new RunInfo(
        pipeline,
        pipelineVersion,
        environment,
        source,
        from,
        to,
        streaming,
        startedAt,
        launchedAt,
        noted);
  }

  /**
   * The identity of the run: the same pipeline over the same range of the same input has the same
   * id, so that a repeated run takes the place of the first one.
   */
  public String id() {
    String name =
        String.join(
            "\n",
            pipeline,
            environment,
            source,
            from.map(Instant::toString).orElse(""),
            to.map(Instant::toString).orElse(""),
            String.valueOf(streaming));
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Java serialization refuses {@link Optional}: the range travels as nullable instants. */
  private Object writeReplace() {
    return new Wire(
        pipeline,
        pipelineVersion,
        environment,
        source,
        from.orElse(null),
        to.orElse(null),
        streaming,
        startedAt,
        launchedAt,
        offsets);
  }

  private record Wire(
      String pipeline,
      String pipelineVersion,
      String environment,
      String source,
      @Nullable Instant from,
      @Nullable Instant to,
      boolean streaming,
      Instant startedAt,
      Instant launchedAt,
      RunOffsets offsets)
      implements Serializable {
    private Object readResolve() {
      return new RunInfo(
          pipeline,
          pipelineVersion,
          environment,
          source,
          Optional.ofNullable(from),
          Optional.ofNullable(to),
          streaming,
          startedAt,
          launchedAt,
          offsets);
    }
  }
}
