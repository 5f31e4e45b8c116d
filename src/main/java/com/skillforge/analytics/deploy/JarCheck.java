package com.skillforge.analytics.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether a packaged jar is fit to be deployed. Each check is of something that goes wrong when
 * many jars become one, and that shows only when a pipeline runs: or not even then.
 */
public final class JarCheck {
  /** A jar that has grown beyond this holds something that nobody meant to deploy. */
  static final long MOST_BYTES = 230_000_000;

  /** What the pipelines find by its interface. */
  private static final Map<String, List<String>> REGISTERED =
      new TreeMap<>(
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
                  "org.postgresql.Driver")));

  private static final List<String> CONNECTORS =
      List.of(
          "org.apache.beam.sdk.io.kafka.KafkaIO",
          "org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO",
          "org.apache.beam.sdk.io.snowflake.SnowflakeIO");

  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|DSA|RSA|EC)");

  private static final Pattern OTHER_SYSTEM =
      Pattern.compile(".*(\\.dll|\\.dylib|\\.jnilib|_osx_universal|_windows_amd64)");

  /** Of tests, and of what makes a laptop a SkillForge: brokers, databases, simulated students. */
  private static final Pattern NOT_DEPLOYED =
      Pattern.compile(
          "(kafka/server|io/zonky|org/junit|org/mockito|com/google/zetasql"
              + "|com/skillforge/analytics/(bench|broker|cluster|demo|replay|report|simulation|soak))/.*"
              + "|com/skillforge/analytics/cli/(Bench|Broker|Demo|Replay|Report|Schedule|Soak).*"
              + "|com/skillforge/analytics/deploy/LocalSchedule.*");

  /** Those of the libraries are put together with the project's own. */
  private static final List<String> LICENCES = List.of("META-INF/LICENSE", "META-INF/NOTICE");

  /**
   * What one check has found.
   *
   * @param text what is in order, or a sentence that says what is not
   */
  public record Finding(boolean inOrder, String text) {}

  private final PackagedJar jar;
  private final List<Finding> findings = new ArrayList<>();

  private JarCheck(PackagedJar jar) {
    this.jar = jar;
  }

  /** Checks all there is to check of a jar that is to run these pipelines. */
  public static List<Finding> of(PackagedJar jar, List<PipelineFolder> pipelines) {
    JarCheck check = new JarCheck(jar);
    check.size();
    check.manifest();
    check.licences();
    check.leftovers();
    check.services();
    check.classes("connectors", CONNECTORS);
    check.pipelines(pipelines);
    check.nativeCode();
    return List.copyOf(check.findings);
  }

  private void size() {
    String size = megabytes(jar.bytes()) + " of at most " + megabytes(MOST_BYTES);
    found(
        jar.bytes() <= MOST_BYTES,
        "size: " + size + ", " + jar.names().size() + " files",
        "size: it has " + size + "; look for what has come in, and leave it out in pom.xml.");
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private void manifest() {
    String main = jar.manifest(Attributes.Name.MAIN_CLASS).orElse("");
    found(
        jar.hasClass(main),
        "manifest: java -jar starts " + main,
        "manifest: the main class '" + main + "' is not in the jar.");
    found(
        jar.manifest(new Attributes.Name("Multi-Release")).filter("true"::equals).isPresent(),
        "manifest: classes for later Java versions are used",
        "manifest: Multi-Release is not true, so classes for later Java versions are not used.");
  }

  private void licences() {
    List<String> missing = LICENCES.stream().filter(name -> !jar.names().contains(name)).toList();
    found(
        missing.isEmpty(),
        "licences: " + String.join(", ", LICENCES),
        "licences: not in the jar: " + String.join(", ", missing) + ".");
  }

  private void leftovers() {
    none(
        "signatures of the jars it is made of",
        matching(SIGNATURE),
        "Java would refuse the whole jar");
    none(
        "module descriptors",
        jar.names().stream()
            .filter(name -> name.endsWith("module-info.class"))
            .collect(Collectors.toCollection(TreeSet::new)),
        "they speak of other jars");
    none(
        "parts of tests, simulation and embedded servers",
        matching(NOT_DEPLOYED),
        "they are not deployed");
  }

  private SortedSet<String> matching(Pattern pattern) {
    return jar.names().stream()
        .filter(name -> pattern.matcher(name).matches())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void none(String what, SortedSet<String> found, String why) {
    found(
        found.isEmpty(),
        "no " + what,
        "there are " + what + " (" + why + "): " + String.join(", ", found) + ".");
  }

  private void services() {
    REGISTERED.forEach(
        (service, expected) -> {
          Set<String> registered = jar.providers(service);
          List<String> missing =
              expected.stream().filter(name -> !registered.contains(name)).toList();
          found(
              missing.isEmpty(),
              service + ": " + simpleNames(registered),
              service + ": it lacks " + String.join(", ", missing) + "; were the files merged?");
        });
    Set<String> dangling = new TreeSet<>();
    for (String service : jar.services()) {
      for (String provider : jar.providers(service)) {
        if (!jar.hasClass(provider)) {
          dangling.add(provider + " (for " + service + ")");
        }
      }
    }
    found(
        dangling.isEmpty(),
        "services: each class of the " + jar.services().size() + " service files is there",
        "services: registered, but not in the jar: " + String.join(", ", dangling) + ".");
  }

  private static String simpleNames(Set<String> classes) {
    return classes.stream()
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .collect(Collectors.joining(", "));
  }

  private void classes(String what, List<String> expected) {
    List<String> missing = expected.stream().filter(name -> !jar.hasClass(name)).toList();
    found(
        missing.isEmpty(),
        what + ": " + simpleNames(new TreeSet<>(expected)),
        what + ": not in the jar: " + String.join(", ", missing) + ".");
  }

  private void pipelines(List<PipelineFolder> pipelines) {
    for (PipelineFolder pipeline : pipelines) {
      String description = "pipelines/" + pipeline.name() + "/pipeline.yaml";
      boolean described = jar.names().contains(description);
      found(
          described && jar.hasClass(pipeline.main()),
          "pipeline " + pipeline.name() + ": " + pipeline.main(),
          "pipeline "
              + pipeline.name()
              + ": not in the jar: "
              + (described ? pipeline.main() : description)
              + ".");
    }
  }

  private void nativeCode() {
    List<String> expected =
        List.of("libduckdb_java.so_linux_amd64", "libduckdb_java.so_linux_arm64");
    found(
        jar.names().containsAll(expected),
        "native code: DuckDB for Linux on x86-64 and ARM64",
        "native code: not in the jar: one of " + String.join(", ", expected) + ".");
    none("native code of other systems", matching(OTHER_SYSTEM), "the jar is for Linux");
  }

  private void found(boolean inOrder, String good, String bad) {
    findings.add(new Finding(inOrder, inOrder ? good : bad));
  }
}
