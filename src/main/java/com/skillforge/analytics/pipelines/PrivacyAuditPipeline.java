package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.EventSource;
import com.skillforge.analytics.io.HistoryStart;
import com.skillforge.analytics.io.NoRecords;
import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.model.SourceBatch;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.Request;
import com.skillforge.analytics.options.SourceName;
import com.skillforge.analytics.pipelines.launch.EarlierRuns;
import com.skillforge.analytics.pipelines.launch.Input;
import com.skillforge.analytics.pipelines.launch.Job;
import com.skillforge.analytics.pipelines.launch.JobInputs;
import com.skillforge.analytics.pipelines.launch.JobRunner;
import com.skillforge.analytics.pipelines.launch.PreparedJob;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;

/** Opt-outs and opt-ins that came later than what they decide about, in the raw tables. */
public final class PrivacyAuditPipeline implements Job<PrivacyAuditPipeline.Options> {
  private static final String NAME = "privacy-audit";

  /** An event may be that much ahead of the timestamp that Kafka gave its record. */
  private static final Duration CLOCKS = Duration.ofDays(1);

  /** The options of this pipeline. */
  public interface Options extends JobOptions {}

  public static void main(String[] args) {
    JobRunner.main(new PrivacyAuditPipeline(), args);
  }

  /**
   * Does what a process of its own would do, and says how that would end; a runner that only takes
   * jobs is fine.
   */
  public static ExitCode run(String[] args, PrintStream out, PrintStream err) {
    return JobRunner.run(new PrivacyAuditPipeline(), args, out, err);
  }

  /**
   * Runs the pipeline to its end within a process that goes on; progress is drawn on {@code err}.
   */
  public static RunReport run(String[] args, PrintStream err) {
    return JobRunner.run(new PrivacyAuditPipeline(), args, err);
  }

  /** The same for a run with {@code --range}; empty when there is nothing new. */
  public static Optional<RunReport> runIfDue(String[] args, PrintStream err) {
    return JobRunner.runIfDue(new PrivacyAuditPipeline(), args, err);
  }

  @Override
  public String about() {
    return "Makes the raw tables agree with the opt-outs that are known by now: removes what was"
        + " stored before an opt-out of an earlier event time came, and notes it in"
        + " privacy.opt_out_actions. Where an opt-in came late, reads from Kafka again what had been"
        + " suppressed, with --bootstrapServers.";
  }

  @Override
  public Class<Options> optionsType() {
    return Options.class;
  }

  @Override
  public boolean bringsItsInput(Options options) {
    return options.getBootstrapServers() == null;
  }

  @Override
  public PreparedJob prepare(Options options, Request request, List<String> problems) {
    if (options.isStreaming()) {
      problems.add(
          "--streaming: privacy-audit runs in batch, by hand or by a schedule: remove it.");
    }
    if (options.getInput() != null || !options.getSource().equals(SourceName.KAFKA.label())) {
      problems.add(
          "--source and --input: privacy-audit works on what the warehouse has, and reads again from"
              + " Kafka only: remove them.");
    }
    if (request.range().isNamed() && request.schedule().isEmpty()) {
      problems.add(
          "--from and --to: privacy-audit looks at all that is stored, whatever its time: remove"
              + " them.");
    }
    return new Prepared(options, Optional.empty());
  }

  /**
   * All of the pipeline's own is what all pipelines share.
   *
   * @param letInLate from when on records are missing that a late opt-in has let through
   */
  private record Prepared(Options options, Optional<Instant> letInLate) implements PreparedJob {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Set<String> recordTypes(TrackingPlan plan) {
      return plan.recordTypes().stream().map(RecordType::name).collect(Collectors.toSet());
    }

    @Override
    public PreparedJob after(EarlierRuns runs) {
      return new Prepared(options, runs.letInLate(RawEventsPipeline.NAME, NAME));
    }

    @Override
    public Optional<Instant> readFrom(Request request) {
      return letInLate.map(since -> since.minus(CLOCKS));
    }

    /** Where Kafka's logs begin says whether all that is missing can come back. */
    @Override
    public boolean looksBack() {
      return letInLate.isPresent();
    }

    @Override
    public boolean expectsRecords() {
      return false;
    }

    @Override
    public Optional<EventSource<? extends SourceBatch>> ownSource(TrackingPlan plan) {
      if (letInLate.isPresent() && options.getBootstrapServers() != null) {
        return Optional.empty();
      }
      return Optional.of(
          new NoRecords("as they are at " + Instant.now().truncatedTo(ChronoUnit.MILLIS)));
    }

    @Override
    public WarehouseRows build(Pipeline pipeline, JobInputs inputs) {
      return RawEventsPipeline.storing(pipeline, options, inputs).enforcingOptOuts();
    }

    @Override
    public List<String> notices(Input input) {
      return letInLate.map(since -> notices(since, input)).orElse(List.of());
    }

    private List<String> notices(Instant since, Input input) {
      if (options.getBootstrapServers() == null) {
        return List.of(
            "An opt-in of "
                + since
                + " came after later records had been read: those of that person that were"
                + " suppressed since are in Kafka only. Give --bootstrapServers to bring them"
                + " back.");
      }
      List<String> notices = new ArrayList<>();
      notices.add(
          "Records from "
              + since.minus(CLOCKS)
              + " on were read again, because an opt-in of "
              + since
              + " came after later records had been read.");
      input.historyStarts().stream()
          .map(HistoryStart::since)
          .filter(start -> start.isAfter(since))
          .max(Comparator.naturalOrder())
          .ifPresent(
              start ->
                  notices.add(
                      "Kafka has some records from "
                          + start
                          + " on only: what was suppressed before cannot come back."));
      return notices;
    }
  }
}
