package org.kokyu.scheduler;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules of the house, see docs/architecture or the module table in the README. */
class ArchitectureTest {
  private static final String ROOT = "org.kokyu.";
  private static final List<String> MODULES =
      List.of(
          "core",
          "gosat",
          "himawari",
          "met",
          "retrieval",
          "land",
          "flux",
          "simulation",
          "ops",
          "scheduler");
  private static final String[] SCIENCE = {
    "org.kokyu.retrieval..", "org.kokyu.land..", "org.kokyu.flux.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.kokyu");

  @Test
  void allModulesAreLookedAt() {
    assertTrue(CLASSES.size() > 150, "classes imported: " + CLASSES.size());
    for (String module : List.of("core", "gosat", "himawari", "met", "retrieval", "land", "ops")) {
      assertTrue(
          CLASSES.stream().anyMatch(c -> c.getPackageName().startsWith(ROOT + module)),
          "no class of " + module);
    }
  }

  @Test
  void coreDependsOnTheJdkAndSlf4jOnly() {
    classes()
        .that()
        .resideInAPackage("org.kokyu.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("org.kokyu.core..", "java..", "org.slf4j..")
        .check(CLASSES);
  }

  @Test
  void modulesSeeOnlyCore() {
    Map<String, List<String>> mayAlsoSee =
        Map.of("simulation", List.of("gosat", "himawari", "retrieval"), "scheduler", MODULES);
    for (String module : MODULES) {
      List<String> allowed = mayAlsoSee.getOrDefault(module, List.of());
      String[] forbidden =
          MODULES.stream()
              .filter(m -> !m.equals(module) && !m.equals("core") && !allowed.contains(m))
              .map(m -> ROOT + m + "..")
              .toArray(String[]::new);
      if (forbidden.length > 0) {
        noClasses()
            .that()
            .resideInAPackage(ROOT + module + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(forbidden)
            .allowEmptyShould(true)
            .check(CLASSES);
      }
    }
  }

  @Test
  void packagesOfAModuleHaveNoCycles() {
    for (String module : MODULES) {
      slices()
          .matching(ROOT + module + ".(**)")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  @Test
  void eachLibraryHasItsPlace() {
    only("org.quartz..", "org.kokyu.scheduler.jobs..");
    only("io.micrometer..", "org.kokyu.ops.metrics..");
    only("io.prometheus..", "org.kokyu.ops.metrics..");
    only("io.jhdf..", "org.kokyu.gosat.l1b..");
    only(
        "ucar..",
        "org.kokyu..io..",
        "org.kokyu.himawari..",
        "org.kokyu.met..",
        "org.kokyu.ops.publish..");
    only("picocli..", "org.kokyu.scheduler.cli..");
    only("me.tongfei..", "org.kokyu.scheduler.cli..");
    only("org.yaml..", "org.kokyu.scheduler.config..");
    only("java.sql..", "org.kokyu.scheduler.ledger..");
    only("org.h2..", "org.kokyu.scheduler.ledger..");
    only("com.zaxxer..", "org.kokyu.scheduler.ledger..");
    only("org.flywaydb..", "org.kokyu.scheduler.ledger..");
    only("com.fasterxml..", "org.kokyu.ops.http..");
    only("com.sun.net.httpserver..", "org.kokyu.ops.http..");
    only("org.apache.commons.compress..", "org.kokyu.himawari..");
  }

  private static void only(String library, String... places) {
    noClasses()
        .that(kokyuOutside(places))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> kokyuOutside(String... places) {
    return DescribedPredicate.not(resideInAnyPackage(places))
        .and(resideInAnyPackage("org.kokyu.."));
  }

  @Test
  void commonsMathIsInNoPublicSignature() {
    methods()
        .that()
        .arePublic()
        .should()
        .notHaveRawReturnType(resideInAnyPackage("org.apache.commons.math3.."))
        .check(CLASSES);
  }

  @Test
  void scienceOpensNothingStartsNoThreadAndReadsNoClock() {
    science()
        .and()
        .resideOutsideOfPackage("..io..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.io\\.File.*|java\\.nio\\.file\\.Files|java\\.net\\..*|java\\.nio\\.channels\\..*")
        .check(CLASSES);
    science()
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.lang\\.Thread|java\\.util\\.concurrent\\.(Executors|ThreadPoolExecutor|ForkJoinPool)")
        .check(CLASSES);
    science().should().callMethod(System.class, "currentTimeMillis").check(CLASSES);
    science().should().callMethod(System.class, "nanoTime").check(CLASSES);
    science().should().callMethod(java.time.Instant.class, "now").check(CLASSES);
  }

  private static GivenClassesConjunction science() {
    return noClasses().that().resideInAnyPackage(SCIENCE);
  }

  @Test
  void namesSayWhatAClassDoes() {
    noClasses()
        .that()
        .resideInAPackage("org.kokyu..")
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Manager|Common)")
        .check(CLASSES);
  }

  @Test
  void noPublicMutableState() {
    fields().that().areStatic().and().areNotPrivate().should().beFinal().check(CLASSES);
  }

  @Test
  void onlyTheCommandLineEndsTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.kokyu.scheduler.cli..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(CLASSES);
  }
}
