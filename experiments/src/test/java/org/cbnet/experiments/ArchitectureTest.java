package org.cbnet.experiments;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.KnownDataSet;

/** The direction of dependencies (DESIGN, "Modules"), over all modules at once. */
@AnalyzeClasses(packages = "org.cbnet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String SCHEMAS = "org.cbnet.schemas..";
  private static final String INFERENCE = "org.cbnet.inference..";
  private static final String EDGE = "org.cbnet.edge..";
  private static final String CLOUD = "org.cbnet.cloud..";
  private static final String TRAINER = "org.cbnet.trainer..";
  private static final String EXPERIMENTS = "org.cbnet.experiments..";

  @ArchTest
  static final ArchRule schemasDependOnNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage(SCHEMAS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(INFERENCE, EDGE, CLOUD, TRAINER, EXPERIMENTS);

  @ArchTest
  static final ArchRule inferenceDependsOnNothingOfOursAndNotOnKafka =
      noClasses()
          .that()
          .resideInAPackage(INFERENCE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SCHEMAS, EDGE, CLOUD, TRAINER, EXPERIMENTS, "org.apache.kafka..");

  @ArchTest
  static final ArchRule edgeNeverSeesTheCloud =
      noClasses()
          .that()
          .resideInAPackage(EDGE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CLOUD, TRAINER, EXPERIMENTS);

  @ArchTest
  static final ArchRule cloudNeverSeesTheEdge =
      noClasses()
          .that()
          .resideInAPackage(CLOUD)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(EDGE, TRAINER, EXPERIMENTS);

  @ArchTest
  static final ArchRule trainerSeesInferenceOnly =
      noClasses()
          .that()
          .resideInAPackage(TRAINER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SCHEMAS, EDGE, CLOUD, EXPERIMENTS, "org.apache.kafka..");

  @ArchTest
  static final ArchRule onlyEvaluationSeesTestImages =
      noClasses()
          .that()
          .resideInAPackage(TRAINER)
          .and()
          .resideOutsideOfPackage("org.cbnet.trainer.evaluation..")
          .and()
          .haveSimpleNameNotStartingWith("Evaluat")
          // Takes the answers of a bundle that is made; chooses nothing.
          .and()
          .doNotHaveSimpleName("SignCommand")
          .should()
          .callMethod(DataSets.class, "test", KnownDataSet.class)
          .orShould()
          .callMethod(DataSets.class, "testOrSample", KnownDataSet.class)
          .orShould()
          .callMethod(DataSets.class, "sample")
          .because("test images enter no choice: train, search and ship must not read them");

  @ArchTest
  static final ArchRule onlyExperimentsKnowTheBrokersCode =
      noClasses()
          .that()
          .resideOutsideOfPackage(EXPERIMENTS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "kafka..", "org.apache.kafka.metadata..", "org.apache.kafka.server..");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("org.cbnet.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingIsCalledCommonOrUtils =
      noClasses().should().resideInAnyPackage("..common..", "..util..", "..utils..");

  @ArchTest
  static final ArchRule standardOutputBelongsToCommands =
      noClasses()
          .that()
          .resideInAnyPackage(SCHEMAS, INFERENCE)
          .should()
          .accessField(System.class, "out");
}
