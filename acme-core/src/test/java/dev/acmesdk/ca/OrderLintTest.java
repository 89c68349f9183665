package dev.acmesdk.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.protocol.Identifier;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for an order as a whole. */
class OrderLintTest {
  private static final OrderLint LETS_ENCRYPT = OrderLint.of(CertificateAuthorities.LETS_ENCRYPT);
  private static final URI PRIVATE = URI.create("https://ca.corp.example/acme/directory");
  private static final PlannedOrder ONE = PlannedOrder.of(List.of(Identifier.dns("a.example.com")));
  private static final Identifier ADDRESS = Identifier.ip("198.41.0.4");

  private static PlannedOrder names(int number) {
    return PlannedOrder.of(
        IntStream.range(0, number)
            .mapToObj(i -> Identifier.dns("n" + i + ".example.com"))
            .toList());
  }

  private static OrderLint own(OrderLimits limits) {
    return OrderLint.of(CertificateAuthority.builder("Our CA", PRIVATE).limits(limits).build());
  }

  /** The profiles' page of Let's Encrypt: "Order cannot contain more than 25 identifiers". */
  @ParameterizedTest
  @CsvSource(
      value = {"-,100", "classic,100", "tlsserver,25", "shortlived,25"},
      nullValues = "-")
  void takesAsManyNamesAsTheProfileAllowsAndNoMore(String profile, int max) {
    assertThat(LETS_ENCRYPT.findings(names(max).withProfile(profile))).isEmpty();
    assertThat(LETS_ENCRYPT.findings(names(max + 1).withProfile(profile)))
        .singleElement()
        .asString()
        .startsWith((max + 1) + " names were given, but a certificate from Let's Encrypt")
        .contains("at most " + max + ". Spread them over several certificates.");
  }

  @Test
  void namesTheProfileThatSetsTheNumber() {
    assertThat(LETS_ENCRYPT.findings(names(26).withProfile("tlsserver")))
        .singleElement()
        .asString()
        .contains("from Let's Encrypt with the profile \"tlsserver\" has at most 25");
  }

  @Test
  void leavesProfilesThatItDoesNotKnowToTheCa() {
    assertThat(LETS_ENCRYPT.findings(names(1_000).withProfile("brand-new"))).isEmpty();
    assertThat(LETS_ENCRYPT.findings(PlannedOrder.of(List.of(ADDRESS)).withProfile("brand-new")))
        .isEmpty();
  }

  @Test
  void countsWhatIsGivenTwiceOnce() {
    List<Identifier> twice =
        IntStream.range(0, 200)
            .<Identifier>mapToObj(i -> Identifier.dns("n" + i % 100 + ".example.com"))
            .toList();
    assertThat(LETS_ENCRYPT.findings(PlannedOrder.of(twice))).isEmpty();
  }

