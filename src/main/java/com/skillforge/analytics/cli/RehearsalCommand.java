package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.SimulationFiles;
import com.skillforge.analytics.simulation.SimulationSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Does in small what the scripts do, without an answer. {@code scripts/lib.sh} runs it once after a
 * build, and archives the classes that it has loaded: later commands start with them.
 *
 * <p>It takes one argument, an empty directory for what it writes.
 */
public final class RehearsalCommand implements Command {
  private static final int SEED = 1;
  private static final double ACTIVITY = 0.15;

  public static void main(String[] args) {
    new RehearsalCommand().runProcess(args);
  }

  @Override
  public ExitCode run(String[] args, PrintStream out) throws Exception {
    Path directory = Path.of(args[0]);
    SimulationSettings semester =
        new SimulationSettings(
            SEED,
            SimulationSettings.MIN_SIZE,
            ACTIVITY,
            Optional.empty(),
            SimulationSettings.Medium.FILES);
    SimulationFiles.write(SemesterSimulator.simulate(semester), directory);
    String input = "--input=" + directory.resolve("*.ndjson");
    String warehouse = "--localWarehouse=" + directory.resolve("rehearsal.duckdb");
    Command run = new RunCommand();
    rehearse(run, "--help");
    rehearse(run, "raw-events", "--help");
    rehearse(run, "raw-events", "--source=files", input, warehouse);
    rehearse(run, "kpi", "--kpis=all", "--source=files", input, warehouse, "--summary=json");
    rehearse(SqlCommand.COMMAND, warehouse, "SELECT * FROM kpi_current");
    rehearse(KpiCommand.COMMAND, warehouse, "list");
    askNobody(run, warehouse);
    return ExitCode.DONE;
  }

  private static void rehearse(Command command, String... arguments) throws Exception {
    command.run(
        arguments, new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  /** To find out that there is no broker takes the Kafka client, too. */
  private static void askNobody(Command run, String warehouse) throws Exception {
    String servers = "--bootstrapServers=localhost:" + freePort();
    try {
      rehearse(run, "raw-events", servers, "--brokerPatienceSeconds=1", warehouse);
    } catch (SourceException e) {
      return;
    }
    throw new IllegalStateException("There was a broker at " + servers);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
