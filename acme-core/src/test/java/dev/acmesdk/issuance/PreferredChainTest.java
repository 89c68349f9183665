package dev.acmesdk.issuance;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.acmesdk.client.FakeAcme.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.TestCa;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several chains for one certificate: RFC 8555 section 7.4.2. */
@Timeout(60)
class PreferredChainTest extends PlayingCa {
  private static final ChainPreference OTHER_ROOT = ChainPreference.issuer("Other Root");

  private final TestCa otherRoot = TestCa.root("Other Root", KeyAlgorithm.EC_P256);
  private CertificateChain standard;
  private CertificateChain other;
  private ResponseDefinitionBuilder atFirstLink;

  /** The default chain has two links; the second leads to the other root, unless tests say else. */
  @Override
  void serveCertificate() {
    standard = signed();
    other = new CertificateChain(List.of(standard.leaf(), otherRoot.crossSign(ca)));
    server.onPost(
        "/certificate",
        aResponse()
            .withBody(standard.toPem())
            .withHeader(
                "Link", "</alternate/1>;rel=\"alternate\"", "</alternate/2>;rel=alternate"));
    server.onPost("/alternate/1", atFirstLink == null ? pem(standard) : atFirstLink);
    server.onPost("/alternate/2", pem(other));
  }

  private static ResponseDefinitionBuilder pem(CertificateChain chain) {
    return aResponse().withBody(chain.toPem());
  }

  @Test
  void rfc8555Section7_4_2_takesTheChainThatIsPreferred() {
    IssuedCertificate issued = issue(TWO_NAMES.withPreferredChain(OTHER_ROOT));
    assertThat(issued.chain()).isEqualTo(other);
    assertThat(events).contains("CertificateIssued").doesNotContain("PreferredChainMissing");
  }

  @Test
  void rfc8555Section7_4_2_asksForNoOtherChainWithoutPreference() {
    assertThat(issue(TWO_NAMES).chain()).isEqualTo(standard);
    assertThat(server.log()).noneMatch(line -> line.contains("alternate"));
  }

  @Test
  void rfc8555Section7_4_2_asksForNoOtherChainIfTheDefaultIsPreferred() {
    assertThat(issue(TWO_NAMES.withPreferredChain(ChainPreference.issuer("Test Root"))).chain())
        .isEqualTo(standard);
    assertThat(server.log()).noneMatch(line -> line.contains("alternate"));
    assertThat(events).doesNotContain("PreferredChainMissing");
  }

  @Test
  void takesTheDefaultAndTellsWhenNoneIsPreferred() {
    IssuedCertificate issued =
        issue(TWO_NAMES.withPreferredChain(ChainPreference.certificate("00".repeat(32))));
    assertThat(issued.chain()).isEqualTo(standard);
    assertThat(events).endsWith("PreferredChainMissing", "CertificateIssued");
    assertThat(lines)
        .contains(
            "The CA offers no chain with a certificate with fingerprint "
                + "00".repeat(32)
                + "; using its default, issued by Test Root");
  }

  static List<ResponseDefinitionBuilder> broken() {
    return List.of(
        aResponse().withBody("<html>"),
        aResponse().withStatus(500),
        problem(404, "malformed", "gone"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aBrokenChainKeepsNobodyFromTheNextOne(ResponseDefinitionBuilder broken) {
    atFirstLink = broken;
    assertThat(issue(TWO_NAMES.withPreferredChain(OTHER_ROOT)).chain()).isEqualTo(other);
  }

  @Test
  void aBrokenChainIsToldOfWhenNoneIsPreferred() {
    atFirstLink = problem(404, "malformed", "gone fishing");
    assertThat(issue(TWO_NAMES.withPreferredChain(ChainPreference.issuer("Nobody"))).chain())
        .isEqualTo(standard);
    assertThat(lines)
        .anyMatch(line -> line.contains("issuer \"Nobody\"") && line.contains("gone fishing"));
  }

  @Test
  void aChainForAnotherCertificateIsNotTakenEvenIfItIsPreferred() {
    TestCa.Issued stranger = otherRoot.leaf("a.example.com", "b.example.com").issue();
    atFirstLink = pem(stranger.chain());
    assertThat(issue(TWO_NAMES.withPreferredChain(OTHER_ROOT)).chain()).isEqualTo(other);
  }

  @Test
  void aNewCertificateForTheSameKeyIsNotTakenEither() {
    ChainPreference notTheFirst = chain -> !chain.leaf().equals(standard.leaf());
    afterwards =
        event -> {
          if (event instanceof IssuanceEvent.OrderFinalized) {
            server.onPost("/alternate/1", pem(signed()));
          }
        };
    assertThat(issue(TWO_NAMES.withPreferredChain(notTheFirst)).chain()).isEqualTo(standard);
    assertThat(lines).anyMatch(line -> line.contains("is for another certificate"));
  }

  @Test
  void aPreferenceThatThrowsIsNone() {
    ChainPreference broken =
        chain -> {
          throw new IllegalStateException("tired");
        };
    assertThat(issue(TWO_NAMES.withPreferredChain(broken)).chain()).isEqualTo(standard);
    assertThat(events).endsWith("PreferredChainMissing", "CertificateIssued");
  }

  @Test
  void anInterruptionCostsThePreferenceButNotTheCertificate() {
    ChainPreference interrupting =
        chain -> {
          Thread.currentThread().interrupt();
          return false;
        };
    assertThat(issue(TWO_NAMES.withPreferredChain(interrupting)).chain()).isEqualTo(standard);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(server.posts("/alternate/2")).isEmpty();
  }
}
