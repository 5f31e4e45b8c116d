package com.skillforge.analytics.io.snowflake;

import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.testing.DerivedFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SnowflakeLandingTest {
  @Test
  void theScriptIsWhatTheRendererWrites() throws IOException {
    Path file = Path.of("sql", "snowflake", "streaming", "landing.sql");
    String script = new SnowflakeLanding(TrackingPlan.builtIn()).script();
    DerivedFile.check(file, script);
  }
}
