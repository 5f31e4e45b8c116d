package com.skillforge.analytics.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.plan.PlanCompatibility.Change;
import com.skillforge.analytics.plan.PlanCompatibility.Impact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The tracking plan must not break what producers send, tables hold and streams have in flight
 * since the last release.
 */
class ReleasedPlanTest {
  private static final Path CURRENT = Path.of("src/main/resources/tracking-plan.yaml");
  private static final Path RELEASED = Path.of("src/test/resources/tracking-plan-released.yaml");

  /** What the last release promised and the plan does not keep. */
  private static List<Change> breaks(String released, String next) {
    return PlanCompatibility.between(
            TrackingPlanLoader.parse(released), TrackingPlanLoader.parse(next))
        .stream()
        .filter(change -> change.impact() == Impact.BREAKING)
        .toList();
  }

  @Test
  void thePlanBreaksNothingThatWasReleased() throws IOException {
    assertThat(breaks(Files.readString(RELEASED), Files.readString(CURRENT)))
        .as(
            """
            %s breaks what was released as %s. Take the change back, or make it in steps that are \
            compatible: add an optional property under a new name, let producers move, and leave \
            the old one. When the break is meant, drain all streams, migrate the tables, say so in \
            the release notes, and copy the plan over the released one. A release does the same: \
            cp %1$s %2$s"""
                .formatted(CURRENT, RELEASED))
        .isEmpty();
  }

  @Test
  void theGuardSeesABreakOfTheRealPlan() throws IOException {
    String released = Files.readString(RELEASED);
    String allowed = "allowed: [self_signup, roster_provisioned]";
    assertThat(released).containsOnlyOnce(allowed);
    TrackingPlan plan = TrackingPlanLoader.parse(released);
    String raised = raised(released, plan.revision());
    assertThat(breaks(released, raised.replace(allowed, "allowed: [self_signup]")))
        .extracting(Change::reason)
        .containsExactly("it loses the values [roster_provisioned]; they would be rejected");
    assertThat(breaks(released, raised.replace("        " + allowed + "\n", ""))).isEmpty();
  }

  @Test
  void theGuardAsksForARaisedRevision() throws IOException {
    String released = Files.readString(RELEASED);
    String changed = released.replace("        allowed: [self_signup, roster_provisioned]\n", "");
    assertThat(breaks(released, changed)).extracting(Change::where).containsExactly("revision");
  }

  private static String raised(String yaml, int revision) {
    return yaml.replace("\nrevision: " + revision + "\n", "\nrevision: " + (revision + 1) + "\n");
  }
}
