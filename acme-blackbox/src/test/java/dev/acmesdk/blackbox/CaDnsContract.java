package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.NewAccount;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.dns01.Dns01Solver;
import dev.acmesdk.dns01.DnsAccount01Solver;
import dev.acmesdk.dns01.DnsPersist01Solver;
import dev.acmesdk.dns01.ManualPrompt;
import dev.acmesdk.dns01.TxtRecord;
import dev.acmesdk.error.SolverException;
import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.issuance.CertificateIssuer;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.issuance.IssuanceListener;
import dev.acmesdk.issuance.IssuedCertificate;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Challenge.DnsAccount01;
import dev.acmesdk.solver.ChallengeSolver;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The challenges by DNS against a real CA that asks a real DNS. Each test gives the issuer one
 * solver only, since CAs for tests offer all challenges that they know.
 */
@Timeout(120)
abstract class CaDnsContract extends CaContract {
  private static final IssuanceListener SILENT = IssuanceListener.NONE;

  private CaUnderTest ca;
  private TestZone zone;
  private AcmeClient client;
  private AccountCredentials account;

  @BeforeEach
  void open() throws Exception {
    ca = start();
    zone = new TestZone(ca.zone());
    client = AcmeClient.builder(ca.directoryUri()).trust(ca.trustAnchor()).build();
    account = register();
  }

  @AfterEach
  void stop() {
    client.close();
    ca.close();
  }

  private AccountCredentials register() {
    AccountKey key = AccountKey.generate(KeyAlgorithm.EC_P256);
    return new AccountCredentials(
        client.accounts().create(key, new NewAccount(List.of(), true)).url(), key);
  }

  private IssuedCertificate issue(ChallengeSolver<?> solver, String... names) {
    return new CertificateIssuer(client, () -> account, List.of(solver), SILENT, Clock.systemUTC())
        .issue(CertificateRequest.of(CertificateRequest.identifiers(List.of(names))));
  }

  private void issuesApexAndWildcard(ChallengeSolver<?> solver, String name) {
    assertThat(issue(solver, name, "*." + name).chain().dnsNames())
        .containsExactlyInAnyOrder(name, "*." + name);
  }

  @Test
  void rfc8555Section8_4_apexAndWildcardInOneOrder() {
    issuesApexAndWildcard(
        Dns01Solver.of(zone).withoutVisibilityCheck().withoutAliases(), "dns.test");
    assertThat(zone.most("_acme-challenge.dns.test")).isEqualTo(2);
    assertThat(zone.values()).isEmpty();
  }

  @Test
  void rfc8555Section8_4_leavesTheValuesOfOthersInPlace() throws Exception {
    String name = "_acme-challenge.shared.test";
    zone.addTxt(new TxtRecord(name, "of somebody else", TxtRecord.DEFAULT_TTL));
    issuesApexAndWildcard(
        Dns01Solver.of(zone).withoutVisibilityCheck().withoutAliases(), "shared.test");
    assertThat(zone.values(name)).containsExactly("of somebody else");
  }

  @Test
  void draftAcmeDnsAccountLabelSection3_3_apexAndWildcardInOneOrder() {
    issuesApexAndWildcard(
        DnsAccount01Solver.of(zone).withoutVisibilityCheck().withoutAliases(), "account.test");
    String name = DnsAccount01.label(account.url()) + "._acme-challenge.account.test";
    assertThat(zone.most(name)).isEqualTo(2);
    assertThat(zone.values()).isEmpty();
  }

  @Test
  void draftAcmeDnsPersistSection4_1_aNameAlone() throws Exception {
    issue(DnsPersist01Solver.of(zone).withoutVisibilityCheck(), "persist.test");
    assertThat(zone.values("_validation-persist.persist.test"))
        .singleElement()
        .asString()
        .endsWith("; accounturi=" + account.url());
  }

  @Test
  void draftAcmeDnsPersistSection4_1_aRecordThatEnds() throws Exception {
    issue(
        DnsPersist01Solver.of(zone)
            .withoutVisibilityCheck()
            .withEnd(Instant.now().plus(Duration.ofDays(1))),
        "end.test");
    assertThat(zone.values("_validation-persist.end.test"))
        .singleElement()
        .asString()
        .contains("; persistUntil=");
  }

  @Test
  void draftAcmeDnsPersistSection4_3_apexAndWildcardInOneOrderAndTheNextOneChangesNothing()
      throws Exception {
    String name = "_validation-persist.both.test";
    issuesApexAndWildcard(DnsPersist01Solver.of(zone).withoutVisibilityCheck(), "both.test");
    List<String> records = zone.values(name);
    assertThat(records).hasSize(2).filteredOn(text -> text.contains("policy=wildcard")).hasSize(1);
    issuesApexAndWildcard(
        DnsPersist01Solver.of(zone).withoutVisibilityCheck().withLookUp(zone), "both.test");
    assertThat(zone.values(name)).isEqualTo(records);
  }

  @Test
  void draftAcmeDnsPersistSection5_1_oneRecordByHandServesApexAndWildcard() throws Exception {
    Hand hand = new Hand();
    DnsPersist01Solver solver =
        DnsPersist01Solver.manual(hand).withoutVisibilityCheck().withLookUp(zone);
    issuesApexAndWildcard(solver, "hand.test");
    assertThat(zone.values("_validation-persist.hand.test"))
        .singleElement()
        .asString()
        .endsWith("; policy=wildcard");
    issuesApexAndWildcard(solver, "hand.test");
    assertThat(hand.asked).hasSize(1);
  }

  @Test
  void draftAcmeDnsPersistSection4_1_theCaFindsTheSameFaultAsTheCheck() throws Exception {
    String name = "_validation-persist.fault.test";
    issue(DnsPersist01Solver.of(zone).withoutVisibilityCheck(), "fault.test");
    DnsPersist01Solver lazy = DnsPersist01Solver.manual(new Sloth()).withoutVisibilityCheck();
    assertThatThrownBy(() -> issue(lazy, "*.fault.test"))
        .isInstanceOf(ValidationFailedException.class)
        .hasMessageContaining("policy mismatch");
    assertThat(zone.values(name)).noneMatch(text -> text.contains("policy"));
  }

  @Test
  void draftAcmeDnsPersistSection3_1_aNameThatTheCaDoesNotGoByIsFoundOutBeforeItLooks() {
    DnsPersist01Solver solver =
        DnsPersist01Solver.of(zone).withoutVisibilityCheck().withIssuer("other.example");
    assertThatThrownBy(() -> issue(solver, "wrong.test"))
        .isInstanceOf(SolverException.class)
        .hasMessageContaining("does not go by the name other.example, but by ");
    assertThat(zone.values()).isEmpty();
  }

  /** Somebody who does as told. */
  private final class Hand implements ManualPrompt {
    private final List<TxtRecord> asked = new ArrayList<>();

    @Override
    public void awaitInPlace(List<TxtRecord> records, Duration limit) throws IOException {
      asked.addAll(records);
      for (TxtRecord record : records) {
        zone.addTxt(record);
      }
    }

    @Override
    public void tellToRemove(TxtRecord record) {
      throw new AssertionError("It is to stay: " + record);
    }
  }

  /** Somebody who says that it is done, but does nothing. */
  private static final class Sloth implements ManualPrompt {
    @Override
    public void awaitInPlace(List<TxtRecord> records, Duration limit) {}

    @Override
    public void tellToRemove(TxtRecord record) {}
  }
}
