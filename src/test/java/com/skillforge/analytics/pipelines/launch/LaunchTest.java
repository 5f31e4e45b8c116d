package com.skillforge.analytics.pipelines.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.options.JobChecks;
import com.skillforge.analytics.options.Request;
import com.skillforge.analytics.pipelines.RawEventsPipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class LaunchTest {
  private static final Instant CLOCK = Instant.parse("2026-03-10T08:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private static Launch launch(String... arguments) {
    RawEventsPipeline.Options options =
        PipelineOptionsFactory.fromArgs(arguments).as(RawEventsPipeline.Options.class);
    List<String> problems = new ArrayList<>();
    Request request = JobChecks.check(options, problems);
    return new Launch(
        options, request, new RawEventsPipeline().prepare(options, request, problems));
  }

  @Test
  void isTheInstantThatIsGivenElseThatOfTheClock() {
    assertThat(launch().at(CLOCK)).isEqualTo(CLOCK);
    assertThat(launch("--at=2026-03-01").at(CLOCK))
        .isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    assertThat(launch("--at=2026-03-20").at(CLOCK))
        .isEqualTo(Instant.parse("2026-03-20T00:00:00Z"));
  }

  /** It reads what has come up to now: that cannot be judged by an earlier time. */
  @Test
  void ofAScheduledRunIsNoEarlierThanTheClock() {
    assertThat(launch("--range=P1D", "--at=2026-03-01").at(CLOCK)).isEqualTo(CLOCK);
    assertThat(launch("--range=P1D", "--at=2026-03-20").at(CLOCK))
        .isEqualTo(Instant.parse("2026-03-20T00:00:00Z"));
  }

  @Test
  void anEventMayHappenADayAfterItAndInAStreamADayAfterTheClock() {
    assertThat(launch().limit(CLOCK).latestMillis()).isEqualTo(CLOCK.plus(DAY).toEpochMilli());
    long before = System.currentTimeMillis();
    long limit = launch("--streaming").limit(CLOCK).latestMillis();
    assertThat(limit - DAY.toMillis()).isBetween(before, System.currentTimeMillis());
  }
}
