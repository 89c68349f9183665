package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.ExternalAccount;
import dev.acmesdk.client.NewAccount;
import dev.acmesdk.client.NewOrder;
import dev.acmesdk.client.RevocationOutcome;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.dns01.Dns01Solver;
import dev.acmesdk.dns01.DnsAccount01Solver;
import dev.acmesdk.dns01.DnsPersist01Solver;
import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.TxtRecord;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.issuance.CertificateIssuer;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.issuance.IssuedCertificate;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.RevocationReason;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.testing.dns.DnsStub;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client of this project and this CA, which share no code, agree on the rest of RFC 8555. */
@Timeout(60)
class OwnClientLifeTest {
  private static final byte[] MAC_KEY =
      "a MAC key of thirty-two octets!!".getBytes(StandardCharsets.US_ASCII);
  private static final String NAME = "example.com";

  private final DnsStub dns = DnsStub.start();
  private final EmbeddedAcmeServer server =
      EmbeddedAcmeServer.builder()
          .dnsServer(dns.address())
          .externalAccountRequired(true)
          .externalAccount("customer-1", MAC_KEY)
          .profile("classic", "usual", Duration.ofDays(90))
          .profile("short", "short-lived", Duration.ofDays(6))
          .alternateChains(2)
          .ordersPerPage(1)
          .start();
  private final AcmeClient client =
      AcmeClient.builder(server.directory()).trust(server.trustAnchorPem()).build();
  private final Zone zone = new Zone(dns);
  private AccountCredentials account;

  /** Changes the stub, as a provider does. */
  private record Zone(DnsStub dns) implements DnsProvider {
    @Override
    public void addTxt(TxtRecord record) {
      dns.addTxt(record.name(), record.value());
    }

    @Override
    public void removeTxt(TxtRecord record) {
      dns.removeTxt(record.name(), record.value());
    }
  }

  @BeforeEach
  void register() {
    dns.addZone("example.com. SOA ns1.example.com. admin.example.com. 1 1800 900 604800 60");
    AccountKey key = AccountKey.generate();
    NewAccount request =
        new NewAccount(List.of(), true)
            .withExternalAccount(ExternalAccount.of("customer-1", MAC_KEY));
    account = new AccountCredentials(client.accounts().create(key, request).url(), key);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    dns.close();
  }

  private ChallengeSolver<?> solver() {
    return Dns01Solver.of(zone).withoutVisibilityCheck().withoutAliases();
  }

  private IssuedCertificate issue(ChallengeSolver<?> solver, CertificateRequest request) {
    return new CertificateIssuer(
            client, () -> account, List.of(solver), event -> {}, Clock.systemUTC())
        .issue(request);
  }

  private static CertificateRequest request(String... names) {
    return CertificateRequest.of(CertificateRequest.identifiers(List.of(names)));
  }

  private X509Certificate certificate() {
    return issue(solver(), request(NAME)).chain().leaf();
  }

  @Test
  void validateWildcardsInEachWayOfDns() {
    for (ChallengeSolver<?> way :
        List.of(
            solver(),
            DnsAccount01Solver.of(zone).withoutVisibilityCheck().withoutAliases(),
            DnsPersist01Solver.of(zone).withoutVisibilityCheck())) {
      assertThat(issue(way, request(NAME, "*." + NAME)).chain().dnsNames())
          .containsExactlyInAnyOrder(NAME, "*." + NAME);
    }
  }

  @Test
  void agreeOnProfiles() {
    X509Certificate leaf = issue(solver(), request(NAME).withProfile("short")).chain().leaf();

    assertThat(Duration.between(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()))
        .isEqualTo(Duration.ofDays(6).plusHours(1));
  }

  @Test
  void agreeOnAlternates() {
    var order = issue(solver(), request(NAME)).order();
    var linked =
        client.certificates().downloadLinked(account, client.orders().read(account, order));

    assertThat(linked.alternates()).hasSize(1);
    assertThat(client.certificates().alternate(account, linked.alternates().get(0)).certificates())
        .hasSize(3)
        .startsWith(linked.chain().leaf());
  }

  @Test
  void agreeOnNewKeys() {
    AccountCredentials changed = client.accounts().changeKey(account, AccountKey.generate());

    assertThat(client.accounts().read(changed).url()).isEqualTo(account.url());
    assertThatThrownBy(() -> client.accounts().read(account)).isInstanceOf(RejectedException.class);
  }

  @Test
  void agreeOnListsOfOrders() {
    List<URI> placed =
        Stream.of("a.example.com", "b.example.com", "c.example.com")
            .map(name -> NewOrder.of(List.of(Identifier.dns(name))))
            .map(wish -> client.orders().place(account, wish).url())
            .toList();

    assertThat(client.accounts().orders(account).orElseThrow()).containsExactlyElementsOf(placed);
  }

  @Test
  void agreeOnRevocation() {
    X509Certificate leaf = certificate();

    assertThat(client.certificates().revoke(account, leaf, RevocationReason.SUPERSEDED))
        .isEqualTo(RevocationOutcome.REVOKED);
    assertThat(client.certificates().revoke(account, leaf, RevocationReason.SUPERSEDED))
        .isEqualTo(RevocationOutcome.ALREADY_REVOKED);
    assertThat(server.crl().isRevoked(leaf)).isTrue();
  }

  @Test
  void agreeOnRevocationByTheKeyOfTheCertificate() {
    IssuedCertificate issued = issue(solver(), request(NAME));

    assertThat(
            client
                .certificates()
                .revoke(
                    issued.privateKey(), issued.chain().leaf(), RevocationReason.KEY_COMPROMISE))
        .isEqualTo(RevocationOutcome.REVOKED);
  }

  @Test
  void agreeOnTheEndOfAnAccount() {
    client.accounts().deactivate(account);

    assertThatThrownBy(() -> client.accounts().read(account)).isInstanceOf(RejectedException.class);
  }
}
