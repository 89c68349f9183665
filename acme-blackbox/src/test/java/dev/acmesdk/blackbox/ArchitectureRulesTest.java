package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each rule of the architecture reports the wrongdoers among the fixtures, and nobody else. */
class ArchitectureRulesTest {
  private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages("fixtures");
  private static final Layers LAYERS = new Layers("fixtures");
  private static final ForeignTypes FOREIGN_TYPES = new ForeignTypes(LAYERS);
  private static final HouseRules HOUSE_RULES = new HouseRules(LAYERS);

  @Test
  void anArrowUpwardsAndAnUnknownPackageAreReported() {
    assertThat(wrongdoers(LAYERS.useOnlyWhatIsBelowThem()))
        .containsExactlyInAnyOrder(
            "crypto.UsesProtocol", "protocol.UsesCrypto", "attic.UnknownRoom");
  }

  @Test
  void aCycleIsReported() {
    assertThat(wrongdoers(LAYERS.areFreeOfCycles()))
        .containsExactlyInAnyOrder("crypto.UsesProtocol", "protocol.UsesCrypto");
  }

  @Test
  void okHttpOutsideTheClientIsReported() {
    assertThat(wrongdoers(FOREIGN_TYPES.okHttpStaysInTheClient()))
        .containsExactlyInAnyOrder("error.SpeaksHttp", "FacadeTakesUrl");
  }

  @Test
  void jacksonOutsideItsPackageIsReported() {
    assertThat(wrongdoers(FOREIGN_TYPES.jacksonStaysInOnePackage()))
        .containsExactlyInAnyOrder(
            "client.HidesJson",
            "client.ShowsJson",
            "renewal.ReadsJson",
            "storage.ReadsJsonFirst",
            "storage.ReadsJsonToo");
  }

  @Test
  void dnsjavaOutsideLookUpsAndProvidersIsReported() {
    assertThat(wrongdoers(FOREIGN_TYPES.dnsjavaStaysInLookUpsAndProviders()))
        .containsExactlyInAnyOrder("dns01.ReadsNames", "http01.AsksDns");
  }

  @Test
  void bouncyCastleOutsideCryptoIsReported() {
    assertThat(wrongdoers(FOREIGN_TYPES.bouncyCastleStaysInCrypto()))
        .containsExactly("tls.UsesBouncyCastle");
  }

  @Test
  void foreignTypesInSignaturesAreReported() {
    assertThat(wrongdoers(FOREIGN_TYPES.signaturesAreFreeOfThem()))
        .containsExactlyInAnyOrder("FacadeTakesUrl", "client.ShowsJson", "client.ShowsItsHeritage");
  }

  @Test
  void sleepersAreReported() {
    assertThat(wrongdoers(HOUSE_RULES.nobodySleeps()))
        .containsExactlyInAnyOrder("http01.Sleeps", "http01.SleepsByReference");
  }

  @Test
  void printersAreReported() {
    assertThat(wrongdoers(HOUSE_RULES.nobodyPrints()))
        .containsExactlyInAnyOrder("http01.Prints", "http01.PrintsTheStack");
  }

  @Test
  void theJdksLoggerIsReported() {
    assertThat(wrongdoers(HOUSE_RULES.nobodyLogsWithTheJdk()))
        .containsExactly("dns01.LogsWithTheJdk");
  }

  @Test
  void textsWithKeysAreReported() {
    assertThat(wrongdoers(HOUSE_RULES.textsShowNoKeys()))
        .containsExactlyInAnyOrder(
            "store.ShowsItsKey", "store.QuotesItsKey", "store.QuotesItsKeyByAccessor");
  }

  @Test
  void datesAreReported() {
    assertThat(wrongdoers(HOUSE_RULES.datesStayWithCertificates()))
        .containsExactlyInAnyOrder("store.KeepsADate", "store.MakesADate");
  }

  @Test
  void protocolTypesThatAreNoValuesAreReported() {
    assertThat(wrongdoers(HOUSE_RULES.protocolHoldsValuesOnly()))
        .containsExactlyInAnyOrder("protocol.FinalClass", "protocol.OpenInterface");
  }

  @Test
  void openClassesAreReported() {
    assertThat(wrongdoers(HOUSE_RULES.classesAreNotOpenByAccident()))
        .containsExactly("issuance.OpenByAccident");
  }

  @Test
  void largePlugPointsAreReported() {
    assertThat(wrongdoers(HOUSE_RULES.plugPointsAreSmall()))
        .containsExactlyInAnyOrder("dns01.DnsProvider", "store.LargePlugPoint");
  }

  @Test
  void emptyNamesAreReported() {
    assertThat(wrongdoers(HOUSE_RULES.namesSayWhatAThingIs()))
        .containsExactlyInAnyOrder("issuance.IssuerImpl", "issuance.StringUtils");
  }

  @Test
  void packagesWithoutNullnessAreReported() {
    assertThat(wrongdoers(HOUSE_RULES.nullnessIsDeclared())).contains("attic.UnknownRoom");
  }

  /** The fixtures that the rule's report names, without their root package and nested types. */
  private static Set<String> wrongdoers(ArchRule rule) {
    Set<String> names = new TreeSet<>();
    for (String detail : rule.evaluate(FIXTURES).getFailureReport().getDetails()) {
      Matcher name = Pattern.compile("\\bfixtures\\.([\\w.]*?[A-Z]\\w*)").matcher(detail);
      while (name.find()) {
        names.add(name.group(1));
      }
    }
    return names;
  }
}
