package com.skillforge.analytics.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.WarehouseSchema;
import com.skillforge.analytics.testing.DerivedFile;
import com.skillforge.analytics.testing.Terraform;
import com.skillforge.analytics.testing.cloud.terraform.TerraformProviderStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole platform as Terraform plans it, over a provider that asks no cloud. */
class PlatformTerraformTest {
  private static final Path FOLDER = Path.of("templates", "terraform");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final WarehouseSchema SCHEMA =
      WarehouseSchema.of(BigQuery.SQL, TrackingPlan.builtIn());

  private static final String WORKERS =
      "serviceAccount:skillforge-pipelines@my-project.iam.gserviceaccount.com";
  private static final String SCHEDULER =
      "serviceAccount:skillforge-scheduler@my-project.iam.gserviceaccount.com";

  private static final String VARIABLES =
      """
      {"project": "my-project", "region": "europe-west1", "location": "EU", "bucket": "my-bucket",
       "deployers": ["user:ada@university.example"],
       "snowflake_storage_accounts": ["abc@gcpuscentral1-1dfa.iam.gserviceaccount.com"],
       "parameters": {"bootstrapServers": "kafka:9092", "environment": "prod",
                      "warehouses": "bigquery"}}
      """;

  @TempDir Path directory;

  private final TerraformProviderStandIn provider = new TerraformProviderStandIn();
  private Terraform terraform;

  @BeforeEach
  void copyTheTemplates() throws IOException {
    terraform = Terraform.ofTemplates(directory, "terraform", provider);
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  /** What of one type would be made, of the platform itself and of its schedules. */
  private static List<JsonNode> planned(JsonNode plan, String type) {
    JsonNode root = plan.get("planned_values").get("root_module");
    List<JsonNode> modules = new ArrayList<>(List.of(root));
    root.path("child_modules").forEach(modules::add);
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode module : modules) {
      for (JsonNode resource : module.path("resources")) {
        if (resource.get("type").asText().equals(type)) {
          found.add(resource.get("values"));
        }
      }
    }
    return found;
  }

