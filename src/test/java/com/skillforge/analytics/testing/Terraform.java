package com.skillforge.analytics.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.testing.cloud.terraform.TerraformProviderStandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The real Terraform in a folder, without a network: its only provider is the stand-in. */
public final class Terraform {
  private static final Path TEMPLATES = Path.of("templates");

  private final Path folder;
  private final TerraformProviderStandIn provider;

  public Terraform(Path folder, TerraformProviderStandIn provider) {
    this.folder = folder;
    this.provider = provider;
  }

  /** In a copy of the files of the templates, in which nothing has been run yet. */
  public static Terraform ofTemplates(
      Path directory, String folder, TerraformProviderStandIn provider) throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      for (Path file :
          files
              .filter(one -> one.toString().matches(".*(\\.tf|\\.auto\\.tfvars\\.json)"))
              .toList()) {
        Path copy = directory.resolve(TEMPLATES.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    return new Terraform(directory.resolve(folder), provider);
  }

  public Path folder() {
    return folder;
  }

  /**
   * What a command prints.
   *
   * @throws IllegalStateException when it fails: with all that it has said
   */
  public String run(String... arguments) throws IOException, InterruptedException {
    Tools.require("terraform", "see https://developer.hashicorp.com/terraform/install");
    List<String> command = new ArrayList<>(List.of("terraform"));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("terraform", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
    builder.environment().put("TF_CLI_CONFIG_FILE", "/dev/null");
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    builder.environment().putAll(provider.environment());
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      // It breaks lines, and frames them, where nobody sees a terminal either.
      String message = Files.readString(errors).replaceAll("[\\s│╷╵]+", " ");
      throw new IllegalStateException(command + ": " + out + message);
    }
    return out;
  }

  /** What would be made, with these values of the variables: the plan as Terraform prints it. */
  public JsonNode plan(String variables) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("terraform.tfvars.json"), variables);
    run("init", "-no-color");
    run("plan", "-no-color", "-out=plan");
    return new ObjectMapper().readTree(run("show", "-json", "plan"));
  }
}
