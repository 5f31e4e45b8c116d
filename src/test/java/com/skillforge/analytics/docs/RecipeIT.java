package com.skillforge.analytics.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who follows docs/recipes.md to the letter ends with green tests: it is done here in a copy of the
 * project. What it adds is compiled beside the classes of this build, and those tests run that look
 * at every event, every KPI, every pipeline and every derived file.
 */
class RecipeIT {
  private static final Path DOCUMENT = Path.of("docs", "recipes.md");
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Path RESOURCES = Path.of("src", "main", "resources");
  private static final Path TESTS = Path.of("src", "test", "java");
  private static final Set<String> LEFT_OUT = Set.of("target", ".git", "data");
  private static final String PACKAGE = "com.skillforge.analytics.";

  /** Tests that hold for every event, KPI and pipeline there is, whoever added it. */
  private static final List<String> OTHERS =
      List.of(
          "plan.TrackingPlanTest",
          "plan.TrackingPlanDocumentTest",
          "plan.ReleasedPlanTest",
          "plan.RoleTest",
          "simulation.StagingFixtureTest",
          "deploy.PipelineFolderTest",
          "answers.KpiColumnsTest",
          "kpi.DeclarationPropertyTest",
          "kpi.AuditPropertyTest#rowsOfFewAreThoseOfTheAuditQueries");

  @TempDir private Path home;

  @Test
  void whoFollowsTheRecipesEndsWithGreenTests() throws Exception {
    copyProject();
    List<Path> touched = new Recipe(home).follow(Files.readString(DOCUMENT));
    assertThat(touched).contains(RESOURCES.resolve("tracking-plan.yaml")).hasSizeGreaterThan(5);
    build(touched);

    List<String> generators = generators();
    List<String> tests = new ArrayList<>(generators);
    tests.addAll(OTHERS);
    runTests(generators.size(), tests.stream().map(PACKAGE::concat).toList());

    assertThat(home.resolve("docs/event-reference.md")).content().contains("mentor_session_booked");
    assertThat(home.resolve("sql/snowflake/2-raw-tables.sql"))
        .content()
        .contains("raw_events.mentor_sessions");
    assertThat(home.resolve("sql/bigquery/6-kpi-views.sql")).content().contains("assessed_users");
    assertThat(home.resolve("sql/bigquery/checks/assessed_users.sql")).exists();
    assertThat(home.resolve("templates/assessed_users.json")).exists();
  }

  private void copyProject() throws IOException {
    try (Stream<Path> entries = Files.list(Path.of(""))) {
      for (Path entry : entries.filter(e -> !LEFT_OUT.contains(e.toString())).toList()) {
        copy(entry, home.resolve(entry));
      }
    }
    copy(Path.of("target", "classes"), home.resolve("target/classes"));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copied = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(copied);
        } else {
          Files.createDirectories(copied.getParent());
          Files.copy(file, copied);
        }
      }
    }
  }

  /** What a build of the copy would put into its classes, of the files that were touched. */
  private void build(List<Path> touched) throws IOException {
    List<Path> sources = touched.stream().filter(file -> file.startsWith(SOURCES)).toList();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none", "-nowarn", "-d", classes().toString(), "-cp", classPath()),
                  null,
                  files.getJavaFileObjectsFromPaths(sources.stream().map(home::resolve).toList()))
              .call();
      assertThat(compiled).as("%s compile", sources).isTrue();
    }
    for (Path file : touched) {
      if (file.startsWith(RESOURCES)) {
        Path built = classes().resolve(RESOURCES.relativize(file));
        Files.write(built, Files.readAllBytes(home.resolve(file)));
      }
    }
  }

  private Path classes() {
    return home.resolve("target/classes");
  }

  /** The copy's classes before those of this build. */
  private String classPath() {
    String tests =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return classes() + File.pathSeparator + tests;
  }

  /** The tests that write derived files, as regenerate.sh finds them; Dataflow's takes too long. */
  private static List<String> generators() throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      List<String> names = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith("Test.java")).sorted().toList()) {
        if (Files.readString(file).contains("DerivedFile.")) {
          String name = TESTS.relativize(file).toString().replace(File.separatorChar, '.');
          names.add(name.substring(PACKAGE.length(), name.length() - ".java".length()));
        }
      }
      assertThat(names).hasSizeGreaterThan(5);
      return names;
    }
  }

  private void runTests(int generators, List<String> tests) throws Exception {
    Path output = home.resolve("tests.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx768m",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-Dskillforge.home=" + home,
            "-DmissingTools=skip",
            "-cp",
            classPath(),
            ChosenTests.class.getName(),
            String.valueOf(generators)));
    command.addAll(tests);
    Process process =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).as(() -> read(output)).isZero();
    assertThat(read(output)).contains("tests succeeded");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
