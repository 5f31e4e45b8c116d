package com.skillforge.analytics.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.dataflow.model.LaunchFlexTemplateRequest;
import com.skillforge.analytics.testing.DerivedFile;
import com.skillforge.analytics.testing.Terraform;
import com.skillforge.analytics.testing.cloud.terraform.TerraformProviderStandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The schedules as Terraform plans them: generated files are as generated, and those by hand do
 * what they should, as the real Terraform tells over a provider that asks no cloud.
 */
class ScheduleTerraformTest {
  private static final Path FOLDER = Path.of("templates", "schedule");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<PipelineFolder> PIPELINES = PipelineFolder.all(Path.of(""));

  private static final String VARIABLES =
      """
      {"project": "my-project", "region": "europe-west1", "templates": "gs://b/templates",
       "temp_location": "gs://b/tmp", "worker_service_account": "worker@p",
       "scheduler_service_account": "scheduler@p", "pipelines": null,
       "parameters": {"bootstrapServers": "k:9092", "environment": "prod"},
       "pipeline_parameters": {"plan_adherence": {"environment": "staging"}}}
      """;

  @TempDir Path directory;

  private final TerraformProviderStandIn provider = new TerraformProviderStandIn();
  private Terraform terraform;

  @BeforeEach
  void copyTheTemplates() throws IOException {
    terraform = Terraform.ofTemplates(directory, "schedule", provider);
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void theSchedulesAreThoseOfThePipelineFolders() throws IOException {
    DerivedFile.check(
        FOLDER.resolve(TerraformVariables.SCHEDULES), TerraformVariables.schedules(Path.of("")));
  }

  @Test
  void theFilesParseAndAreFormatted() throws Exception {
    Terraform all = new Terraform(Path.of("templates"), provider);
    assertThat(all.run("fmt", "-check", "-recursive", "-no-color")).isEmpty();
  }

  /** The jobs of Cloud Scheduler that a plan has, by their names. */
  private static Map<String, JsonNode> jobs(JsonNode module) {
    Map<String, JsonNode> jobs = new TreeMap<>();
    for (JsonNode resource : module.get("resources")) {
      jobs.put(resource.get("values").get("name").asText(), resource.get("values"));
    }
    return jobs;
  }

  private Map<String, JsonNode> jobs(String variables) throws Exception {
    return jobs(terraform.plan(variables).get("planned_values").get("root_module"));
  }

  static LaunchFlexTemplateRequest request(JsonNode job) throws IOException {
    String body = job.get("http_target").get(0).get("body").asText();
    return GsonFactory.getDefaultInstance()
        .fromString(
            new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8),
            LaunchFlexTemplateRequest.class);
  }

  @Test
  void everyScheduleLaunchesItsTemplateWithItsRange() throws Exception {
    Map<String, JsonNode> jobs = jobs(VARIABLES);

    assertThat(jobs).hasSize(PIPELINES.size());
    for (PipelineFolder pipeline : PIPELINES) {
      String name = pipeline.name().replace('_', '-');
      JsonNode job = jobs.get("skillforge-" + name);
      assertThat(job.get("schedule").asText()).isEqualTo(pipeline.schedule().cron());
      assertThat(job.get("time_zone").asText()).isEqualTo(pipeline.schedule().timeZone());
      assertThat(job.get("http_target").get(0).get("uri").asText())
          .isEqualTo(
              "https://dataflow.googleapis.com/v1b3/projects/my-project/locations/europe-west1"
                  + "/flexTemplates:launch");
      LaunchFlexTemplateRequest request = request(job);
      var launch = request.getLaunchParameter();
      assertThat(launch.getJobName()).isEqualTo(name).matches("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
      assertThat(launch.getContainerSpecGcsPath())
          .isEqualTo("gs://b/templates/" + pipeline.name() + ".json");
      assertThat(launch.getParameters())
          .containsOnly(
              Map.entry("bootstrapServers", "k:9092"),
              Map.entry(
                  "environment", pipeline.name().equals("plan_adherence") ? "staging" : "prod"),
              Map.entry("range", pipeline.schedule().range()));
    }
  }

  @Test
  void jobsHaveTheWorkersThatThoseLaunchedByHandHave() throws Exception {
    Map<String, JsonNode> jobs = jobs(VARIABLES);

    for (PipelineFolder pipeline : PIPELINES) {
      LaunchFlexTemplateRequest request =
          request(jobs.get("skillforge-" + pipeline.name().replace('_', '-')));
      var environment = request.getLaunchParameter().getEnvironment();
      String byHand = Files.readString(Path.of("pipelines", pipeline.name(), "dataflow.args"));
      assertThat(environment.getUnknownKeys()).as("what Dataflow does not know").isEmpty();
      assertThat(byHand)
          .contains("\n--workerMachineType=" + environment.getMachineType() + "\n")
          .contains("\n--maxNumWorkers=" + environment.getMaxWorkers() + "\n")
          .contains("\n--usePublicIps=false\n");
      assertThat(environment.getIpConfiguration()).isEqualTo("WORKER_IP_PRIVATE");
      assertThat(environment.getServiceAccountEmail()).isEqualTo("worker@p");
      assertThat(environment.getTempLocation()).isEqualTo("gs://b/tmp");
      assertThat(environment.getStagingLocation()).isNull();
      assertThat(environment.getSubnetwork()).isNull();
    }
  }

  @Test
  void onlyThePipelinesThatAreNamedAreScheduled() throws Exception {
    ObjectNode variables = (ObjectNode) JSON.readTree(VARIABLES);
    variables.putArray("pipelines").add("raw-events").add("kpi");

    assertThat(jobs(variables.toString()).keySet())
        .containsExactly("skillforge-kpi", "skillforge-raw-events");
  }

  @Test
  void whatNoScheduleCanBeMadeOfIsRefused() throws Exception {
    ObjectNode variables = (ObjectNode) JSON.readTree(VARIABLES);
    variables.putArray("pipelines").add("raw-event");
    variables.putObject("parameters").put("streaming", "true");
    variables.put("templates", "b/templates");

    assertThatThrownBy(() -> terraform.plan(variables.toString()))
        .hasMessageContaining("leave range, at, from, to and streaming out")
        .hasMessageContaining("templates must be a folder of a bucket");
    variables.put("templates", "gs://b/templates").putObject("parameters");
    assertThatThrownBy(() -> terraform.plan(variables.toString()))
        .hasMessageContaining("pipelines names one that has no schedule");
  }

  @Test
  void whatTheProviderDoesNotKnowIsRefused() throws Exception {
    Path file = terraform.folder().resolve("main.tf");
    Files.writeString(file, Files.readString(file).replace("attempt_deadline", "atempt_deadline"));

    assertThatThrownBy(() -> terraform.plan(VARIABLES))
        .hasMessageContaining("An argument named \"atempt_deadline\" is not expected here");
  }
}
