package com.skillforge.analytics.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings of a small cluster: what a pipeline of this project needs within 1 GiB a task
 * manager. Anything else is as Flink has it.
 */
record ClusterConfig(Path directory, int rpcPort, int restPort, int slots) {
  private static final String HOST = "127.0.0.1";

  /** Flink's own scripts pass these to Java 17. */
  private static final List<String> OPENS =
      List.of("lang", "net", "io", "nio", "lang.reflect", "text", "time", "util", "util.concurrent")
          .stream()
          .map(part -> "--add-opens=java.base/java." + part + "=ALL-UNNAMED")
          .toList();

  /** The parts of 1 GiB in MiB; the rest is for threads, compiled code and native libraries. */
  private static final int HEAP = 320;

  private static final int DIRECT = 160;
  private static final int NETWORK = 64;
  private static final int METASPACE = 256;
  private static final int MANAGED = 128;
  private static final int REST = 1024 - HEAP - DIRECT - METASPACE - MANAGED;

  String address() {
    return HOST + ":" + restPort;
  }

  Path folder() {
    return directory.resolve("conf");
  }

  /** Writes what all processes of the cluster read when they start. */
  void write() throws IOException {
    Files.createDirectories(folder());
    Files.createDirectories(directory.resolve("checkpoints"));
    Files.createDirectories(directory.resolve("tmp"));
    Files.write(folder().resolve("config.yaml"), settings());
    Files.writeString(
        folder().resolve("logback.xml"),
        """
        <configuration>
          <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{0} - %msg%n</pattern></encoder>
          </appender>
          <root level="WARN"><appender-ref ref="OUT"/></root>
        </configuration>
        """);
  }

  private List<String> settings() {
    return List.of(
        "jobmanager.rpc.address: " + HOST,
        "jobmanager.rpc.port: " + rpcPort,
        "jobmanager.bind-host: " + HOST,
        "jobmanager.memory.process.size: 768m",
        "rest.address: " + HOST,
        "rest.bind-address: " + HOST,
        "rest.port: " + restPort,
        "taskmanager.host: " + HOST,
        "taskmanager.bind-host: " + HOST,
        "taskmanager.numberOfTaskSlots: " + slots,
        "taskmanager.cpu.cores: " + slots,
        "taskmanager.memory.framework.heap.size: 64m",
        "taskmanager.memory.task.heap.size: " + (HEAP - 64) + "m",
        "taskmanager.memory.framework.off-heap.size: " + (DIRECT - NETWORK) + "m",
        "taskmanager.memory.task.off-heap.size: 0",
        "taskmanager.memory.network.min: " + NETWORK + "m",
        "taskmanager.memory.network.max: " + NETWORK + "m",
        // Where a batch run sorts what it groups, and where RocksDB keeps the state of a stream.
        "taskmanager.memory.managed.size: " + MANAGED + "m",
        "taskmanager.memory.jvm-metaspace.size: " + METASPACE + "m",
        "taskmanager.memory.jvm-overhead.min: " + REST + "m",
        "taskmanager.memory.jvm-overhead.max: " + REST + "m",
        // A task manager that is lost is noticed within seconds, and its work goes to another.
        "heartbeat.interval: 1000",
        "heartbeat.timeout: 10000",
        "restart-strategy.type: fixed-delay",
        "restart-strategy.fixed-delay.attempts: 20",
        "restart-strategy.fixed-delay.delay: 1 s",
        "state.checkpoints.dir: " + directory.resolve("checkpoints").toUri(),
        "io.tmp.dirs: " + directory.resolve("tmp"));
  }

  /** The command of the process that hands out work. */
  List<String> jobManager(String java, String libraries) {
    return command(
        java,
        libraries,
        List.of("-Xmx448m", "-XX:MaxMetaspaceSize=" + METASPACE + "m"),
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
  }

  /** The command of a process that works. */
  List<String> taskManager(String java, String libraries) {
    return command(
        java,
        libraries,
        List.of(
            "-Xmx" + HEAP + "m",
            "-XX:MaxDirectMemorySize=" + DIRECT + "m",
            "-XX:MaxMetaspaceSize=" + METASPACE + "m"),
        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
  }

  private List<String> command(
      String java, String libraries, List<String> memory, String mainClass) {
    List<String> command = new ArrayList<>();
    command.add(java);
    command.addAll(memory);
    command.addAll(OPENS);
    command.add("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
    command.add("-Dlogback.configurationFile=" + folder().resolve("logback.xml"));
    command.addAll(List.of("-cp", libraries, mainClass, "--configDir", folder().toString()));
    return command;
  }
}
