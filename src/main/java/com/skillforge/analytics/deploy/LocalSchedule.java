package com.skillforge.analytics.deploy;

import com.skillforge.analytics.pipelines.launch.RunReport;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Runs schedules in this process, over a clock that does not wait: each launch gets its time as
 * {@code --at}.
 *
 * @param folders the pipelines
 * @param arguments what all of them are started with beside their folder's arguments
 * @param out gets one line a run, and one for each loss that a run has found
 * @param err gets progress
 */
public record LocalSchedule(
    List<PipelineFolder> folders, List<String> arguments, PrintStream out, PrintStream err) {

  /**
   * A run that was due.
   *
   * @param report empty when there was nothing new to run over
   */
  public record Launched(Instant at, String pipeline, Optional<RunReport> report) {}

  private record Launch(Instant at, PipelineFolder pipeline) {}

  /**
   * Runs everything that is due in {@code [from, to)}, in the order of time; of the same time in
   * that of the folders.
   *
   * @param skipped days (UTC) on which nothing is launched
   * @return what was launched, in that order
   */
  public List<Launched> run(Instant from, Instant to, Set<LocalDate> skipped) {
    List<Launch> launches = new ArrayList<>();
    for (PipelineFolder folder : folders) {
      folder.schedule().times(from, to).forEach(at -> launches.add(new Launch(at, folder)));
    }
    launches.sort(Comparator.comparing(Launch::at));
    List<Launched> launched = new ArrayList<>();
    for (Launch launch : launches) {
      boolean skip = skipped.contains(LocalDate.ofInstant(launch.at(), ZoneOffset.UTC));
      Optional<RunReport> report = skip ? Optional.empty() : start(launch);
      String outcome = report.map(LocalSchedule::describe).orElse(skip ? "skipped" : "nothing new");
      if (!skip) {
        launched.add(new Launched(launch.at(), launch.pipeline().name(), report));
      }
      out.printf(Locale.ROOT, "%s  %-26s %s%n", launch.at(), launch.pipeline().name(), outcome);
      report.ifPresent(ended -> ended.losses().forEach(loss -> out.println("  " + loss.toText())));
      out.flush();
    }
    return launched;
  }

  private static String describe(RunReport report) {
    return String.format(
        Locale.ROOT,
        "%s to %s: %,d records in %.1f s, %s",
        report.run().from().map(Instant::toString).orElse(""),
        report.run().to().map(Instant::toString).orElse(""),
        report.counts().read(),
        report.took().toMillis() / 1000.0,
        report.summary().status());
  }

  @SuppressWarnings("unchecked")
  private Optional<RunReport> start(Launch launch) {
    PipelineFolder pipeline = launch.pipeline();
    List<String> given = new ArrayList<>(arguments);
    given.add("--range=" + pipeline.schedule().range());
    given.add("--at=" + launch.at());
    try {
      return (Optional<RunReport>)
          Class.forName(pipeline.main())
              .getMethod("runIfDue", String[].class, PrintStream.class)
              .invoke(null, pipeline.argumentsWith(given).toArray(String[]::new), err);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(pipeline.main() + " has no runIfDue", e);
    }
  }
}
