package com.skillforge.analytics.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.skillforge.analytics.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Somebody of a simulation who is to be erased, and what the input would be without that person.
 *
 * @param names every name of the person: user ids, anonymous ids and hashes
 */
record Erased(String userId, Set<String> names) {

  /** By the links of the simulation. */
  static Erased of(String userId, Simulation simulation) {
    Set<String> names = new TreeSet<>(Set.of(userId));
    List<String[]> links =
        simulation.identityLinksCsv().lines().skip(1).map(line -> line.split(",")).toList();
    int before = 0;
    while (names.size() > before) {
      before = names.size();
      for (String[] link : links) {
        if (names.contains(link[3])) {
          names.add(link[2].replaceFirst("^v[0-9]+:", ""));
        }
      }
    }
    return new Erased(userId, names);
  }

  private boolean quotedBy(String line) {
    return names.stream()
        .anyMatch(name -> line.contains('"' + name + '"') || line.contains("\\\"" + name + "\\\""));
  }

  /** Writes the files of a directory as they would be had the person never been there. */
  void leaveOut(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".ndjson")).toList()) {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file, ISO_8859_1)) {
          String others = withoutStudent(line);
          if (!quotedBy(others)) {
            lines.add(others);
          }
        }
        Files.write(to.resolve(file.getFileName()), lines, ISO_8859_1);
      }
    }
  }

  /** A line without the person in a list of several students. */
  private String withoutStudent(String line) {
    if (!line.contains("\"student_ids\"")) {
      return line;
    }
    String quoted = '"' + userId + '"';
    return line.replace(quoted + ",", "").replace("," + quoted, "");
  }

  /** The rows that name the person. */
  List<String> rowsIn(Tables tables) {
    return tables.rows().values().stream()
        .flatMap(List::stream)
        .filter(row -> names.stream().anyMatch(row::contains))
        .toList();
  }

  /** The files below a directory some bytes of which are a name. */
  List<Path> filesIn(Path directory) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, ISO_8859_1);
        if (names.stream().anyMatch(bytes::contains)) {
          found.add(file);
        }
      }
    }
    return found;
  }
}
