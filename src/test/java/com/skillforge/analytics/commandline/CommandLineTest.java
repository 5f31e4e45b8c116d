package com.skillforge.analytics.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.options.JobChecks;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.KpiOptions;
import com.skillforge.analytics.options.RunOptions;
import com.skillforge.analytics.options.SourceOptions;
import java.util.List;
import org.apache.beam.runners.dataflow.options.DataflowPipelineWorkerPoolOptions;
import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  /** What is parsed here. */
  public interface Options extends JobOptions, KpiOptions {}

  private static Options parse(String... args) {
    CommandLine.Check<Options> check = JobChecks::check;
    return CommandLine.read(args, Options.class, check.reader());
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
                    "--streaming=perhaps",
                    "stray",
                    "--summary=xml"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--source must be kafka or files or warehouse or local, not 'kafak'.")
        .hasMessageContaining("--form is not an option")
        .hasMessageContaining("--to must be a date like 2026-01-12")
        .hasMessageContaining("--shards must be a whole number, not 'many'.")
        .hasMessageContaining("--streaming must be true or false, not 'perhaps'.")
        .hasMessageNotContainingAny("Cannot", "deserialize", "Exception")
        .hasMessageContaining("'stray' is not an option: write --name=value.")
        .hasMessageContaining("--summary must be text or json or none, not 'xml'.");
  }

  @Test
  void identityComesFromOnePlaceAndKeepsItsSecret() {
    assertThatThrownBy(
            () ->
                parse(
                    "--source=files",
                    "--input=x",
                    "--identityJdbcUrl=jdbc:postgresql://h/d?password=hidden",
                    "--identityPasswordFile=/nowhere/secret",
                    "--identityPasswordEnv=NO_SUCH_VARIABLE",
                    "--identityLinks=/nowhere/links.csv"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--identityJdbcUrl and --identityLinks are two sources")
        .hasMessageContaining("--identityJdbcUrl must not hold a password")
        .hasMessageContaining("--identityUser is required")
        .hasMessageContaining("--identityPasswordFile and --identityPasswordEnv exclude each other")
        .hasMessageContaining("the file /nowhere/secret cannot be read")
        .hasMessageContaining("there is no environment variable NO_SUCH_VARIABLE")
        .hasMessageContaining("--identityLinks: the file /nowhere/links.csv cannot be read")
        .hasMessageNotContaining("hidden");
    assertThatThrownBy(() -> parse("--source=files", "--input=x", "--identityUser=reader"))
        .hasMessageContaining("go with --identityJdbcUrl");
  }

  @Test
  void personasComeFromAnAddressThatHoldsNoSecret() {
    assertThatThrownBy(
            () ->
                parse(
                    "--source=files",
                    "--input=x",
                    "--personaRedisUri=redis://:hidden@host",
                    "--personaRedisPasswordFile=/nowhere/secret",
                    "--personaRedisPasswordEnv=NO_SUCH_VARIABLE",
                    "--personaRedisCaFile=/nowhere/ca.pem",
                    "--personaCacheSize=-1",
                    "--personaPatienceSeconds=0"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--personaRedisUri must hold neither user nor password")
        .hasMessageContaining("--personaRedisPasswordFile and --personaRedisPasswordEnv exclude")
        .hasMessageContaining("the file /nowhere/secret cannot be read")
        .hasMessageContaining("there is no environment variable NO_SUCH_VARIABLE")
        .hasMessageContaining("--personaRedisCaFile is for connections with TLS")
        .hasMessageContaining("the file /nowhere/ca.pem cannot be read")
        .hasMessageContaining("--personaCacheSize must be at least 0")
        .hasMessageContaining("--personaPatienceSeconds must be at least 1")
        .hasMessageNotContaining("hidden");
    assertThatThrownBy(() -> parse("--source=files", "--input=x", "--personaRedisPasswordEnv=PATH"))
        .hasMessageContaining("go with --personaRedisUri: add it, or remove them.");
    assertThatThrownBy(
            () ->
                parse(
                    "--source=files",
                    "--input=x",
                    "--personaRedisUri=redis://host",
                    "--personaRedisUser=reader"))
        .hasMessageContaining("--personaRedisUser goes with a password");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host:6379",
        "http://host",
        "redis://",
        "redis://host:99999",
        "redis://host/x",
        "redis://host:6379/2?password=hidden",
        "redis://hidden@host",
        "redis://my_host"
      })
  void whatIsNoAddressOfARedisIsRefusedAndNotShown(String uri) {
    assertThatThrownBy(() -> parse("--source=files", "--input=x", "--personaRedisUri=" + uri))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--personaRedisUri must")
        .hasMessageNotContaining("hidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://host",
        "redis://host/",
        "redis://10.0.0.3:6379/2",
        "rediss://redis-1.example.com:6380",
        "redis://[::1]:6379"
      })
  void theseAreAddressesOfARedis(String uri) {
    assertThat(
            parse("--source=files", "--input=.", "--personaRedisUri=" + uri).getPersonaRedisUri())
        .isEqualTo(uri);
  }

  @Test
  void aScheduledRangeExcludesOneThatIsNamed() {
    assertThatThrownBy(
            () ->
                parse(
                    "--source=files",
                    "--input=x",
                    "--range=TERM",
                    "--at=noon",
                    "--catchUp=week",
                    "--from=2026-01-12",
                    "--streaming"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--range takes the range from the ledger, --from and --to name it")
        .hasMessageContaining("--range ends a batch run; a streaming run has no end")
        .hasMessageContaining("--range=TERM needs to know the terms")
        .hasMessageContaining("--at must be a date like 2026-01-12")
        .hasMessageContaining("--catchUp must be an ISO 8601 duration");
    assertThatThrownBy(() -> parse("--source=files", "--input=x", "--range=P2D", "--at=2026-01-12"))
        .hasMessageContaining("--range must be P1D or P1W or TERM, not 'P2D'.");
    assertThatThrownBy(() -> parse("--bootstrapServers=b:1", "--streaming", "--at=2026-01-12"))
        .hasMessageContaining("--at is the launch of a batch run");
  }

  @Test
  void whatSnowflakeNeedsIsSaidAtOnce() {
    assertThatThrownBy(
            () ->
                parse(
                    "--source=files",
                    "--input=x",
                    "--warehouses=snowflake",
                    "--snowflakeUrl=account",
                    "--snowflakeDatabase=my db",
                    "--snowflakePrivateKey=sm://projects/p",
                    "--snowflakePrivateKeyPassphrase=/nowhere/passphrase",
                    "--snowflakeStagingBucket=gs://bucket/a+b",
                    "--snowflakePatienceSeconds=0"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--snowflakeAccount is required for Snowflake.")
        .hasMessageContaining("--snowflakeUser is required")
        .hasMessageContaining("--snowflakeStorageIntegration is required")
        .hasMessageContaining("--snowflakeUrl must be an address")
        .hasMessageContaining("--snowflakeDatabase must be a plain name")
        .hasMessageContaining("--snowflakePrivateKey must be a file or sm://")
        .hasMessageContaining("the file /nowhere/passphrase cannot be read")
        .hasMessageContaining("--snowflakeStagingBucket must be a folder")
        .hasMessageContaining("--snowflakePatienceSeconds must be at least 1");
    assertThatThrownBy(
            () ->
                parse(
                    "--source=files",
                    "--input=x",
                    "--warehouses=snowflake",
                    "--snowflakePrivateKey=-----BEGIN PRIVATE KEY----- MIIEvg"))
        .hasMessageContaining("never the secret itself")
        .hasMessageNotContaining("MIIEvg");
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
  void optionsOfModulesAreUnderstoodThatTheCommandDoesNotDeclare() {
    Options local =
        parse("--bootstrapServers=b:1", "--gcsUploadBufferSizeBytes=1048576", "--num-workers=3");
    assertThat(local.as(GcsOptions.class).getGcsUploadBufferSizeBytes()).isEqualTo(1_048_576);
    assertThat(local.as(DataflowPipelineWorkerPoolOptions.class).getNumWorkers()).isEqualTo(3);

    assertThatThrownBy(() -> parse("--bootstrapServers=b:1", "--num-workers=many"))
        .isInstanceOf(UsageException.class)
        .hasMessage("--numWorkers must be a whole number, not 'many'.");
  }

  @Test
  void aRunElsewhereKnowsTheOptionsOfAllModules() {
    assertThatThrownBy(
            () ->
                parse(
                    "--bootstrapServers=b:1",
                    "--runner=DataflowRunner",
                    "--project=p",
                    "--numWorker=3"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--numWorker is not an option: did you mean --numWorkers?");
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
