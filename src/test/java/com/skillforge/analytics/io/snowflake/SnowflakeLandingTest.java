package com.skillforge.analytics.io.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.plan.TrackingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SnowflakeLandingTest {
  @Test
  void theScriptIsWhatTheRendererWrites() throws IOException {
    Path file = Path.of("sql", "snowflake", "streaming", "landing.sql");
    String script = new SnowflakeLanding(TrackingPlan.builtIn()).script();
    if (Boolean.getBoolean("regenerate")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, script);
    }
    assertThat(file).as("run with -Dregenerate=true to rewrite it").hasContent(script);
  }
}
