package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;

/** The rules of the architecture, over the main code of all published modules. */
@AnalyzeClasses(packages = "dev.acmesdk", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final Layers LAYERS = new Layers("dev.acmesdk");
  private static final ForeignTypes FOREIGN_TYPES = new ForeignTypes(LAYERS);
  private static final HouseRules HOUSE_RULES = new HouseRules(LAYERS);

  @ArchTest static final ArchRule packagesUseOnlyWhatIsBelowThem = LAYERS.useOnlyWhatIsBelowThem();
  @ArchTest static final ArchRule packagesAreFreeOfCycles = LAYERS.areFreeOfCycles();

  @ArchTest static final ArchRule okHttpStaysInTheClient = FOREIGN_TYPES.okHttpStaysInTheClient();

  @ArchTest
  static final ArchRule jacksonStaysInOnePackage = FOREIGN_TYPES.jacksonStaysInOnePackage();

  @ArchTest
  static final ArchRule bouncyCastleStaysInCrypto = FOREIGN_TYPES.bouncyCastleStaysInCrypto();

  @ArchTest
  static final ArchRule dnsjavaStaysInLookUpsAndProviders =
      FOREIGN_TYPES.dnsjavaStaysInLookUpsAndProviders();

  @ArchTest
  static final ArchRule signaturesAreFreeOfForeignTypes = FOREIGN_TYPES.signaturesAreFreeOfThem();

  @ArchTest static final ArchRule nobodySleeps = HOUSE_RULES.nobodySleeps();
  @ArchTest static final ArchRule nobodyPrints = HOUSE_RULES.nobodyPrints();
  @ArchTest static final ArchRule nobodyLogsWithTheJdk = HOUSE_RULES.nobodyLogsWithTheJdk();

  @ArchTest static final ArchRule textsShowNoKeys = HOUSE_RULES.textsShowNoKeys();

  @ArchTest
  static final ArchRule datesStayWithCertificates = HOUSE_RULES.datesStayWithCertificates();

  @ArchTest static final ArchRule protocolHoldsValuesOnly = HOUSE_RULES.protocolHoldsValuesOnly();

  @ArchTest
  static final ArchRule classesAreNotOpenByAccident = HOUSE_RULES.classesAreNotOpenByAccident();

  @ArchTest static final ArchRule plugPointsAreSmall = HOUSE_RULES.plugPointsAreSmall();
  @ArchTest static final ArchRule namesSayWhatAThingIs = HOUSE_RULES.namesSayWhatAThingIs();
  @ArchTest static final ArchRule nullnessIsDeclared = HOUSE_RULES.nullnessIsDeclared();

  /** A module that this one does not depend on would escape all the rules above. */
  @ArchTest
  static void everyModuleOfTheReactorIsLookedAt(JavaClasses classes) throws IOException {
    for (MainSources module : MainSources.ofPublishedModules()) {
      assertThat(module.typeNames())
          .as("types of %s that acme-blackbox depends on", module.name())
          .isNotEmpty()
          .allMatch(classes::contain);
    }
  }
}
