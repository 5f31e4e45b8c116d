package com.skillforge.analytics.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.testing.DerivedFile;
import com.skillforge.analytics.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Terraform files: generated ones are as generated, and those by hand do what they should, as
 * far as the real Terraform can tell without the provider that it would have to download.
 */
class ScheduleTerraformTest {
  private static final Path FOLDER = Path.of("templates", "schedule");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<PipelineFolder> PIPELINES = PipelineFolder.all(Path.of(""));

  @TempDir Path directory;

  @Test
  void theSchedulesAreThoseOfThePipelineFolders() throws IOException {
    Path file = FOLDER.resolve(ScheduleVariables.FILE_NAME);
    String rendered = ScheduleVariables.render(PIPELINES);
    DerivedFile.check(file, rendered);
  }

  @BeforeEach
  void copyTheModule() throws IOException {
    Files.copy(FOLDER.resolve("launch/main.tf"), directory.resolve("main.tf"));
  }

  private static String terraform(Path folder, String... arguments) throws Exception {
    Tools.require("terraform", "see https://developer.hashicorp.com/terraform/install");
    List<String> command = new ArrayList<>(List.of("terraform"));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("terraform", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
    builder.environment().put("TF_CLI_CONFIG_FILE", "/dev/null");
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s %s", command, out, Files.readString(errors)).isZero();
    return out;
  }

  @Test
  void theFilesParseAndAreFormatted() throws Exception {
    assertThat(terraform(FOLDER, "fmt", "-check", "-recursive", "-no-color")).isEmpty();
  }

  @Test
  void everyScheduleLaunchesItsTemplateWithItsRange() throws Exception {
    JsonNode requests =
        requests(
            """
            {"project": "p", "region": "europe-west1", "templates": "gs://b/templates",
             "temp_location": "gs://b/tmp", "worker_service_account": "worker@p",
             "parameters": {"bootstrapServers": "k:9092", "environment": "prod"},
             "pipeline_parameters": {"plan_adherence": {"environment": "staging"}}}
            """);

    assertThat(requests).hasSize(PIPELINES.size());
    for (PipelineFolder pipeline : PIPELINES) {
      JsonNode request = requests.get(pipeline.name());
      assertThat(request.get("cron").asText()).isEqualTo(pipeline.schedule().cron());
      assertThat(request.get("time_zone").asText()).isEqualTo(pipeline.schedule().timeZone());
      assertThat(request.get("uri").asText())
          .isEqualTo(
              "https://dataflow.googleapis.com/v1b3/projects/p/locations/europe-west1"
                  + "/flexTemplates:launch");
      JsonNode launch = JSON.readTree(request.get("body").asText()).get("launchParameter");
      assertThat(launch.get("jobName").asText())
          .isEqualTo(request.get("job_name").asText())
          .matches("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
      assertThat(launch.get("containerSpecGcsPath").asText())
          .isEqualTo("gs://b/templates/" + pipeline.name() + ".json");
      assertThat(launch.get("environment"))
          .isEqualTo(
              JSON.readTree(
                  "{\"serviceAccountEmail\": \"worker@p\", \"tempLocation\": \"gs://b/tmp\"}"));
      ObjectNode parameters = JSON.createObjectNode();
      parameters.put("bootstrapServers", "k:9092");
      parameters.put("environment", pipeline.name().equals("plan_adherence") ? "staging" : "prod");
      parameters.put("range", pipeline.schedule().range());
      assertThat(launch.get("parameters")).isEqualTo(parameters);
    }
  }

  @Test
  void onlyThePipelinesThatAreNamedAreScheduled() throws Exception {
    JsonNode requests =
        requests(
            """
            {"project": "p", "region": "r", "templates": "gs://b/t", "temp_location": "gs://b/tmp",
             "worker_service_account": "w", "parameters": {}, "pipelines": ["raw-events", "kpi"]}
            """);

    assertThat(requests.fieldNames()).toIterable().containsExactlyInAnyOrder("raw-events", "kpi");
  }

  private JsonNode requests(String variables) throws Exception {
    ObjectNode all = (ObjectNode) JSON.readTree(variables);
    all.setAll((ObjectNode) JSON.readTree(FOLDER.resolve(ScheduleVariables.FILE_NAME).toFile()));
    Files.writeString(directory.resolve("terraform.tfvars.json"), all.toString());
    terraform(directory, "init", "-no-color");
    terraform(directory, "apply", "-auto-approve", "-no-color");
    return JSON.readTree(terraform(directory, "output", "-json", "requests"));
  }
}
