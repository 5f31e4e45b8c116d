package com.skillforge.analytics.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/** A program that competes: how it is started and how its answer is checked. */
interface Contender {
  /**
   * What a contender has to do.
   *
   * @param bootstrapServers the broker
   * @param topic the topic with the events
   * @param platform what else there is to read for who computes all KPIs
   * @param directory an empty directory for whatever it writes
   * @param expected the known answer
   */
  record Task(
      String bootstrapServers,
      String topic,
      Platform platform,
      Path directory,
      BenchAnswer expected) {
    Path warehouse() {
      return warehouseIn(directory);
    }

    /** Where a pipeline that is measured writes. */
    static Path warehouseIn(Path directory) {
      return directory.resolve("warehouse.duckdb");
    }
  }

  /**
   * The records of {@link BenchPlatform}.
   *
   * @param topics where they are
   * @param terms the terms file
   * @param users how many users there are
   * @param records how many records
   */
  record Platform(BenchTopics topics, Path terms, int users, long records) {}

  /** The name in the report. */
  String name();

  /** The share of the floor's speed that the project aims at. */
  OptionalDouble target();

  String mainClass();

  List<String> arguments(Task task);

  /**
   * Compares the answer with the known one.
   *
   * @param stdout what the program printed
   * @return one sentence for each difference; empty when the answer is right
   */
  List<String> problems(Task task, String stdout);
}
