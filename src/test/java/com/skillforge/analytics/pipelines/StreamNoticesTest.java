package com.skillforge.analytics.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

/** What a stream says at its end of rows that are final, or lack records, against appearances. */
class StreamNoticesTest {
  private static final long LATEST = Instant.parse("2026-01-07T10:00:00Z").toEpochMilli();

  private static List<String> notices(RunCounts counts, String... arguments) {
    List<String> problems = new ArrayList<>();
    PreparedKpis kpis =
        PreparedKpis.read(
            PipelineOptionsFactory.fromArgs(arguments).as(KpiPipeline.Options.class),
            TrackingPlan.builtIn(),
            problems);
    assertThat(problems).isEmpty();
    return kpis.notices(
        new RunSummary("run", RunSummary.SUCCEEDED, counts, Map.of(), Map.of()), List.of());
  }

  private static RunCounts upToWednesday() {
    RunCounts counts = new RunCounts();
    counts.addRead(3);
    counts.addAccepted("session_started", 3);
    counts.seeEventTime(LATEST);
    return counts;
  }

  @Test
  void aReplayThatIsReadToItsEndSaysWhyItsLastRowsAreFinal() {
    assertThat(
            notices(upToWednesday(), "--kpis=weekly_active_users", "--streaming", "--drainAtEnd"))
        .hasSize(1)
        .first()
        .asString()
        .contains("2026-01-07T10:00:00Z", "--drainAtEnd closes all windows", "--drainFile");
  }

  @Test
  void recordsThatCameTooLateAreNamed() {
    RunCounts counts = upToWednesday();
    counts.addAccepted("session_started", -2);
    counts.addLateDropped(2);

    assertThat(
            notices(counts, "--kpis=weekly_active_users", "--streaming", "--allowedLateness=P3D"))
        .hasSize(1)
        .first()
        .asString()
        .contains("2 records came later than --allowedLateness=PT72H");
  }

  @Test
  void aRunThatHasNothingToSayIsQuiet() {
    assertThat(notices(upToWednesday(), "--kpis=weekly_active_users")).isEmpty();
    assertThat(
            notices(new RunCounts(), "--kpis=weekly_active_users", "--streaming", "--drainAtEnd"))
        .isEmpty();
  }
}
