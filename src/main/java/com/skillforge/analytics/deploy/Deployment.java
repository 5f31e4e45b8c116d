package com.skillforge.analytics.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.options.DeployOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What deploying some pipelines comes to.
 *
 * @param files the template files to write here first, by path
 * @param commands what is run then, in this order, from the project's folder
 * @param launches what starts a job from each template, for a person to run
 */
public record Deployment(
    Map<Path, String> files, List<List<String>> commands, List<List<String>> launches) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Path.of("target", "templates");

  /** Plans a deployment; what the options lack appears as a word in capitals. */
  public static Deployment of(
      List<PipelineFolder> pipelines, DeployOptions options, String version) {
    String project = or(options.getProject(), "PROJECT");
    String region = or(options.getRegion(), "REGION");
    String image =
        or(options.getImage(), region + "-docker.pkg.dev/" + project + "/REPOSITORY/IMAGE");
    String templates = or(options.getTemplates(), "gs://BUCKET/templates").replaceAll("/$", "");
    Map<Path, String> files = new LinkedHashMap<>();
    List<List<String>> commands = new ArrayList<>();
    List<List<String>> launches = new ArrayList<>();
    if (!options.getSkipImages()) {
      for (String only : images(pipelines)) {
        List<String> build = new ArrayList<>();
        build.addAll(List.of("scripts/build-template.sh", "--image=" + image, "--push"));
        if (!only.isEmpty()) {
          build.add("--pipeline=" + only);
        }
        commands.add(build);
      }
    }
    for (PipelineFolder pipeline : pipelines) {
      Path file = FOLDER.resolve(pipeline.name() + ".json");
      String uploaded = templates + "/" + pipeline.name() + ".json";
      files.put(file, spec(pipeline, image + ":" + version + "-" + pipeline.name()));
      commands.add(
          List.of("gcloud", "storage", "cp", file.toString(), uploaded, "--project=" + project));
      launches.add(
          List.of(
              "gcloud",
              "dataflow",
              "flex-template",
              "run",
              pipeline.name().replace('_', '-'),
              "--project=" + project,
              "--region=" + region,
              "--template-file-gcs-location=" + uploaded,
              "--flags-file=FLAGS.yaml"));
    }
    return new Deployment(files, commands, launches);
  }

  /** One build makes the images of all pipelines; of a few, each takes one of its own. */
  private static List<String> images(List<PipelineFolder> pipelines) {
    return pipelines.size() == PipelineFolder.all().size()
        ? List.of("")
        : pipelines.stream().map(PipelineFolder::name).toList();
  }

  /** What a template file says: the image to start, and what a launch may be given. */
  static String spec(PipelineFolder pipeline, String image) {
    ObjectNode spec = JSON.createObjectNode();
    spec.put("image", image);
    spec.putObject("sdkInfo").put("language", "JAVA");
    spec.set("metadata", TemplateMetadata.of(pipeline));
    return spec.toPrettyString() + "\n";
  }

  private static String or(@Nullable String given, String placeholder) {
    return given == null || given.isBlank() ? placeholder : given;
  }
}
