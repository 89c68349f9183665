package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.Acme;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.store.Lineage;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real Certbot goes on with what we have begun, and we with what it made of that. */
@RequiresCertbot
@Timeout(120)
class CertbotRoundsIT {
  private static final String NAME = "ours.test";
  private static final String[] NAMES = {NAME, "www.ours.test"};
  private static final List<KeyAlgorithm> ALGORITHMS =
      List.of(
          KeyAlgorithm.EC_P384, KeyAlgorithm.RSA_3072, KeyAlgorithm.EC_P256, KeyAlgorithm.RSA_2048);

  /** Of the versions before the current one, this many are never pruned by anybody. */
  private static final int KEPT = 5;

  private static Pebble pebble;

  @TempDir Path folder;
  private SharedDirectory shared;

  @BeforeAll
  static void start() throws Exception {
    pebble = SharedDirectory.pebble().start();
  }

  @AfterAll
  static void stop() {
    pebble.close();
  }

  @BeforeEach
  void share() {
    shared = new SharedDirectory(folder, pebble);
  }

  private Certbot certbot() {
    return shared.certbot();
  }

  private Lineage agreedVersion(int version) throws Exception {
    Lineage lineage = shared.agreed(NAME);
    assertThat(lineage.version()).isEqualTo(version);
    assertThat(lineage.chain().dnsNames()).containsExactlyInAnyOrder(NAMES);
    return lineage;
  }

  @ParameterizedTest
  @EnumSource(names = {"EC_P256", "EC_P384", "RSA_2048", "RSA_3072"})
  void certbotListsWhatWeObtained(KeyAlgorithm algorithm) throws Exception {
    shared.acme().keyAlgorithm(algorithm).domains(NAMES).obtain();
    assertThat(SharedDirectory.keyAlgorithm(agreedVersion(1))).isEqualTo(algorithm);
  }

  /** Here every proof is a new one, so that port and address matter. */
  @Test
  void certbotRenewsWithOurAccountAtOurPortAndWeGoOn() throws Exception {
    try (Pebble forgetful = SharedDirectory.pebble().authorizationReuse(0).start()) {
      shared = new SharedDirectory(folder, forgetful);
      Acme acme = shared.acme().httpAddress(InetAddress.getLoopbackAddress());
      acme.domains(NAMES).obtain();
      assertThat(shared.conf(NAME)).content().contains("\nhttp01_address = 127.0.0.1\n");
      agreedVersion(1);
      assertThat(certbot().renew(NAME)).contains("all renewals succeeded");
      agreedVersion(2);
      shared.acme().domains(NAMES).reissue();
      agreedVersion(3);
      assertThat(forgetful.output()).contains("There are now 1 accounts in memory");
      assertThat(forgetful.output()).doesNotContain("There are now 2 accounts in memory");
    }
  }

  @Test
  void certbotKeepsOursUntilItIsDueOrGetsMoreNames() throws Exception {
    shared.acme().domains(NAMES).obtain();
    assertThat(certbot().certonly("-d", NAMES[1], "-d", NAME)).contains("not yet due for renewal");
    assertThat(certbot().run("renew", "--no-random-sleep-on-renew"))
        .contains("not due for renewal yet");
    agreedVersion(1);
    String[] more = {NAME, "www.ours.test", "more.ours.test"};
    certbot().certonly("--expand", "-d", more[0], "-d", more[1], "-d", more[2]);
    Lineage expanded = shared.agreed(NAME);
    assertThat(expanded.version()).isEqualTo(2);
    assertThat(expanded.chain().dnsNames()).containsExactlyInAnyOrder(more);
    RequestCounter requests = new RequestCounter();
    Acme acme = shared.acme().httpClient(requests.client());
    assertThat(acme.domains(more).obtain().version()).isEqualTo(2);
    assertThat(requests.requests()).isEmpty();
    assertThat(shared.store().names()).containsExactly(NAME);
  }

  @Test
  void tenRoundsOfTakingTurns() throws Exception {
    KeyAlgorithm expected = KeyAlgorithm.EC_P256;
    for (int round = 1; round <= 10; round++) {
      boolean weChoose = round % 2 == 1;
      KeyAlgorithm chosen = ALGORITHMS.get((round - 1) / 2 % ALGORITHMS.size());
      if (weChoose) {
        expected = chosen;
        shared.acme().keyAlgorithm(chosen).domains(NAMES).reissue();
      } else {
        shared.acme().domains(NAMES).reissue();
      }
      assertTurn(2 * round - 1, expected);
      if (weChoose) {
        certbot().renew(NAME);
      } else {
        expected = chosen;
        certbot().renew(NAME, Certbot.keyOptions(chosen));
      }
      assertTurn(2 * round, expected);
    }
    assertThat(shared.accounts()).hasSize(1);
  }

  private void assertTurn(int version, KeyAlgorithm algorithm) throws Exception {
    Lineage lineage = agreedVersion(version);
    assertThat(SharedDirectory.keyAlgorithm(lineage)).isEqualTo(algorithm);
    assertThat(shared.versions(NAME))
        .containsAll(IntStream.rangeClosed(Math.max(1, version - KEPT), version).boxed().toList());
  }

  @Test
  void certbotRevokesWithOurAccount() throws Exception {
    Lineage lineage = shared.acme().domains(NAMES).obtain();
    certbot().run("revoke", "--cert-name", NAME, "--no-delete-after-revoke");
    String serial = lineage.chain().leaf().getSerialNumber().toString(16);
    assertThat(pebble.certificateStatus(serial).path("Status").asString()).isEqualTo("Revoked");
    assertThat(shared.store().find(NAME)).map(Lineage::version).contains(1);
  }

  @Test
  void weSeeNothingOfWhatCertbotDeleted() throws Exception {
    shared.acme().domains(NAMES).obtain();
    shared.acme().domains(NAMES).reissue();
    certbot().run("delete", "--cert-name", NAME);
    assertThat(shared.store().names()).isEmpty();
    assertThat(shared.store().find(NAME)).isEmpty();
    assertThat(shared.directory("archive", NAME)).doesNotExist();
    assertThat(shared.directory("live", NAME)).doesNotExist();
    shared.acme().domains(NAMES).obtain();
    agreedVersion(1);
    assertThat(shared.accounts()).hasSize(1);
  }

  // Here belongs certbotSeesNothingOfWhatWeDeleted, as soon as stores can delete.
}
