package com.skillforge.analytics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** The layers of docs/architecture.md, held by a test. */
@AnalyzeClasses(
    packages = "com.skillforge.analytics",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String BASE = "com.skillforge.analytics.";

  @ArchTest
  static final ArchRule packagesFormAnAcyclicGraph =
      slices().matching(BASE + "(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule dependenciesPointDownwards =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("cli")
          .definedBy(BASE + "cli..")
          .layer("pipelines")
          .definedBy(BASE + "pipelines..")
          .layer("io")
          .definedBy(BASE + "io..", BASE + "sql..")
          .layer("kpi")
          .definedBy(BASE + "kpi..")
          .layer("transforms")
          .definedBy(BASE + "transforms..")
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
          .whereLayer("pipelines")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("io")
          .mayOnlyBeAccessedByLayers("pipelines", "cli")
          .whereLayer("kpi")
          .mayOnlyBeAccessedByLayers("pipelines", "cli")
          .whereLayer("transforms")
          .mayOnlyBeAccessedByLayers("kpi", "pipelines", "cli")
          .whereLayer("ops")
          .mayOnlyBeAccessedByLayers("pipelines", "cli")
          .whereLayer("options")
          .mayOnlyBeAccessedByLayers("io", "ops", "pipelines", "cli")
          .whereLayer("model")
          .mayOnlyAccessLayers("plan")
          .whereLayer("plan")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule theKpisAndTransformsKnowNoClock =
      noClasses()
          .that()
          .resideInAnyPackage(BASE + "kpi..", BASE + "transforms..", BASE + "plan..")
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
