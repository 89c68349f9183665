package dev.acmesdk.dns01.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.dns01.lookup.CaaVerdict.Outcome;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.testing.dns.DnsFault;
import dev.acmesdk.testing.dns.DnsQuery;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaaCheckTest {
  private static final List<String> ISSUERS = List.of("ca.example", "ca.example.net");
  private static final URI ACCOUNT = URI.create("https://ca.example/acct/1?A=b");

  private final Lab lab = new Lab();
  private final CaaCheck check = CaaCheck.of(lab.client);

  @AfterEach
  void close() {
    lab.close();
  }

  private CaaVerdict verdict(String name) throws InterruptedException {
    return verdict(name, ACCOUNT, "dns-01");
  }

  private CaaVerdict verdict(String name, @Nullable URI account, String method)
      throws InterruptedException {
    return check.check(Identifier.dns(name), ISSUERS, account, method);
  }

  private void caa(String name, String record) {
    lab.add("%s. CAA %s".formatted(name, record));
  }

  @Test
  void whereThereIsNoRecordEveryoneMayIssue() throws InterruptedException {
    CaaVerdict verdict = verdict("www.example.com");
    assertThat(verdict.isAllowed()).isTrue();
    assertThat(verdict.foundAt()).isEmpty();
    assertThat(verdict.sentence())
        .isEqualTo("No CAA record restricts who may issue for www.example.com.");
  }

  @Test
  void rfc8659Section3_climbsFromTheNameToTheTop() throws InterruptedException {
    verdict("a.b.example.com");
    assertThat(lab.resolver.queries())
        .filteredOn(query -> query.type().equals("CAA"))
        .extracting(DnsQuery::name)
        .containsExactly("a.b.example.com", "b.example.com", "example.com", "com");
  }

  @Test
  void rfc8659Section3_theNearestRecordsCount() throws InterruptedException {
    caa("example.com", "0 issue \"other.example\"");
    assertThat(verdict("www.example.com").outcome()).isEqualTo(Outcome.FORBIDDEN);
    assertThat(verdict("www.example.com").foundAt()).isEqualTo("example.com");
    caa("www.example.com", "0 issue \"ca.example\"");
    assertThat(verdict("www.example.com").foundAt()).isEqualTo("www.example.com");
    assertThat(verdict("www.example.com").isAllowed()).isTrue();
  }

  @Test
  void tellsWhatToAdd() throws InterruptedException {
    caa("example.com", "0 issue \"other.example\"");
    caa("example.com", "0 issue \";\"");
    assertThat(verdict("example.com").sentence())
        .isEqualTo(
            "example.com does not let ca.example, ca.example.net issue for example.com: "
                + "CAA 0 issue \"other.example\" is for another CA; CAA 0 issue \";\" allows nobody. "
                + "Add to example.com a record such as: CAA 0 issue \"ca.example\"");
    assertThat(verdict("example.com").records()).hasSize(2);
  }

  @Test
  void rfc8659Section4_2_oneRecordOfSeveralIsEnough() throws InterruptedException {
    caa("example.com", "0 issue \"other.example\"");
    caa("example.com", "0 ISSUE \" CA.example.net \"");
    assertThat(verdict("example.com").isAllowed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%%%%",
        "ca.example; x",
        "ca.example; =",
        "ca.example; a=b; a=c",
        "ca.example; a=b;"
      })
  void rfc8659Section4_2_aMalformedRecordAllowsNobody(String value) throws InterruptedException {
    caa("example.com", "0 issue \"%s\"".formatted(value.replace(";", "\\;")));
    assertThat(verdict("example.com").outcome()).isEqualTo(Outcome.FORBIDDEN);
    assertThat(verdict("example.com").sentence()).contains("is malformed and allows nobody");
  }

  @Test
  void rfc8659Section4_2_parametersThatNobodyKnowsDoNotMatter() throws InterruptedException {
    caa("example.com", "0 issue \"ca.example; policy=ev; account=1\"");
    assertThat(verdict("example.com").isAllowed()).isTrue();
  }

  @Test
  void rfc8659Section4_3_wildcardsGoByIssuewildIfThereIsOne() throws InterruptedException {
    caa("example.com", "0 issue \"ca.example\"");
    assertThat(verdict("*.example.com").isAllowed()).isTrue();
    caa("example.com", "0 issuewild \";\"");
    assertThat(verdict("*.example.com").outcome()).isEqualTo(Outcome.FORBIDDEN);
    assertThat(verdict("*.example.com").sentence()).endsWith("CAA 0 issuewild \"ca.example\"");
    assertThat(verdict("example.com").isAllowed()).isTrue();
  }

  @Test
  void rfc8659Section4_3_issuewildAloneRestrictsWildcardsOnly() throws InterruptedException {
    caa("example.com", "0 issuewild \"other.example\"");
    assertThat(verdict("www.example.com").isAllowed()).isTrue();
    assertThat(verdict("*.example.com").outcome()).isEqualTo(Outcome.FORBIDDEN);
  }

  @Test
  void rfc8659Section4_4_aPlaceForReportsRestrictsNothing() throws InterruptedException {
    caa("example.com", "0 iodef \"mailto:security@example.com\"");
    assertThat(verdict("example.com").isAllowed()).isTrue();
    assertThat(verdict("example.com").foundAt()).isEqualTo("example.com");
  }

  @Test
  void rfc8659Section4_1_aCriticalTagThatNobodyKnowsForbids() throws InterruptedException {
    caa("example.com", "0 issue \"ca.example\"");
    caa("example.com", "0 tbs \"unknown\"");
    assertThat(verdict("example.com").isAllowed()).isTrue();
    caa("example.com", "128 tbs \"unknown\"");
    assertThat(verdict("example.com").outcome()).isEqualTo(Outcome.FORBIDDEN);
    assertThat(verdict("example.com").sentence()).contains("CAA 128 tbs \"unknown\"");
  }

  @Test
  void rfc8659Section4_1_aCriticalTagThatCasKnowDoesNotMatter() throws InterruptedException {
    caa("example.com", "128 issue \"ca.example\"");
    assertThat(verdict("example.com").isAllowed()).isTrue();
  }

  @Test
  void rfc8657Section3_theAccountMustBeTheOne() throws InterruptedException {
    caa("example.com", "0 issue \"ca.example; AccountURI=https://ca.example/acct/1?A=b\"");
    assertThat(verdict("example.com").isAllowed()).isTrue();
    CaaVerdict other =
        verdict("example.com", URI.create("https://ca.example/acct/1?a=b"), "dns-01");
    assertThat(other.outcome()).isEqualTo(Outcome.FORBIDDEN);
    assertThat(other.sentence())
        .contains("is for another account than https://ca.example/acct/1?a=b");
    assertThat(verdict("example.com", null, "dns-01").sentence())
        .contains("is for another account than a new one");
  }

  @Test
  void rfc8657Section4_theMethodMustBeAmongThem() throws InterruptedException {
    caa("example.com", "0 issue \"ca.example; validationmethods=http-01,dns-01\"");
    assertThat(verdict("example.com").isAllowed()).isTrue();
    CaaVerdict other = verdict("example.com", ACCOUNT, "tls-alpn-01");
    assertThat(other.outcome()).isEqualTo(Outcome.FORBIDDEN);
    assertThat(other.sentence()).contains("does not allow tls-alpn-01");
  }

  @Test
  void rfc8659Section3_recordsAtTheEndOfAnAliasCountAndThoseAboveThatEndDoNot()
      throws InterruptedException {
    lab.add("shop.example.com. CNAME shop.host.example.org.");
    for (String server : List.of(Lab.FIRST, "192.0.2.21")) {
      lab.network.server(server).add("shop.host.example.org. A 192.0.2.1");
      lab.network.server(server).add("host.example.org. CAA 0 issue \"other.example\"");
    }
    for (CaaCheck each : List.of(check, check.askingNameServers())) {
      assertThat(
              each.check(Identifier.dns("shop.example.com"), ISSUERS, ACCOUNT, "dns-01")
                  .isAllowed())
          .isTrue();
    }
    for (String server : List.of(Lab.FIRST, "192.0.2.21")) {
      lab.network.server(server).add("shop.host.example.org. CAA 0 issue \"other.example\"");
    }
    for (CaaCheck each : List.of(check, check.askingNameServers())) {
      assertThat(
              each.check(Identifier.dns("shop.example.com"), ISSUERS, ACCOUNT, "dns-01").outcome())
          .isEqualTo(Outcome.FORBIDDEN);
    }
  }

  @Test
  void canAskNameServersThemselves() throws InterruptedException {
    caa("example.com", "0 issue \"other.example\"");
    CaaVerdict verdict =
        check.askingNameServers().check(Identifier.dns("www.example.com"), ISSUERS, null, "dns-01");
    assertThat(verdict.foundAt()).isEqualTo("example.com");
    assertThat(lab.resolver.queries()).extracting(DnsQuery::type).doesNotContain("CAA");
  }

  @Test
  void rfc8659Section3_whereRecordsCannotBeReadNothingIsKnown() throws InterruptedException {
    lab.resolver.fail("www.example.com", DnsFault.SERVFAIL);
    CaaVerdict verdict = verdict("www.example.com");
    assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(verdict.sentence())
        .contains("The CAA records of www.example.com could not be read")
        .contains("answers SERVFAIL");
  }

  @Test
  void aCaWithoutNamesIsUnknown() throws InterruptedException {
    assertThat(check.check(Identifier.dns("example.com"), List.of(), ACCOUNT, "dns-01").isAllowed())
        .isTrue();
    caa("example.com", "0 issue \"ca.example\"");
    assertThat(check.check(Identifier.dns("example.com"), List.of(), ACCOUNT, "dns-01").outcome())
        .isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void rfc8738Section2_doesNotApplyToAddresses() throws InterruptedException {
    assertThat(check.check(Identifier.ip("192.0.2.1"), ISSUERS, ACCOUNT, "http-01").isAllowed())
        .isTrue();
  }
}
