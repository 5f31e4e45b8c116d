package com.skillforge.analytics.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.commandline.ArgumentFiles;
import com.skillforge.analytics.commandline.CommandLine;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.kpi.Kpis;
import com.skillforge.analytics.options.GateOptions;
import com.skillforge.analytics.options.JobChecks;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.KpiOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every folder under pipelines/ is complete, names a real main, and has options that parse. */
class PipelineFolderTest {
  private static final Path HOME = Path.of("");

  /** All options that a pipeline may have. */
  public interface AllOptions extends JobOptions, KpiOptions, GateOptions {}

  static List<PipelineFolder> folders() {
    return PipelineFolder.all(HOME);
  }

  @Test
  void everyFolderIsAPipelineAndEveryKpiHasAFolder() throws IOException {
    try (Stream<Path> entries = Files.list(HOME.resolve("pipelines"))) {
      assertThat(entries.filter(Files::isDirectory).map(entry -> entry.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              folders().stream().map(PipelineFolder::name).toList());
    }
    assertThat(folders().stream().map(PipelineFolder::name)).containsAll(Kpis.names());
  }

  @ParameterizedTest
  @MethodSource("folders")
  void theFolderIsComplete(PipelineFolder folder) throws Exception {
    Path directory = HOME.resolve("pipelines").resolve(folder.name());
    assertThat(Class.forName(folder.main()).getMethod("main", String[].class)).isNotNull();
    assertThat(
            Class.forName(folder.main()).getMethod("runIfDue", String[].class, PrintStream.class))
        .as("a schedule on this machine starts it")
        .isNotNull();
    assertThat(folder.title()).isNotBlank();
    assertThat(folder.modes()).isNotEmpty().isSubsetOf("batch", "streaming");
    assertThat(Files.readString(directory.resolve("README.md")))
        .contains(folder.name())
        .contains("- **Schedule**: " + folder.schedule().sentence() + "; see");
  }

  private static AllOptions parse(List<String> arguments) {
    CommandLine.Check<AllOptions> check = JobChecks::check;
    return CommandLine.read(arguments.toArray(String[]::new), AllOptions.class, check.reader());
  }

  @ParameterizedTest
  @MethodSource("folders")
  void itsArgumentsForDataflowAreValid(PipelineFolder folder) {
    Path file = HOME.resolve("pipelines").resolve(folder.name()).resolve("dataflow.args");
    List<String> arguments = ArgumentFiles.expand(List.of("@" + file));

    AllOptions options = parse(folder.argumentsWith(arguments));

    assertThat(options.getRunner().getSimpleName()).isEqualTo("DataflowRunner");
    assertThat(options.as(DataflowPipelineOptions.class).getServiceAccount()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void theArgumentsForThisMachineSuitIt(PipelineFolder folder) {
    List<String> local =
        ArgumentFiles.expand(List.of("@" + HOME.resolve("pipelines").resolve("local.args")));
    assertThat(local).isNotEmpty();

    AllOptions options = parse(folder.argumentsWith(local));

    assertThat(options.getBootstrapServers()).isNotBlank();
    assertThat(options.getSource())
        .isEqualTo(
            List.of("raw-events", "erasure", "privacy-audit").contains(folder.name())
                ? "kafka"
                : "warehouse");
    if (Kpis.names().contains(folder.name())) {
      assertThat(options.getKpis()).isEqualTo(folder.name());
    }
  }

  @Test
  void allThatIsWrongWithAScheduleIsSaidTogether(@TempDir Path home) throws IOException {
    Path file = Files.createDirectories(home.resolve("pipelines/x")).resolve("pipeline.yaml");
    Files.writeString(
        file, "name: x\nschedule: {cron: \"0 24 * * *\", timeZone: Utopia, range: P2D}\n");

    assertThatThrownBy(() -> PipelineFolder.all(home))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(
            file + ": schedule.cron '0 24 * * *' has '24' where numbers from 0 to 23 stand.")
        .hasMessageContaining("schedule.timeZone 'Utopia' is no time zone")
        .hasMessageContaining("schedule.range must be P1D or P1W or TERM, not 'P2D'.");

    Files.writeString(file, "name: x\n");
    assertThatThrownBy(() -> PipelineFolder.all(home)).hasMessageContaining("schedule is missing");
  }

  @Test
  void whatIsNoPipelineIsNamedByItsLine(@TempDir Path home) throws IOException {
    Path file = Files.createDirectories(home.resolve("pipelines/x")).resolve("pipeline.yaml");
    Files.writeString(file, "name: x\nmodus: [batch]\n");
    assertThatThrownBy(() -> PipelineFolder.all(home))
        .hasMessageStartingWith(file + ": there is no key 'modus'; there are arguments, ")
        .hasMessageNotContainingAny("jackson", "Unrecognized", "skillforge");
    Files.writeString(file, "name: x\nmodes: batch\n");
    assertThatThrownBy(() -> PipelineFolder.all(home))
        .hasMessage(file + ": modes does not hold what it should.");
    Files.writeString(file, "name: x\n  modes: [batch\n");
    assertThatThrownBy(() -> PipelineFolder.all(home))
        .hasMessageMatching(
            ".*pipeline.yaml line [23]: the YAML cannot be read past this line; .*");
  }

  @Test
  void whatTheUserGivesTakesThePlaceOfTheFoldersArgument() {
    PipelineFolder folder =
        new PipelineFolder(
            "x",
            "",
            "",
            List.of(),
            List.of("--kpis=all", "--a=1"),
            List.of("--source=warehouse"),
            null);

    assertThat(folder.argumentsWith(List.of("--kpis=one", "--b=2")))
        .containsExactly("--a=1", "--source=warehouse", "--kpis=one", "--b=2");
    assertThat(folder.argumentsWith(List.of("--source=kafka")))
        .containsExactly("--kpis=all", "--a=1", "--source=kafka");
    assertThat(folder.argumentsWith(List.of("--streaming=true")))
        .containsExactly("--kpis=all", "--a=1", "--streaming=true");
  }
}
