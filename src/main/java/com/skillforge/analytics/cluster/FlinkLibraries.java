package com.skillforge.analytics.cluster;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the processes of a cluster start with: Flink's own libraries and what those need, out of the
 * class path of this process. Pipelines bring theirs with them, as to any cluster.
 */
final class FlinkLibraries {
  private static final List<String> NAMES =
      List.of(
          "async-profiler-",
          "chill-java-",
          "commons-cli-",
          "commons-collections-",
          "commons-compress-",
          "commons-io-",
          "commons-lang3-",
          "commons-math3-",
          "commons-text-",
          "flink-",
          "javassist-",
          "jsr305-",
          "kryo-",
          "logback-classic-",
          "logback-core-",
          "lz4-java-",
          "minlog-",
          "objenesis-",
          "slf4j-api-",
          "snakeyaml-engine-",
          "snappy-java-");

  private FlinkLibraries() {}

  /**
   * Their class path.
   *
   * @throws ClusterException when this process has no Flink
   */
  static String classPath() {
    String all = System.getProperty("java.class.path");
    List<String> libraries =
        Arrays.stream(all.split(File.pathSeparator))
            .filter(path -> NAMES.stream().anyMatch(new File(path).getName()::startsWith))
            .toList();
    if (libraries.stream().noneMatch(path -> path.contains("flink-runtime-"))) {
      throw new ClusterException("Flink is not on the class path: build with -Pflink.");
    }
    return libraries.stream().collect(Collectors.joining(File.pathSeparator));
  }
}
