package com.skillforge.analytics.simulation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a simulation into a directory that a run can take as its input. */
public final class SimulationFiles {
  private SimulationFiles() {}

  /**
   * Writes {@code <topic>.ndjson} for each topic, one line a record in the order of arrival, and
   * beside them {@code expectations.json}, {@code terms.csv} and {@code identity_links.csv}.
   *
   * @param directory created when it does not exist; files of the same names are replaced
   * @throws IllegalArgumentException when a record cannot be one line of a file: such a simulation
   *     was not made for {@link SimulationSettings.Medium#FILES}
   */
  public static void write(Simulation simulation, Path directory) throws IOException {
    Files.createDirectories(directory);
    Map<String, OutputStream> files = new LinkedHashMap<>();
    try {
      for (SimulatedRecord record : simulation.records()) {
        OutputStream file = files.get(record.topic());
        if (file == null) {
          Path path = directory.resolve(record.topic() + ".ndjson");
          file = new BufferedOutputStream(Files.newOutputStream(path));
          files.put(record.topic(), file);
        }
        file.write(line(record));
        file.write('\n');
      }
    } finally {
      for (OutputStream file : files.values()) {
        file.close();
      }
    }
    text(directory, "expectations.json", simulation.expectations().toJson());
    text(directory, "terms.csv", simulation.termsCsv());
    text(directory, "identity_links.csv", simulation.identityLinksCsv());
  }

  private static byte[] line(SimulatedRecord record) {
    byte[] value =
        record
            .value()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "A file cannot hold a null value: simulate for the medium FILES."));
    for (byte b : value) {
      if (b == '\n' || b == '\r') {
        throw new IllegalArgumentException("A record with a line break cannot be one line.");
      }
    }
    return value;
  }

  private static void text(Path directory, String name, String content) throws IOException {
    Files.writeString(directory.resolve(name), content, StandardCharsets.UTF_8);
  }
}
