package com.skillforge.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.commandline.CommandLine;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UsageException;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.deploy.PipelineFolder;
import com.skillforge.analytics.ops.Version;
import com.skillforge.analytics.options.DeployOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String IMAGE = "europe-west1-docker.pkg.dev/p/r/skillforge";

  @TempDir private Path home;

  private static DeployCommand.Request options(String... arguments) {
    return CommandLine.read(arguments, DeployOptions.class, DeployCommand::read);
  }

  private String run(DeployCommand.Request options) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(DeployCommand.run(home, options, new PrintStream(out, true, StandardCharsets.UTF_8)))
        .isEqualTo(ExitCode.DONE);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aDryRunWritesEveryTemplateFileAndRunsNothing() throws Exception {
    String printed =
        run(
            options(
                "--all",
                "--dry-run",
                "--project=p",
                "--region=r",
                "--image=" + IMAGE,
                "--templates=gs://b/templates/"));

    assertThat(printed)
        .contains("would run scripts/build-template.sh --image=" + IMAGE + " --push")
        .contains("Nothing was run.");
    for (PipelineFolder pipeline : PipelineFolder.all(Path.of(""))) {
      Path file = home.resolve("target/templates").resolve(pipeline.name() + ".json");
      JsonNode spec = JSON.readTree(file.toFile());
      assertThat(spec.path("image").asText())
          .isEqualTo(IMAGE + ":" + Version.current() + "-" + pipeline.name());
      assertThat(spec.path("sdkInfo").path("language").asText()).isEqualTo("JAVA");
      assertThat(spec.path("metadata"))
          .isEqualTo(JSON.readTree(Path.of("templates", pipeline.name() + ".json").toFile()));
      assertThat(printed)
          .contains(
              "would run gcloud storage cp target/templates/"
                  + pipeline.name()
                  + ".json gs://b/templates/"
                  + pipeline.name()
                  + ".json --project=p")
          .contains("--template-file-gcs-location=gs://b/templates/" + pipeline.name() + ".json");
    }
  }

  @Test
  void aDryRunShowsWhatIsNotGivenAsWordsInCapitals() throws Exception {
    assertThat(run(options("--all", "--dry-run", "--project=", "--region=")))
        .contains("--image=REGION-docker.pkg.dev/PROJECT/REPOSITORY/IMAGE")
        .contains("gs://BUCKET/templates/raw-events.json");
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    assertThatThrownBy(
            () ->
                options(
                    "--pipelines=raw-events,nothing",
                    "--project=",
                    "--region=",
                    "--templates=/tmp"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--pipelines must be")
        .hasMessageContaining("--project is required")
        .hasMessageContaining("--region is required")
        .hasMessageContaining("--image is required")
        .hasMessageContaining("--templates must be a folder");
    assertThatThrownBy(() -> options("--dry-run", "--project=p", "--region=r"))
        .hasMessageContaining("Give --all or");
  }

  @Test
  void itStopsAtTheFirstCommandThatFails() throws Exception {
    Path script = home.resolve("scripts/build-template.sh");
    Files.createDirectories(script.getParent());
    Files.writeString(script, "#!/bin/sh\nexit 3\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    DeployCommand.Request options =
        options(
            "--pipelines=raw-events",
            "--project=p",
            "--region=r",
            "--image=" + IMAGE,
            "--templates=gs://b/t");

    assertThatThrownBy(() -> run(options))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("build-template.sh")
        .hasMessageContaining("ended with 3");
  }
}
