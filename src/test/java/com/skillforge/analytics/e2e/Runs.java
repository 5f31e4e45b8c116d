package com.skillforge.analytics.e2e;

import com.skillforge.analytics.pipelines.DeadLetterPipeline;
import com.skillforge.analytics.pipelines.ErasurePipeline;
import com.skillforge.analytics.pipelines.KpiPipeline;
import com.skillforge.analytics.pipelines.PrivacyAuditPipeline;
import com.skillforge.analytics.pipelines.RawEventsPipeline;
import com.skillforge.analytics.pipelines.RetentionPipeline;
import com.skillforge.analytics.pipelines.launch.RunReport;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs to the end in the JVM of the test: the quick way to a table that is not under test. */
final class Runs {
  private Runs() {}

  static RunReport rawEvents(List<String> arguments) {
    return RawEventsPipeline.run(arguments.toArray(String[]::new), silent());
  }

  static RunReport erasure(List<String> arguments) {
    return ErasurePipeline.run(arguments.toArray(String[]::new), silent());
  }

  static RunReport privacyAudit(List<String> arguments) {
    return PrivacyAuditPipeline.run(arguments.toArray(String[]::new), silent());
  }

  static RunReport retention(List<String> arguments) {
    return RetentionPipeline.run(arguments.toArray(String[]::new), silent());
  }

  static RunReport deadLetters(List<String> arguments) {
    return DeadLetterPipeline.run(arguments.toArray(String[]::new), silent());
  }

  static RunReport kpi(List<String> arguments) {
    return KpiPipeline.run(arguments.toArray(String[]::new), silent());
  }

  private static PrintStream silent() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }
}