  @Test
  void rfc8555Section7_4_letsEncryptDecidesAboutTheValidity() {
    Instant some = Instant.parse("2026-10-01T00:00:00Z");
    for (PlannedOrder order :
        List.of(
            ONE.withValidity(some, null),
            ONE.withValidity(null, some),
            ONE.withValidity(some, some).withProfile("tlsserver"))) {
      assertThat(LETS_ENCRYPT.findings(order))
          .singleElement()
          .asString()
          .contains("notBefore or notAfter", "Leave them out");
    }
    assertThat(OrderLint.of(CertificateAuthorities.ZERO_SSL).findings(ONE.withValidity(some, some)))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EC_P521")
  void letsEncryptTakesEachOtherKindOfKey(KeyAlgorithm key) {
    assertThat(LETS_ENCRYPT.findings(ONE.withCertificateKey(key))).isEmpty();
    assertThatCode(() -> LETS_ENCRYPT.checkAccountKey(key)).doesNotThrowAnyException();
  }

  @Test
  void letsEncryptTakesNoP521() {
    String others = " Choose one of EC_P256, EC_P384, RSA_2048, RSA_3072, RSA_4096.";
    assertThat(LETS_ENCRYPT.findings(ONE.withCertificateKey(KeyAlgorithm.EC_P521)))
        .containsExactly(
            "Let's Encrypt makes no certificates for keys of the kind EC_P521." + others);
    assertThat(
            LETS_ENCRYPT.findings(
                ONE.withProfile("shortlived").withCertificateKey(KeyAlgorithm.EC_P521)))
        .hasSize(1);
    assertThatThrownBy(() -> LETS_ENCRYPT.checkAccountKey(KeyAlgorithm.EC_P521))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith(
            "Let's Encrypt takes no account keys of the kind EC_P521." + others);
  }

  @ParameterizedTest
  @EnumSource
  void aCaOfWhichNothingIsKnownMayTakeAnyKey(KeyAlgorithm key) {
    OrderLint lint = OrderLint.at(PRIVATE);
    assertThat(lint.findings(ONE.withCertificateKey(key))).isEmpty();
    assertThatCode(() -> lint.checkAccountKey(key)).doesNotThrowAnyException();
  }

  @Test
  void refusesKeysThatTheCaDoesNotTake() {
    OrderLint lint =
        own(
            OrderLimits.UNKNOWN.withCertificateKeys(
                Set.of(KeyAlgorithm.RSA_4096, KeyAlgorithm.EC_P384)));
    assertThat(lint.findings(ONE.withCertificateKey(KeyAlgorithm.EC_P256)))
        .containsExactly(
            "Our CA makes no certificates for keys of the kind EC_P256. Choose one of EC_P384, RSA_4096.");
    assertThat(lint.findings(ONE.withCertificateKey(KeyAlgorithm.EC_P384))).isEmpty();
    assertThat(lint.findings(ONE)).isEmpty();
  }

  /** Boulder: "Profile … does not permit IP address identifiers". */
  @Test
  void rfc8738_letsEncryptIssuesForAddressesInShortlivedOnly() {
    PlannedOrder order = PlannedOrder.of(List.of(ADDRESS, Identifier.ip("2a00:1450::1")));
    assertThat(LETS_ENCRYPT.findings(order.withProfile("shortlived"))).isEmpty();
    assertThat(LETS_ENCRYPT.findings(order.withProfile("tlsserver")))
        .hasSize(2)
        .contains(
            "\"198.41.0.4\" is an IP address, for which Let's Encrypt does not issue with the profile \"tlsserver\". Choose the profile \"shortlived\".");
    assertThat(LETS_ENCRYPT.findings(order))
        .contains(
            "\"2a00:1450::1\" is an IP address, for which Let's Encrypt does not issue by default. Choose the profile \"shortlived\".");
  }

  @Test
  void aCaMayIssueForNoAddressAtAll() {
    assertThat(
            own(OrderLimits.UNKNOWN.withIpAddresses(Offered.NO))
                .findings(PlannedOrder.of(List.of(ADDRESS))))
        .containsExactly(
            "\"198.41.0.4\" is an IP address, for which Our CA does not issue. Use a domain name.");
    assertThat(
            OrderLint.of(CertificateAuthorities.SECTIGO_DV)
                .findings(PlannedOrder.of(List.of(ADDRESS))))
        .isEmpty();
  }

  @Test
  void aCaMayIssueNoWildcards() {
    PlannedOrder order =
        PlannedOrder.of(List.of(Identifier.dns("*.example.com"), Identifier.dns("example.com")));
    assertThat(own(OrderLimits.UNKNOWN.withWildcards(Offered.NO)).findings(order))
        .containsExactly(
            "\"*.example.com\" is a wildcard, and Our CA issues none. Name the hosts one by one.");
    assertThat(LETS_ENCRYPT.findings(order)).isEmpty();
  }

  /** A private CA may issue for whatever it likes, and for as many as it likes. */
  @Test
  void findsNothingAtACaThatTheCatalogueDoesNotList() {
    OrderLint lint = OrderLint.at(PRIVATE);
    PlannedOrder order =
        PlannedOrder.of(
            List.of(
                Identifier.dns("db.internal"),
                Identifier.dns("printer.local"),
                Identifier.dns("ab--c.test"),
                Identifier.dns("*.a.test"),
                Identifier.dns("b.a.test"),
                Identifier.ip("10.0.0.1"),
                Identifier.ip("::1"),
                new Identifier.Dns("under_score"),
                new Identifier.Other("email", "a@example.com")));
    assertThatCode(
            () ->
                lint.check(
                    order
                        .withProfile("p")
                        .withValidity(Instant.EPOCH, Instant.EPOCH)
                        .withCertificateKey(KeyAlgorithm.RSA_2048)))
        .doesNotThrowAnyException();
    assertThat(lint.findings(names(900))).isEmpty();
  }

  @Test
  void knowsTheCaByItsDirectory() {
    OrderLint lint = OrderLint.at(CertificateAuthorities.LETS_ENCRYPT_STAGING.directory());
    assertThat(lint.findings(names(101)))
        .singleElement()
        .asString()
        .contains("from Let's Encrypt (staging) has at most 100");
  }

  @Test
  void tellsAllAtOnceOneForEachName() {
    PlannedOrder order =
        PlannedOrder.of(
                List.of(
                    Identifier.dns("good.example.com"),
                    Identifier.dns("db.internal"),
                    Identifier.dns("a.b.c.d.e.f.g.h.i.local"),
                    Identifier.ip("192.168.1.1")))
            .withValidity(Instant.EPOCH, null);
    assertThatThrownBy(() -> LETS_ENCRYPT.check(order))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> {
              assertThat(e.findings()).hasSize(4);
              assertThat(e.findings().get(1)).startsWith("\"db.internal\"");
              assertThat(e.findings().get(2)).startsWith("\"a.b.c.d.e.f.g.h.i.local\"");
              assertThat(e.findings().get(3)).startsWith("\"192.168.1.1\"");
            })
        .hasMessageContaining("4 faults")
        .hasMessageContaining("Nothing was sent to the CA");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 25, 100})
  void findsNothingWrongWithManyOrdinaryNames(int number) {
    assertThatCode(() -> LETS_ENCRYPT.check(names(number))).doesNotThrowAnyException();
  }
}
