package com.skillforge.analytics.options;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

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

  /** Reads the option, and adds one sentence for each problem. */
  static GateModes read(GateOptions options, List<String> problems) {
    return GateModes.read(options.getGates(), problems);
  }
}
