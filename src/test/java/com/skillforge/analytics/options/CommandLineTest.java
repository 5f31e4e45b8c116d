package com.skillforge.analytics.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {
  /** What is parsed here. */
  public interface Options extends JobOptions, KpiOptions {}

  private static Options parse(String... args) {
    return CommandLine.parse(args, Options.class, JobChecks::check);
  }

  @Test
  void allProblemsAreReportedTogether() {
    assertThatThrownBy(
            () ->
                parse(
                    "--source=kafak",
                    "--form=2026-01-12",
                    "--to=yesterday",
                    "--shards=many",
                    "stray",
                    "--summary=xml"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--source must be kafka or files or local, not 'kafak'.")
        .hasMessageContaining("--form is not an option")
        .hasMessageContaining("--to must be a date like 2026-01-12")
        .hasMessageContaining("--shards")
        .hasMessageContaining("'stray' is not an option: write --name=value.")
        .hasMessageContaining("--summary must be text or json or none, not 'xml'.");
  }

  @Test
  void whatASourceNeedsIsSaid() {
    assertThatThrownBy(() -> parse()).hasMessageContaining("--bootstrapServers is required");
    assertThatThrownBy(() -> parse("--source=files")).hasMessageContaining("--input is required");
    assertThatThrownBy(() -> parse("--source=files", "--input=x", "--streaming"))
        .hasMessageContaining("--streaming reads Kafka only");
  }

  @Test
  void anEmptyRangeIsRefused() {
    assertThatThrownBy(
            () -> parse("--bootstrapServers=b:1", "--from=2026-01-12", "--to=2026-01-12T00:00:00Z"))
        .hasMessage("--from must be before --to.");
  }

  @Test
  void bothSpellingsOfANameAreUnderstood() {
    assertThat(parse("--bootstrap-servers=b:1").getBootstrapServers()).isEqualTo("b:1");
    assertThat(parse("--bootstrapServers=b:1").getBootstrapServers()).isEqualTo("b:1");
  }

  @Test
  void theHelpListsOptionsDefaultsAndExitCodes() {
    String help =
        HelpText.of("x", "Does something.", List.of(SourceOptions.class, RunOptions.class));

    assertThat(help)
        .contains("--bootstrapServers=…", "--source=…  (default kafka)", "Exit codes:")
        .contains("  2  wrong options; nothing was started");
  }
}
