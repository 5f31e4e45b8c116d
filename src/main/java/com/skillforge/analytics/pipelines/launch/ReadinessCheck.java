package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code --check}: whether a run with these options could start, without starting it. */
final class ReadinessCheck {
  private ReadinessCheck() {}

  /**
   * Tries the source and every warehouse; all that is missing is said at once.
   *
   * @param out gets one line for each that is ready
   * @param err gets one line for each thing that is missing
   */
  static ExitCode run(Launch launch, PrintStream out, PrintStream err) {
    TrackingPlan plan = TopicNames.of(launch);
    ExitCode code = checkSource(launch, plan, out, err);
    for (Map.Entry<String, List<String>> warehouse :
        Warehouses.open(launch, plan).check().entrySet()) {
      if (warehouse.getValue().isEmpty()) {
        out.println(warehouse.getKey() + ": ready");
      } else {
        warehouse.getValue().forEach(problem -> err.println("error: " + problem));
        code = ExitCode.WAREHOUSE;
      }
    }
    out.flush();
    return code;
  }

  private static ExitCode checkSource(
      Launch launch, TrackingPlan plan, PrintStream out, PrintStream err) {
    try {
      Input input = Opened.of(launch, plan, Instant.now(), Map.of()).input();
      long size = input.size();
      String records = size < 0 ? "" : String.format(Locale.ROOT, ", up to %,d records", size);
      out.println(launch.options().getSource() + ": ready" + records);
      if (input.personas().isPresent()) {
        out.println("personas: ready");
      }
      return ExitCode.DONE;
    } catch (SourceException e) {
      err.println("error: " + e.getMessage());
      return ExitCode.SOURCE;
    } catch (WarehouseException e) { // of a warehouse that is read
      err.println("error: " + e.getMessage());
      return ExitCode.WAREHOUSE;
    }
  }
}
