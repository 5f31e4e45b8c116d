package com.skillforge.analytics.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A standalone Flink cluster on the loopback: one job manager and some task managers of 1 GiB, each
 * a process of its own, which end with this one. All share the file system, so that a pipeline may
 * write to the local warehouse from any of them.
 */
public final class LocalFlinkCluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final int LAST_LINES = 5;

  private final ClusterConfig config;
  private final String libraries;
  private final Deque<Worker> taskManagers = new ArrayDeque<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Thread onExit = new Thread(this::kill, "kill-flink-cluster");
  private final Process jobManager;
  private int started;

  private record Worker(String name, Process process) {}

  private LocalFlinkCluster(ClusterConfig config) throws IOException {
    this.config = config;
    this.libraries = FlinkLibraries.classPath();
    config.write();
    this.jobManager = launch(config.jobManager(java(), libraries), "jobmanager");
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /**
   * Starts a cluster, and waits until it takes jobs.
   *
   * @param directory takes its settings, logs and checkpoints
   * @param taskManagers how many processes work
   * @param slots how many tasks each works at, at a time
   * @throws ClusterException when it does not come up
   */
  public static LocalFlinkCluster start(Path directory, int taskManagers, int slots) {
    try {
      Files.createDirectories(directory);
      ClusterConfig config =
          new ClusterConfig(directory.toAbsolutePath(), freePort(), freePort(), slots);
      LocalFlinkCluster cluster = new LocalFlinkCluster(config);
      try {
        for (int i = 0; i < taskManagers; i++) {
          cluster.addTaskManager();
        }
        cluster.awaitTaskManagers(taskManagers);
        return cluster;
      } catch (RuntimeException e) {
        cluster.close();
        throw e;
      }
    } catch (IOException e) {
      throw new ClusterException("A Flink cluster cannot be started in " + directory + ".", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private Process launch(List<String> command, String name) throws IOException {
    File log = config.directory().resolve(name + ".log").toFile();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(variable -> variable.endsWith("JAVA_OPTIONS"));
    return builder.redirectOutput(log).start();
  }

  /** What {@code --flinkMaster} takes: host and port of the REST service. */
  public String address() {
    return config.address();
  }

  /** Adds a process that works. */
  public void addTaskManager() {
    try {
      started++;
      String name = "taskmanager-" + started;
      Process process = launch(config.taskManager(java(), libraries), name);
      taskManagers.addLast(new Worker(name, process));
    } catch (IOException e) {
      throw new ClusterException("A task manager cannot be started.", e);
    }
  }

  /** Ends the oldest process that works without a warning, as when its machine fails. */
  public void killTaskManager() {
    taskManagers.removeFirst().process().destroyForcibly();
  }

  /**
   * Waits until so many task managers have joined.
   *
   * @throws ClusterException when they do not
   */
  public void awaitTaskManagers(int count) {
    await(
        count + " task managers",
        () -> {
          try {
            return get("/overview").path("taskmanagers").asInt() == count;
          } catch (IOException e) {
            return false; // the job manager is still starting
          }
        });
  }

  private void await(String what, BooleanSupplier isThere) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!isThere.getAsBoolean()) {
        requireAlive(jobManager, "jobmanager");
        for (Worker worker : taskManagers) {
          requireAlive(worker.process(), worker.name());
        }
        if (System.nanoTime() > until) {
          throw new ClusterException(
              "The Flink cluster in " + config.directory() + " does not get " + what + ".");
        }
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("Interrupted while waiting for " + what + ".", e);
    }
  }

  private void requireAlive(Process process, String name) {
    if (!process.isAlive()) {
      throw new ClusterException("The " + name + " has ended: " + lastWords(name));
    }
  }

  private String lastWords(String name) {
    try {
      List<String> lines = Files.readAllLines(config.directory().resolve(name + ".log"));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "its log cannot be read (" + e.getMessage() + ").";
    }
  }

  /**
   * What the REST service answers.
   *
   * @param path for example {@code /jobs/overview}
   * @throws IOException when nobody answers
   */
  public JsonNode get(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address() + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return new ObjectMapper().readTree(http.send(request, BodyHandlers.ofString()).body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void kill() {
    taskManagers.forEach(worker -> worker.process().destroyForcibly());
    jobManager.destroyForcibly();
  }

  /** Ends all processes; what they were working at is lost. */
  @Override
  public void close() {
    kill();
    try {
      jobManager.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
      for (Worker worker : taskManagers) {
        worker.process().waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      return; // the hook is what runs
    }
  }
}
