package com.skillforge.analytics.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.commandline.UsageException;
import org.junit.jupiter.api.Test;

class StatusCommandTest {
  @Test
  void allWrongOptionsAreReportedAtOnce() {
    String[] args = {
      "--freshWithin=PT1H,raw_event:P1D,frontend:soon,frontend:P1D,PT2H",
      "--auditEvery=weekly",
      "--lateAfter=-PT1H",
      "--format=xml"
    };
    assertThatThrownBy(() -> StatusCommand.COMMAND.run(args, System.out))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--freshWithin must be advisor or alerts or analytics or")
        .hasMessageContaining("not 'raw_event'")
        .hasMessageContaining(
            "--freshWithin must be an ISO 8601 duration like P7D or PT30M, not 'soon'")
        .hasMessageContaining("--freshWithin names frontend twice")
        .hasMessageContaining("--freshWithin names two durations for all datasets")
        .hasMessageContaining("--auditEvery must be an ISO 8601 duration")
        .hasMessageContaining("--lateAfter must be an ISO 8601 duration")
        .hasMessageContaining("--format must be text or json");
  }
}
