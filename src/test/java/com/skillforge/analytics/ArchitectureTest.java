package com.skillforge.analytics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.skillforge.analytics.pipelines.launch.Processes;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;

/** The layers of docs/architecture.md, held by a test. */
@AnalyzeClasses(
    packages = "com.skillforge.analytics",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String BASE = "com.skillforge.analytics.";

  @ArchTest
  static final ArchRule packagesFormAnAcyclicGraph =
      slices().matching(BASE + "(*)..").should().beFreeOfCycles();

  private static final String[] TOOLS = {
    "answers",
    "bench",
    "broker",
    "cluster",
    "demo",
    "deploy",
    "plandiff",
    "privacy",
    "repair",
    "replay",
    "report",
    "simulation",
    "soak",
    "status",
    "trial"
  };

  @ArchTest
  static final ArchRule dependenciesPointDownwards =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("cli")
          .definedBy(BASE + "cli..")
          .layer("tools")
          .definedBy(Arrays.stream(TOOLS).map(room -> BASE + room + "..").toArray(String[]::new))
          .layer("pipelines")
          .definedBy(BASE + "pipelines..")
          .layer("commandline")
          .definedBy(BASE + "commandline..")
          .layer("io")
          .definedBy(BASE + "io..", BASE + "sql..")
          .layer("kpi")
          .definedBy(BASE + "kpi..")
          .layer("transforms")
          .definedBy(BASE + "transforms..")
          .layer("quality")
          .definedBy(BASE + "quality..")
          .layer("ops")
          .definedBy(BASE + "ops..")
          .layer("options")
          .definedBy(BASE + "options..")
          .layer("model")
          .definedBy(BASE + "model..")
          .layer("plan")
          .definedBy(BASE + "plan..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("tools")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("pipelines")
          .mayOnlyBeAccessedByLayers("tools", "cli")
          .whereLayer("commandline")
          .mayOnlyBeAccessedByLayers("pipelines", "tools", "cli")
          .whereLayer("io")
          .mayOnlyBeAccessedByLayers("pipelines", "tools", "cli")
          .whereLayer("kpi")
          .mayOnlyBeAccessedByLayers("pipelines", "tools", "cli")
          .whereLayer("transforms")
          .mayOnlyBeAccessedByLayers("kpi", "pipelines", "tools", "cli")
          .whereLayer("quality")
          .mayOnlyBeAccessedByLayers("pipelines", "tools", "cli")
          .whereLayer("ops")
          .mayOnlyBeAccessedByLayers("pipelines", "tools", "cli")
          .whereLayer("options")
          .mayOnlyBeAccessedByLayers("commandline", "io", "ops", "pipelines", "tools", "cli")
          .whereLayer("model")
          .mayOnlyAccessLayers("plan")
          .whereLayer("plan")
          .mayNotAccessAnyLayer();

  /** So all of them have the same help, checks of options and exit codes. */
  @ArchTest
  static final ArchRule onlyACommandEndsAProcessOfTheCommandLine =
      noClasses()
          .that()
          .resideInAPackage(BASE + "cli..")
          .and()
          .doNotHaveSimpleName("Command")
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Processes.class);

  /** What a room of rooms holds is a graph without cycles too. */
  @ArchTest
  static final ArchRule roomsOfTransformsFormAnAcyclicGraph =
      slices().matching(BASE + "transforms.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule roomsOfIoFormAnAcyclicGraph =
      slices().matching(BASE + "io.(*)..").should().beFreeOfCycles();

  /** A warehouse more is a connector more, and nothing else in io. */
  @ArchTest
  static final ArchRule theCommitKnowsNoConnector =
      noClasses()
          .that()
          .resideInAPackage(BASE + "io.warehouse..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              BASE + "io.remote..",
              BASE + "io.duckdb..",
              BASE + "io.bigquery..",
              BASE + "io.snowflake..");

  @ArchTest
  static final ArchRule mainsAreNotKnownToWhatRunsThem =
      noClasses()
          .that()
          .resideInAPackage(BASE + "pipelines.launch..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(BASE + "pipelines");

  @ArchTest
  static final ArchRule theKpisAndTransformsKnowNoClock =
      noClasses()
          .that()
          .resideInAnyPackage(
              BASE + "kpi..", BASE + "transforms..", BASE + "quality..", BASE + "plan..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);

  @ArchTest
  static final ArchRule thereAreNoMutableStatics = fields().that().areStatic().should().beFinal();
}
