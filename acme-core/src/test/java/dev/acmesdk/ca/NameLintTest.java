package dev.acmesdk.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.protocol.Identifier;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for names; those of Boulder are in its policy/pa.go and ra/ra.go. */
class NameLintTest {
  private static final OrderLint LETS_ENCRYPT = OrderLint.of(CertificateAuthorities.LETS_ENCRYPT);
  private static final OrderLint GOOGLE =
      OrderLint.of(CertificateAuthorities.GOOGLE_TRUST_SERVICES);

  private static List<String> findings(OrderLint lint, String... names) {
    return lint.findings(PlannedOrder.of(Stream.of(names).map(Identifier::dns).toList()));
  }

  private static void assertRefusedByAll(String name, String... texts) {
    for (OrderLint lint : List.of(LETS_ENCRYPT, GOOGLE)) {
      assertThat(findings(lint, name))
          .singleElement()
          .asString()
          .startsWith("\"" + Identifier.dns(name) + "\" ")
          .contains(texts);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com",
        "*.example.com",
        "a.b.c.d.e.f.g.h.example.com",
        "*.a.b.c.d.e.f.g.h.example.com",
        "3com.com",
        "a--b.com",
        "abc--d.com",
        "test.example.com",
        "local.de",
        "internal.example.org",
        "onion.com",
        "xn--bcher-kva.com",
        "b\u00fccher.de",
        "\u03c0\u03b1\u03c1\u03ac\u03b4\u03b5\u03b9\u03b3\u03bc\u03b1.gr",
        "\u4f8b\u3048.jp",
        "\u0644\u064a\u0647\u0645\u0627\u0628\u062a\u0643\u0644\u0645\u0648\u0634\u0639\u0631\u0628\u064a\u061f.com",
        "\ud83d\udca9.la",
        "xn--fa-hia.de",
        "github.io",
        "in-addr.example.com"
      })
  void takesOrdinaryNames(String name) {
    assertThat(findings(LETS_ENCRYPT, name)).isEmpty();
    assertThat(findings(GOOGLE, name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "printer.local,.local,RFC 6762",
    "db.internal,.internal,ICANN",
    "*.db.internal,.internal,ICANN",
    "a.test,.test,RFC 6761",
    "www.a.example,.example,RFC 6761",
    "a.invalid,.invalid,RFC 6761",
    "a.localhost,.localhost,RFC 6761",
    "a.alt,.alt,RFC 9476"
  })
  void baselineSection7_1_2_7_12_refusesNamesOutsideThePublicDns(
      String name, String ending, String authority) {
    assertRefusedByAll(
        name,
        "ends in " + ending + ", which is not part of the public DNS (" + authority + ")",
        "Use a name that you have registered, or a private CA.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"4.3.2.198.in-addr.arpa", "8.b.d.0.1.0.0.2.ip6.arpa", "*.10.in-addr.arpa"})
  void baselineSection7_1_2_7_12_refusesReverseZones(String name) {
    assertRefusedByAll(name, "is for looking addresses up");
  }

  /** Boulder: "Domain name contains an invalid label in a reserved format (R-LDH: '??--')". */
  @ParameterizedTest
  @CsvSource({"ab--cd.com,ab--cd", "www.zz--1.example.com,zz--1", "*.ab--c.com,ab--c"})
  void rfc5890Section2_3_1_refusesReservedLabels(String name, String label) {
    assertRefusedByAll(name, "the label \"" + label + "\", whose third and fourth", "reserved");
  }

  /** Boulder: "Domain name contains malformed punycode". */
  @ParameterizedTest
  @CsvSource({"xn--9.com,xn--9", "www.xn--99999999.com,xn--99999999", "xn--u-ccb.com,xn--u-ccb"})
  void rfc3492Section6_2_refusesALabelsThatCannotBeDecoded(String name, String label) {
    assertRefusedByAll(name, "the label \"" + label + "\", which looks encoded", "as it is read");
  }

  /** Boulder: "Domain name has more than 10 labels (parts)"; the asterisk does not count. */
  @ParameterizedTest
  @ValueSource(strings = {"a.b.c.d.e.f.g.h.i.example.com", "*.a.b.c.d.e.f.g.h.i.example.com"})
  void letsEncryptTakesTenLabelsAndNoMore(String name) {
    assertThat(findings(LETS_ENCRYPT, name))
        .containsExactly(
            "\""
                + name
                + "\" has 11 labels, and Let's Encrypt takes at most 10. Use a shorter name.");
    assertThat(findings(GOOGLE, name)).isEmpty();
  }

  @Test
  void letsEncryptDoesNotIssueForOnionServices() {
    assertThat(findings(LETS_ENCRYPT, "abc.onion"))
        .containsExactly(
            "\"abc.onion\" is an onion service, for which Let's Encrypt does not issue. Use another CA.");
    assertThat(findings(GOOGLE, "abc.onion")).isEmpty();
  }

  /** Boulder: "Domain name … is redundant with a wildcard domain in the same request". */
  @Test
  void letsEncryptRefusesANameBesideTheWildcardThatCoversIt() {
    assertThat(findings(LETS_ENCRYPT, "www.example.com", "*.example.com", "mail.example.com"))
        .containsExactly(
            "\"www.example.com\" is covered by \"*.example.com\", and Let's Encrypt refuses orders with both. Leave one of them out.",
            "\"mail.example.com\" is covered by \"*.example.com\", and Let's Encrypt refuses orders with both. Leave one of them out.");
    assertThat(findings(GOOGLE, "www.example.com", "*.example.com")).isEmpty();
  }

  /** A wildcard covers one level, and not the name below which it stands. */
  @Test
  void takesAWildcardBesideWhatItDoesNotCover() {
    assertThat(
            findings(
                LETS_ENCRYPT,
                "*.example.com",
                "example.com",
                "*.b.example.com",
                "a.c.example.com",
                "www.example.org"))
        .isEmpty();
  }

  /** Such do not come from {@code Identifier.dns}. */
  @ParameterizedTest
  @ValueSource(strings = {"_dmarc.example.com", "com", "a..com", "", "-a.com", "a.*.com"})
  void refusesHandMadeNamesThatNoNameCanBe(String value) {
    PlannedOrder order = PlannedOrder.of(List.of(new Identifier.Dns(value)));
    assertThat(LETS_ENCRYPT.findings(order)).hasSize(1);
    assertThat(GOOGLE.findings(order)).hasSize(1);
  }

  @Test
  void cleansHandMadeNames() {
    PlannedOrder order = PlannedOrder.of(List.of(new Identifier.Dns("a\u001b[2J\n.com")));
    assertThat(LETS_ENCRYPT.findings(order).get(0)).doesNotContain("\u001b").doesNotContain("\n");
  }

  @Test
  void judgesHandMadeNamesWhateverTheirCase() {
    PlannedOrder order = PlannedOrder.of(List.of(new Identifier.Dns("Printer.LOCAL")));
    assertThat(GOOGLE.findings(order)).singleElement().asString().contains("ends in .local");
  }

  @Test
  void whatTheLintAcceptsIsANameAgain() {
    Random random = new Random(20_260_919);
    int accepted = 0;
    for (int i = 0; i < 20_000; i++) {
      Identifier.Dns name = new Identifier.Dns(randomName(random));
      if (LETS_ENCRYPT.findings(PlannedOrder.of(List.of(name))).isEmpty()) {
        Identifier.Dns once = Identifier.dns(name.value());
        assertThat(Identifier.dns(once.value())).isEqualTo(once);
        assertThat(LETS_ENCRYPT.findings(PlannedOrder.of(List.of(once)))).isEmpty();
        accepted++;
      }
    }
    assertThat(accepted).isBetween(2_000, 18_000);
  }

  private static String randomName(Random random) {
    String alphabet = "abcxn019--._*A\u00fc\u4f8b";
    StringBuilder name = new StringBuilder();
    for (int i = random.nextInt(9); i >= 0; i--) {
      name.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return name.append(random.nextInt(10) == 0 ? ".local" : ".com").toString();
  }
}
