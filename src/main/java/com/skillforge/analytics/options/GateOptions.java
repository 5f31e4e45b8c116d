package com.skillforge.analytics.options;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What must hold of stored records before KPIs are published from them. */
@Description("Quality gates")
public interface GateOptions extends PipelineOptions {
  @Description(
      "What follows when the raw tables are not as usual that a batch run reads with"
          + " --source=warehouse: fail ends the run with exit code 6 before anything is published,"
          + " warn says so and goes on, off does not look. A gate may have a mode of its own, such"
          + " as warn,volume:fail,persona_mix:off; there are volume, null_rates, conservation,"
          + " schema, unknown_properties and persona_mix.")
  @Default.String("warn")
  @Parameter(regex = "([a-z_]+:)?(off|warn|fail)(,([a-z_]+:)?(off|warn|fail))*")
  String getGates();

  void setGates(String gates);

  @Description(
      "Other numbers for what gates take for usual, for example vanished:0.05,flood:50. There are"
          + " weeks, least_weeks, busy, usual_of_all, usual_of_type, vanished, flood, ordinary,"
          + " null_days, null_margin, persona_margin and unknown_margin; the runbook says what each"
          + " of them is.")
  @Parameter(regex = "[a-z_]+:[0-9.]+(,[a-z_]+:[0-9.]+)*")
  @Nullable String getGateThresholds();

  void setGateThresholds(String thresholds);

  /** Reads the options, and adds one sentence for each problem. */
  static GateSettings read(GateOptions options, List<String> problems) {
    return new GateSettings(
        GateSettings.readModes(options.getGates(), problems),
        GateSettings.readThresholds(options.getGateThresholds(), problems));
  }
}