  private static Set<String> texts(List<JsonNode> values, String attribute) {
    return values.stream()
        .map(value -> value.get(attribute).asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Who gets which role, on whatever it is. */
  private static Set<String> grants(JsonNode plan) {
    return Stream.of(
            "google_project_iam_member",
            "google_service_account_iam_member",
            "google_storage_bucket_iam_member",
            "google_secret_manager_secret_iam_member",
            "google_artifact_registry_repository_iam_member")
        .flatMap(type -> planned(plan, type).stream())
        .map(
            grant ->
                grant.get("member").asText()
                    + " "
                    + grant.get("role").asText()
                    + " "
                    + grant.path("bucket").asText())
        .map(String::strip)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theDatasetsAreThoseOfTheTrackingPlan() throws IOException {
    DerivedFile.check(
        FOLDER.resolve(TerraformVariables.DATASETS), TerraformVariables.datasets(SCHEMA));
  }

  @Test
  void everyRoleIsOneThatIsNeeded() throws Exception {
    assertThat(grants(terraform.plan(VARIABLES)))
        .containsExactlyInAnyOrder(
            WORKERS + " roles/dataflow.worker",
            WORKERS + " roles/bigquery.jobUser",
            WORKERS + " roles/bigquery.readSessionUser",
            WORKERS + " roles/storage.objectUser my-bucket",
            WORKERS + " roles/storage.legacyBucketReader my-bucket",
            WORKERS + " roles/storage.legacyBucketReader my-bucket-templates",
            WORKERS + " roles/storage.objectViewer my-bucket-templates",
            WORKERS + " roles/secretmanager.secretAccessor",
            WORKERS + " roles/artifactregistry.reader",
            SCHEDULER + " roles/dataflow.developer",
            SCHEDULER + " roles/iam.serviceAccountUser",
            SCHEDULER + " roles/storage.objectViewer my-bucket-templates",
            "user:ada@university.example roles/dataflow.developer",
            "user:ada@university.example roles/iam.serviceAccountUser",
            "user:ada@university.example roles/storage.objectUser my-bucket-templates",
            "user:ada@university.example roles/artifactregistry.writer",
            "serviceAccount:abc@gcpuscentral1-1dfa.iam.gserviceaccount.com"
                + " name of google_project_iam_custom_role my-bucket");
  }

  @Test
  void datasetsHaveTheLocationAndWhoMayReadThem() throws Exception {
    JsonNode plan = terraform.plan(VARIABLES);

    List<JsonNode> datasets = planned(plan, "google_bigquery_dataset");
    assertThat(texts(datasets, "dataset_id"))
        .containsExactlyInAnyOrderElementsOf(
            SCHEMA.schemas().stream().map(schema -> schema.name()).toList());
    assertThat(texts(datasets, "location")).containsExactly("EU");
    assertThat(
            datasets.stream()
                .filter(dataset -> !dataset.get("default_table_expiration_ms").isNull())
                .map(
                    dataset ->
                        dataset.get("dataset_id").asText()
                            + " "
                            + dataset.get("default_table_expiration_ms").asLong()))
        .containsExactly("staging 259200000");
    Set<String> authorized =
        planned(plan, "google_bigquery_dataset_access").stream()
            .map(
                access ->
                    access.get("dataset").get(0).get("dataset").get(0).get("dataset_id").asText()
                        + " "
                        + access.get("dataset_id").asText())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> expected = new TreeSet<>();
    SCHEMA
        .authorizedReaders()
        .forEach((read, by) -> by.forEach(reader -> expected.add(reader + " " + read)));
    assertThat(authorized).isEqualTo(expected);
  }

  @Test
  void bucketsAreClosedAndForgetWhatWasOnItsWay() throws Exception {
    JsonNode plan = terraform.plan(VARIABLES);

    List<JsonNode> buckets = planned(plan, "google_storage_bucket");
    assertThat(texts(buckets, "name")).containsExactly("my-bucket", "my-bucket-templates");
    assertThat(texts(buckets, "public_access_prevention")).containsExactly("enforced");
    assertThat(texts(buckets, "uniform_bucket_level_access")).containsExactly("true");
    JsonNode work =
        buckets.stream()
            .filter(b -> b.get("name").asText().equals("my-bucket"))
            .findFirst()
            .orElseThrow();
    assertThat(work.get("soft_delete_policy").get(0).get("retention_duration_seconds").asInt())
        .isZero();
    JsonNode rule = work.get("lifecycle_rule").get(0).get("condition").get(0);
    assertThat(rule.get("age").asInt()).isEqualTo(7);
    assertThat(rule.get("matches_prefix"))
        .as("the jars of streams stay")
        .isEqualTo(JSON.readTree("[\"tmp/\", \"snowflake/\"]"));
  }

  @Test
  void schedulesRunInTheNetworkThatIsMade() throws Exception {
    JsonNode plan = terraform.plan(VARIABLES);

    List<JsonNode> jobs = planned(plan, "google_cloud_scheduler_job");
    assertThat(texts(jobs, "paused")).containsExactly("true");
    assertThat(texts(jobs, "name"))
        .containsExactly(
            "skillforge-erasure",
            "skillforge-kpi",
            "skillforge-privacy-audit",
            "skillforge-raw-events",
            "skillforge-retention");
    for (JsonNode job : jobs) {
      var launch = ScheduleTerraformTest.request(job).getLaunchParameter();
      assertThat(launch.getContainerSpecGcsPath())
          .startsWith("gs://my-bucket-templates/templates/");
      assertThat(launch.getEnvironment().getSubnetwork())
          .isEqualTo("regions/europe-west1/subnetworks/skillforge");
      assertThat(launch.getEnvironment().getStagingLocation()).isEqualTo("gs://my-bucket/staging");
      assertThat("serviceAccount:" + launch.getEnvironment().getServiceAccountEmail())
          .isEqualTo(WORKERS);
    }
    JsonNode subnetwork = planned(plan, "google_compute_subnetwork").get(0);
    assertThat(subnetwork.get("private_ip_google_access").asBoolean()).isTrue();
    assertThat(planned(plan, "google_compute_router_nat")).hasSize(1);
  }

  @Test
  void aNetworkOfOnesOwnIsUsedAsItIs() throws Exception {
    ObjectNode variables = (ObjectNode) JSON.readTree(VARIABLES);
    variables.put("subnetwork", "regions/europe-west1/subnetworks/shared");
    variables.putArray("snowflake_storage_accounts");

    JsonNode plan = terraform.plan(variables.toString());

    for (String type : List.of("network", "subnetwork", "router", "router_nat", "firewall")) {
      assertThat(planned(plan, "google_compute_" + type)).isEmpty();
    }
    assertThat(planned(plan, "google_project_iam_custom_role")).isEmpty();
    JsonNode job = planned(plan, "google_cloud_scheduler_job").get(0);
    assertThat(
            ScheduleTerraformTest.request(job)
                .getLaunchParameter()
                .getEnvironment()
                .getSubnetwork())
        .isEqualTo("regions/europe-west1/subnetworks/shared");
  }

  @Test
  void allThatIsWrongWithVariablesIsSaidTogether() throws Exception {
    ObjectNode variables = (ObjectNode) JSON.readTree(VARIABLES);
    variables.put("project", "My Project").put("region", "Europe").put("location", "Earth");
    variables.put("bucket", "gs://my-bucket").put("subnetwork_range", "10.0.0.0");
    variables.putArray("deployers").add("ada@university.example");

    assertThatThrownBy(() -> terraform.plan(variables.toString()))
        .hasMessageContaining("project must be the id of a project")
        .hasMessageContaining("region must be the name of a region")
        .hasMessageContaining("location must be EU, US or the name of a region")
        .hasMessageContaining("without gs://")
        .hasMessageContaining("subnetwork_range must be a range of addresses")
        .hasMessageContaining("deployers are members as in policies");
  }

  /** What is used of Google's services is switched on before: by both ways that are documented. */
  @Test
  void theServicesAreThoseOfTheDocuments() throws Exception {
    Set<String> enabled =
        texts(planned(terraform.plan(VARIABLES), "google_project_service"), "service");
    Set<String> documented =
        Stream.of("warehouses.md", "deployment.md")
            .flatMap(PlatformTerraformTest::services)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(documented).isEqualTo(enabled);
  }

  private static Stream<String> services(String document) {
    try {
      String commands =
          Files.readString(Path.of("docs", document))
              .lines()
              .filter(line -> line.contains("googleapis.com"))
              .collect(Collectors.joining("\n"));
      return Pattern.compile("\\b[a-z]+\\.googleapis\\.com")
          .matcher(commands)
          .results()
          .map(MatchResult::group);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
