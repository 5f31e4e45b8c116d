package com.skillforge.analytics.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.cli.JarCheckCommand;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small jars with one fault each; the packaged jar itself is checked by {@code PackagedJarIT}. */
class JarCheckTest {
  private static final String SERVICES = "META-INF/services/";
  private static final Map<String, List<String>> REGISTERED =
      Map.of(
          "org.apache.beam.sdk.runners.PipelineRunnerRegistrar",
          List.of(
              "org.apache.beam.runners.direct.DirectRegistrar$Runner",
              "org.apache.beam.runners.dataflow.DataflowPipelineRegistrar$Runner"),
          "org.apache.beam.sdk.options.PipelineOptionsRegistrar",
          List.of(
              "org.apache.beam.runners.direct.DirectRegistrar$Options",
              "org.apache.beam.runners.dataflow.DataflowPipelineRegistrar$Options",
              "org.apache.beam.sdk.extensions.gcp.options.GcpPipelineOptionsRegistrar",
              "org.apache.beam.sdk.io.gcp.common.GcpIoPipelineOptionsRegistrar"),
          "org.apache.beam.sdk.io.FileSystemRegistrar",
          List.of(
              "org.apache.beam.sdk.io.LocalFileSystemRegistrar",
              "org.apache.beam.sdk.extensions.gcp.storage.GcsFileSystemRegistrar"),
          "java.sql.Driver",
          List.of(
              "org.duckdb.DuckDBDriver",
              "net.snowflake.client.jdbc.SnowflakeDriver",
              "org.postgresql.Driver"));

  @TempDir Path directory;

  private static Map<String, String> goodJar() {
    Map<String, String> files = new TreeMap<>();
    files.put(
        "META-INF/MANIFEST.MF",
        "Manifest-Version: 1.0\nMain-Class: org.example.Main\nMulti-Release: true\n");
    files.put("org/example/Main.class", "");
    files.put("META-INF/LICENSE", "");
    files.put("META-INF/NOTICE", "");
    for (String connector : List.of("kafka/KafkaIO", "gcp/bigquery/BigQueryIO")) {
      files.put("org/apache/beam/sdk/io/" + connector + ".class", "");
    }
    files.put("org/apache/beam/sdk/io/snowflake/SnowflakeIO.class", "");
    files.put("libduckdb_java.so_linux_amd64", "");
    files.put("libduckdb_java.so_linux_arm64", "");
    REGISTERED.forEach(
        (service, providers) -> {
          files.put(SERVICES + service, "# a comment\n" + String.join("\n", providers) + "\n");
          providers.forEach(name -> files.put(name.replace('.', '/') + ".class", ""));
        });
    for (PipelineFolder pipeline : PipelineFolder.all(Path.of(""))) {
      files.put("pipelines/" + pipeline.name() + "/pipeline.yaml", "");
      files.put(pipeline.main().replace('.', '/') + ".class", "");
    }
    return files;
  }

  private Path write(Map<String, String> files) {
    Path file = directory.resolve("some.jar");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream jar = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> content : files.entrySet()) {
        jar.putNextEntry(new ZipEntry(content.getKey()));
        jar.write(content.getValue().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return file;
  }

  private List<String> faults(Map<String, String> files) {
    try (PackagedJar jar = PackagedJar.open(write(files))) {
      return JarCheck.of(jar, PipelineFolder.all(Path.of(""))).stream()
          .filter(finding -> !finding.inOrder())
          .map(JarCheck.Finding::text)
          .toList();
    }
  }

  @Test
  void aGoodJarHasNoFault() {
    assertThat(faults(goodJar())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "META-INF/BC1024KE.SF, signatures",
    "META-INF/BC2048KE.DSA, signatures",
    "module-info.class, module descriptors",
    "META-INF/versions/9/module-info.class, module descriptors",
    "kafka/server/KafkaServer.class, embedded servers",
    "com/skillforge/analytics/broker/EmbeddedBroker.class, embedded servers",
    "com/skillforge/analytics/simulation/SemesterSimulator.class, simulation",
    "com/skillforge/analytics/cli/DemoCommand.class, simulation",
    "com/skillforge/analytics/cli/ScheduleCommand.class, simulation",
    "com/skillforge/analytics/replay/ReplayOptions.class, simulation",
    "com/skillforge/analytics/report/Report.class, simulation",
    "com/skillforge/analytics/deploy/LocalScheduleOptions.class, simulation",
    "META-INF/native/netty_tcnative_windows_x86_64.dll, native code of other systems",
    "libduckdb_java.so_osx_universal, native code of other systems"
  })
  void whatShouldNotBeThereIsNamed(String file, String what) {
    Map<String, String> files = goodJar();
    files.put(file, "");
    assertThat(faults(files)).singleElement().asString().contains(file, what);
  }

  @ParameterizedTest
  @CsvSource({
    "org/apache/beam/sdk/io/kafka/KafkaIO.class, org.apache.beam.sdk.io.kafka.KafkaIO",
    "org/example/Main.class, org.example.Main",
    "org/postgresql/Driver.class, org.postgresql.Driver (for java.sql.Driver)",
    "libduckdb_java.so_linux_arm64, libduckdb_java.so_linux_arm64",
    "pipelines/kpi/pipeline.yaml, pipelines/kpi/pipeline.yaml",
    "com/skillforge/analytics/pipelines/RawEventsPipeline.class, RawEventsPipeline"
  })
  void whatIsMissingIsNamed(String file, String name) {
    Map<String, String> files = goodJar();
    assertThat(files.remove(file)).isNotNull();
    assertThat(faults(files)).singleElement().asString().contains(name);
  }

  /** As when one jar's service file takes the place of another's. */
  @Test
  void aServiceFileThatWasNotMergedIsFound() {
    Map<String, String> files = goodJar();
    files.put(
        SERVICES + "org.apache.beam.sdk.runners.PipelineRunnerRegistrar",
        "org.apache.beam.runners.direct.DirectRegistrar$Runner");
    assertThat(faults(files))
        .singleElement()
        .asString()
        .contains("lacks org.apache.beam.runners.dataflow.DataflowPipelineRegistrar$Runner");
  }

  @Test
  void aJarOfOneJavaVersionIsFound() {
    Map<String, String> files = goodJar();
    files.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMain-Class: org.example.Main\n");
    assertThat(faults(files)).singleElement().asString().contains("Multi-Release is not true");
  }

  @Test
  void eachPipelineNeedsItsTemplate() throws IOException {
    Path jar = write(goodJar());
    Path templates = Files.createDirectory(directory.resolve("templates"));
    for (PipelineFolder pipeline : PipelineFolder.all(Path.of(""))) {
      Files.writeString(templates.resolve(pipeline.name() + ".json"), "{}");
    }
    assertThat(check(jar, templates)).isEqualTo(ExitCode.DONE);

    Files.delete(templates.resolve("kpi.json"));
    assertThat(check(jar, templates)).isEqualTo(ExitCode.CHECK);
  }

  private static ExitCode check(Path jar, Path templates) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ExitCode code =
        JarCheckCommand.run(jar, templates, new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .hasSizeGreaterThan(20)
        .filteredOn(line -> line.startsWith("FAILED  "))
        .hasSize(code == ExitCode.DONE ? 0 : 1)
        .allMatch(line -> line.contains("template kpi.json"));
    return code;
  }

  @Test
  void aFileThatIsNoJarIsSaid() {
    assertThatThrownBy(() -> PackagedJar.open(directory.resolve("none.jar")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("none.jar cannot be read");
  }
}
