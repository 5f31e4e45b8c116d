package com.skillforge.analytics.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.dataflow.model.ParameterMetadata;
import com.skillforge.analytics.testing.DerivedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files under templates/, read with the classes of Dataflow's own client. */
class TemplateMetadataTest {
  private static final Path TEMPLATES = Path.of("templates");

  static List<PipelineFolder> folders() {
    return PipelineFolder.all(Path.of(""));
  }

  private static Path file(PipelineFolder pipeline) {
    return TEMPLATES.resolve(pipeline.name() + ".json");
  }

  private static com.google.api.services.dataflow.model.TemplateMetadata read(
      PipelineFolder pipeline) throws Exception {
    return GsonFactory.getDefaultInstance()
        .fromString(
            Files.readString(file(pipeline)),
            com.google.api.services.dataflow.model.TemplateMetadata.class);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void theFileIsWhatTheOptionsSay(PipelineFolder pipeline) throws Exception {
    DerivedFile.check(file(pipeline), TemplateMetadata.render(pipeline));
  }

  @Test
  void everyTemplateIsOfAPipeline() throws Exception {
    try (Stream<Path> files = Files.list(TEMPLATES)) {
      assertThat(files.map(Path::getFileName).map(Path::toString).filter(n -> n.endsWith(".json")))
          .containsExactlyInAnyOrderElementsOf(
              folders().stream().map(folder -> folder.name() + ".json").toList());
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void dataflowUnderstandsEveryWordOfIt(PipelineFolder pipeline) throws Exception {
    com.google.api.services.dataflow.model.TemplateMetadata metadata = read(pipeline);

    assertThat(metadata.getUnknownKeys()).isEmpty();
    assertThat(metadata.getName()).isNotBlank();
    assertThat(metadata.getDescription()).isNotBlank();
    assertThat(metadata.getParameters()).isNotEmpty();
    for (ParameterMetadata parameter : metadata.getParameters()) {
      assertThat(parameter.getUnknownKeys()).as(parameter.getName()).isEmpty();
      assertThat(parameter.getName()).matches("[a-z][A-Za-z]*");
      assertThat(parameter.getLabel()).isNotBlank();
      assertThat(parameter.getHelpText()).isNotBlank();
      assertThat(parameter.getParamType()).isNotBlank();
      assertThat(parameter.getIsOptional()).isNotNull();
      if (parameter.getRegexes() != null && parameter.getDefaultValue() != null) {
        assertThat(parameter.getDefaultValue())
            .as(parameter.getName())
            .matches(parameter.getRegexes().get(0));
      }
    }
    assertThat(metadata.getParameters().stream().map(ParameterMetadata::getName))
        .doesNotHaveDuplicates()
        .contains("warehouses", "bootstrapServers", "range")
        .matches(names -> names.contains("streaming") == pipeline.modes().contains("streaming"))
        .doesNotContain("localWarehouse", "drainFile", "check", "progress");
  }

  @Test
  void whatTheFolderFixesIsNoParameter() throws Exception {
    for (PipelineFolder pipeline : folders()) {
      boolean asks =
          read(pipeline).getParameters().stream().anyMatch(p -> p.getName().equals("kpis"));
      boolean fixes = pipeline.arguments().stream().anyMatch(a -> a.startsWith("--kpis="));
      assertThat(asks && fixes).as(pipeline.name()).isFalse();
    }
  }

  @Test
  void valuesThatARunWouldRefuseDoNotMatch() throws Exception {
    Map<String, ParameterMetadata> raw =
        folders().stream()
            .filter(folder -> folder.name().equals("raw-events"))
            .map(TemplateMetadataTest::parameters)
            .findFirst()
            .orElseThrow();

    assertThat("bigquery,snowflake").matches(regex(raw, "warehouses"));
    assertThat("local").doesNotMatch(regex(raw, "warehouses"));
    assertThat("2026-01-12T08:00:00Z").matches(regex(raw, "from"));
    assertThat("yesterday").doesNotMatch(regex(raw, "from"));
    assertThat("kafka-1:9092,kafka-2:9092").matches(regex(raw, "bootstrapServers"));
    assertThat("kafka-1").doesNotMatch(regex(raw, "bootstrapServers"));
    assertThat("sm://projects/p/secrets/s/versions/latest")
        .matches(regex(raw, "snowflakePrivateKey"));
    assertThat("/home/me/key.p8").doesNotMatch(regex(raw, "snowflakePrivateKey"));
    assertThat(raw.get("warehouses").getIsOptional()).isFalse();
    assertThat(raw.get("warehouses").getDefaultValue()).isNull();
  }

  @Test
  void theParametersInTheDocumentationAreThere() throws Exception {
    String text = Files.readString(Path.of("docs", "deployment.md"));
    List<String> known =
        read(folders().get(0)).getParameters().stream().map(ParameterMetadata::getName).toList();
    List<String> named =
        Pattern.compile("(?:--parameters:|parameters = \\{)\n((?:  \\w+ *[=:].*\n)+)")
            .matcher(text)
            .results()
            .flatMap(block -> block.group(1).lines())
            .map(line -> line.strip().replaceFirst("\\W.*", ""))
            .toList();

    assertThat(named).hasSizeGreaterThan(5).isSubsetOf(known);
  }

  private static Map<String, ParameterMetadata> parameters(PipelineFolder pipeline) {
    try {
      return read(pipeline).getParameters().stream()
          .collect(Collectors.toMap(ParameterMetadata::getName, parameter -> parameter));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String regex(Map<String, ParameterMetadata> parameters, String name) {
    return Optional.ofNullable(parameters.get(name).getRegexes()).orElseThrow().get(0);
  }
}
