package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.deploy.PipelineFolder;
import com.skillforge.analytics.pipelines.KpiPipeline;
import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.SimulationFiles;
import com.skillforge.analytics.simulation.SimulationSettings;
import com.skillforge.analytics.simulation.SimulationSettings.Medium;
import com.skillforge.analytics.testing.DerivedFile;
import com.skillforge.analytics.testing.TestRedis;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pipeline, in each of its modes, as Dataflow's real runner hands it over. */
class DataflowSubmissionIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path HOME = Path.of("");
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  /** The options that lead to a Dataflow. */
  private static final String OF_DATAFLOW =
      "--(runner|region|gcpTempLocation|stagingLocation|dataflowEndpoint|filesToStage)=.*";

  @TempDir static Path folder;
  private static DataflowLoopback loopback;

  @BeforeAll
  static void start() {
    loopback = DataflowLoopback.start(folder);
  }

  @AfterAll
  static void stop() {
    loopback.close();
  }

  static Stream<Arguments> pipelines() {
    return PipelineFolder.all(HOME).stream()
        .flatMap(pipeline -> pipeline.modes().stream().map(mode -> Arguments.of(pipeline, mode)));
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void aJobIsSubmittedWithStableStepsAndNoSecrets(PipelineFolder pipeline, String mode)
      throws Exception {
    boolean streaming = mode.equals("streaming");
    List<String> more = new ArrayList<>(List.of("--summary=json"));
    if (streaming) {
      more.add("--streaming");
    }

    JsonNode printed = JSON.readTree(submit(pipeline, more));

    JsonNode job = last();
    assertThat(printed.path("status").asText()).isEqualTo("submitted");
    assertThat(printed.path("job_id").asText()).isEqualTo(job.path("id").asText());
    assertThat(job.path("name").asText()).startsWith(pipeline.name().replace('_', '-'));
    assertThat(job.path("type").asText())
        .isEqualTo(streaming ? "JOB_TYPE_STREAMING" : "JOB_TYPE_BATCH");
    assertThat(job.at("/environment/experiments").toString()).contains("use_runner_v2");
    assertThat(job.at("/labels/environment").asText()).isEqualTo("local");

    byte[] graph =
        loopback.read(job.at("/environment/sdkPipelineOptions/options/pipelineUrl").asText());
    assertHoldsNothingOfThisMachine(job.toString(), graph);
    JobGraph steps = JobGraph.parse(graph);
    assertThat(steps.names()).doesNotHaveDuplicates();
    assertSteps(pipeline, mode, steps.steps());
  }

  private static PipelineFolder named(String name) {
    return PipelineFolder.all(HOME).stream()
        .filter(pipeline -> pipeline.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String submit(PipelineFolder pipeline, List<String> more) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] arguments = pipeline.argumentsWith(loopback.arguments(more)).toArray(String[]::new);
    Object code =
        Class.forName(pipeline.main())
            .getMethod("run", String[].class, PrintStream.class, PrintStream.class)
            .invoke(
                null,
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    assertThat(code).isEqualTo(ExitCode.DONE);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static JsonNode last() {
    List<JsonNode> jobs = loopback.dataflow().jobs();
    return jobs.get(jobs.size() - 1);
  }

  private static void assertHoldsNothingOfThisMachine(String job, byte[] graph) throws IOException {
    // The jars of the launcher are named by their paths there; nothing else is.
    String text = (job + JobGraph.text(graph)).replace(folder.resolve("staged.jar").toString(), "");
    assertThat(text.contains(DataflowLoopback.SECRET)).as("the Kafka secret").isFalse();
    loopback
        .privateKey()
        .lines()
        .filter(line -> !line.startsWith("-----"))
        .forEach(line -> assertThat(text.contains(line)).as("a line of the key").isFalse());
    for (String path : List.of(folder.toString(), HOME.toAbsolutePath().toString())) {
      int at = text.indexOf(path);
      assertThat(at)
          .as(() -> path + " in " + text.substring(Math.max(0, at - 60), at + path.length() + 20))
          .isNegative();
    }
  }

  /** A change here is a change of what a running job has to be updated to. */
  private static void assertSteps(PipelineFolder pipeline, String mode, List<String> steps)
      throws Exception {
    Path file = GOLDEN.resolve(pipeline.name()).resolve("steps-" + mode + ".txt");
    if (DerivedFile.regenerates()) {
      Files.createDirectories(file.getParent());
      Files.write(file, steps);
    }
    List<String> before = Files.readAllLines(file);
    List<String> gone = new ArrayList<>(before);
    gone.removeAll(new HashSet<>(steps));
    List<String> fresh = new ArrayList<>(steps);
    fresh.removeAll(new HashSet<>(before));
    assertThat(steps)
        .as(
            """
            The steps of %s (%s) are not those of %s.
            gone: %s
            new:  %s
            Dataflow would refuse to update a running job to these steps, or drop what the gone \
            ones hold. Keep names and coders; or map the names with --transformNameMapping where \
            only names differ; or drain the job and start it anew. When that is meant, say so in \
            docs/deployment.md and have ./scripts/regenerate.sh write the list \
            anew.""",
            pipeline.name(), mode, file, gone, fresh)
        .isEqualTo(before);
  }

  /** Whom a run looks at is told to workers by a table of the warehouse, however many they are. */
  @Test
  void aJobThatLooksAtSomeSubjectsNamesNone() throws Exception {
    Path files = folder.resolve("files");
    SimulationFiles.write(
        SemesterSimulator.simulate(
            new SimulationSettings(5, 500, 0.3, Optional.empty(), Medium.FILES)),
        files);
    String kpi = "--kpis=weekly_active_users";
    try (BigQueryLoopback own = BigQueryLoopback.start()) {
      Runs.rawEvents(own.arguments(List.of("--source=files", "--input=" + files)));
      Runs.kpi(own.arguments(List.of(kpi, "--source=warehouse", "--to=2026-03-01")));

      List<String> arguments = own.arguments(List.of(kpi, "--source=warehouse", "--to=2026-03-08"));
      loopback.arguments(List.of()).stream()
          .filter(argument -> argument.matches(OF_DATAFLOW))
          .forEach(arguments::add);
      ExitCode code =
          KpiPipeline.run(
              arguments.toArray(String[]::new),
              new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
              new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));

      assertThat(code).isEqualTo(ExitCode.DONE);
      String graph =
          JobGraph.text(
              own.service()
                  .storage()
                  .read(last().at("/environment/sdkPipelineOptions/options/pipelineUrl").asText()));
      assertThat(graph).contains("ReadKept/ReadDocuments").contains("staging.wanted_");
      List<String> names =
          own.service()
              .query("SELECT subject FROM skillforge.kpi_contributions WHERE subject LIKE 'usr%'");
      assertThat(names).isNotEmpty().noneMatch(graph::contains);
      assertThat(own.staged()).anyMatch(name -> name.startsWith("wanted_")); // workers will read it
    }
  }

  @Test
  void theRedisOfPersonasIsReachedFromTheJobWithoutItsPassword() throws Exception {
    try (TestRedis redis = TestRedis.start()) {
      redis.with(
          client ->
              client.aclSetUser(
                  "reader", "on", ">" + DataflowLoopback.SECRET, "+mget", "~persona:*"));

      submit(
          named("raw-events"),
          List.of(
              "--personaRedisUri=" + redis.tlsUri(),
              "--personaRedisUser=reader",
              "--personaRedisPasswordFile=" + loopback.secret(),
              "--personaRedisCaFile=" + redis.certificate()));

      byte[] graph =
          loopback.read(last().at("/environment/sdkPipelineOptions/options/pipelineUrl").asText());
      String text = last() + JobGraph.text(graph);
      assertThat(text).contains("io.persona.RedisPersonas").contains(redis.tlsUri());
      assertThat(text.contains(DataflowLoopback.SECRET)).as("the password").isFalse();
    }
  }

  /** As the launcher of a flex template starts a main: it makes the job itself. */
  @Test
  void aTemplatesLauncherGetsTheJobsDescription() throws Exception {
    int before = loopback.dataflow().jobs().size();

    JsonNode printed =
        JSON.readTree(
            submit(
                named("raw-events"),
                List.of("--templateLocation=gs://setup/job_object", "--summary=json")));

    assertThat(printed.path("status").asText()).isEqualTo("submitted");
    assertThat(printed.path("job_id").isNull()).isTrue();
    assertThat(loopback.dataflow().jobs()).hasSize(before);
    assertThat(JSON.readTree(loopback.read("gs://setup/job_object")).path("name").asText())
        .startsWith("raw-events");
  }
}
