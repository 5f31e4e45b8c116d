package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.bigquery.BigQueryConnector;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.testing.NewerPlan;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said before a run when BigQuery is not as the run needs it. */
class BigQueryAccessIT {
  private final BigQueryLoopback bigQuery = BigQueryLoopback.start();

  @AfterEach
  void close() {
    bigQuery.close();
  }

  private List<String> problems() {
    return connector(TrackingPlan.builtIn()).check();
  }

  private BigQueryConnector connector(TrackingPlan plan) {
    JobOptions options =
        PipelineOptionsFactory.fromArgs(bigQuery.arguments(List.of()).toArray(String[]::new))
            .as(JobOptions.class);
    return new BigQueryConnector(options, plan);
  }

  @Test
  void aStreamWithoutItsColumnsDoesNotStart() {
    TrackingPlan newer = NewerPlan.withMood();
    assertThat(connector(TrackingPlan.builtIn()).lackedByStreams(TrackingPlan.builtIn())).isEmpty();

    assertThat(connector(newer).lackedByStreams(newer))
        .singleElement()
        .asString()
        .startsWith("BigQuery lacks user_sessions.mood, which a stream")
        .contains("apply-ddl.sh --warehouse=bigquery");

    bigQuery.service().run("ALTER TABLE skillforge.user_sessions ADD COLUMN mood STRING");
    assertThat(connector(newer).lackedByStreams(newer)).isEmpty();
  }

  @Test
  void nothingIsMissingWhereTheScriptsHaveRun() {
    assertThat(problems()).isEmpty();
    assertThat(bigQuery.staged()).isEmpty();
  }

  @Test
  void whatIsMissingIsNamed() {
    bigQuery.service().run("DROP TABLE skillforge.dead_letters; DROP SCHEMA analytics CASCADE");

    assertThat(problems())
        .satisfiesExactly(
            dataset ->
                assertThat(dataset)
                    .startsWith("There is no dataset analytics in project")
                    .contains("apply-ddl.sh"),
            table ->
                assertThat(table)
                    .startsWith("The dataset skillforge lacks dead_letters;")
                    .contains("apply-ddl.sh"));
  }

  @Test
  void aMissingPermissionIsNamed() {
    bigQuery.faults().on("tables.insert").refuse(403, "accessDenied");

    assertThat(problems()).singleElement().asString().contains("credentials", "9-grants.sql");
  }

  @Test
  void aServiceThatDoesNotAnswerIsTriedForAWhile() {
    bigQuery.faults().on("tables.list").always().refuse(503, "backendError");

    assertThat(problems()).singleElement().asString().contains("for 3 seconds");
    assertThat(bigQuery.faults().count("tables.list")).isGreaterThan(2);
  }
}
