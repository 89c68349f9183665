package dev.acmesdk.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Order;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IssuanceEventTest {
  private static final URI URL = URI.create("https://ca.example/1");
  private static final Identifier A = Identifier.dns("a.example");
  private static final List<Identifier> AB = List.of(A, Identifier.dns("b.example"));

  @Test
  void eachIsALineForHumans() {
    assertThat(
            List.of(
                new IssuanceEvent.AccountReady(URL),
                new IssuanceEvent.OrderPlaced(URL, AB, null),
                new IssuanceEvent.OrderPlaced(URL, AB, "short"),
                new IssuanceEvent.OrderResumed(URL, Order.Status.READY),
                new IssuanceEvent.AlreadyAuthorized(A),
                new IssuanceEvent.ChallengePresented(A, "http-01"),
                new IssuanceEvent.ValidationStarted(AB),
                new IssuanceEvent.ControlProved(AB),
                new IssuanceEvent.OrderFinalized(URL),
                new IssuanceEvent.CleanUpFailed(A, "disk full"),
                new IssuanceEvent.CertificateStored("a.example", 3),
                new IssuanceEvent.CertificateKept("a.example", Instant.EPOCH)))
        .extracting(Object::toString)
        .containsExactly(
            "Account ready: https://ca.example/1",
            "Order placed for a.example, b.example: https://ca.example/1",
            "Order placed for a.example, b.example, profile short: https://ca.example/1",
            "Going on with the order https://ca.example/1, which is READY",
            "Control of a.example was proved before",
            "Response to the http-01 challenge for a.example is in place",
            "Waiting for the CA to validate a.example, b.example",
            "Control proved of a.example, b.example",
            "Certificate requested, waiting for the CA to issue",
            "The response for a.example could not be taken away: disk full",
            "Certificate stored as a.example, version 3",
            "Certificate a.example is not due for renewal before 1970-01-01T00:00:00Z");
  }

  @Test
  void tellsWhyThePreferredChainIsMissing() {
    CertificateChain used = TestCa.root().leaf("a.example").issue().chain();
    assertThat(
            new IssuanceEvent.PreferredChainMissing(
                ChainPreference.issuer("Gone"), used, List.of("One.", "Two.")))
        .hasToString(
            "The CA offers no chain with issuer \"Gone\"; using its default, issued by Test Root (One. Two.)");
  }

  @Test
  void tellsHowLongTheCertificateIsValid() {
    TestCa.Issued issued = TestCa.root().leaf("a.example").issue();
    assertThat(new IssuanceEvent.CertificateIssued(issued.chain()))
        .hasToString(
            "Certificate issued for a.example, valid until "
                + issued.leaf().getNotAfter().toInstant());
  }
}
