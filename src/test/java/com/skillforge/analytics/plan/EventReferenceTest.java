package com.skillforge.analytics.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.testing.DerivedFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EventReferenceTest {
  private static final Path PAGE = Path.of("docs", "event-reference.md");

  @Test
  void committedPageIsUpToDate() throws IOException {
    DerivedFile.check(PAGE, EventReference.render(TrackingPlan.builtIn()));
  }

  @Test
  void showsEveryRecordTypeTopicAndProperty() {
    TrackingPlan plan = TrackingPlan.builtIn();
    String page = EventReference.render(plan);

    for (RecordType type : plan.recordTypes()) {
      assertThat(page).contains("### `" + type.name() + "`\n\n" + type.description());
      assertThat(type.properties()).allMatch(p -> page.contains("| `" + p.name() + "` | "));
    }
    assertThat(plan.topics()).allMatch(topic -> page.contains("| `" + topic.name() + "` | "));
  }

  @Test
  void statesRulesInWords() {
    assertThat(EventReference.render(TrackingPlan.builtIn()))
        .contains("| `engaged_ms` | integer | yes | 0 to 86,400,000 | 1 |")
        .contains("| `status` | string | yes | one of `succeeded`, `failed` | 1 |")
        .contains("| `module_id` | string | no | | 2 |")
        .contains("| `user_id` | string | yes, but not on `career_match_viewed` | |")
        .contains("each has `task_id` (string, required), `due_at` (timestamp, required)")
        .contains("tenant_id\\|advisor_id\\|student_id\\|assigned_at");
  }
}
