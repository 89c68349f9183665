package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.client.RevocationOutcome;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.RevocationReason;
import dev.acmesdk.store.Lineage;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real Certbot and we are one customer of the CA, not two. */
@RequiresCertbot
@Timeout(120)
class CertbotAccountsIT {
  private static final String NAME = "account.test";
  private static final String NEW_ACCOUNT = "POST /sign-me-up";

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

  private static String server() {
    return pebble.directoryUri().toString();
  }

  private String show() throws Exception {
    return certbot().run("show_account", "--server", server());
  }

  @Test
  void whatCertbotRegisteredIsOurAccount() throws Exception {
    certbot().register();
    Set<String> accounts = shared.accounts();
    RequestCounter requests = new RequestCounter();
    Account account = shared.account().httpClient(requests.client()).register();
    assertThat(show()).contains("Account URL: " + account.url());
    shared.acme().httpClient(requests.client()).domains(NAME).obtain();
    assertThat(requests.requests()).doesNotContain(NEW_ACCOUNT);
    assertThat(shared.accounts()).isEqualTo(accounts).hasSize(1);
    assertThat(shared.conf(NAME)).content().contains("account = " + accounts.iterator().next());
    certbot().renew(NAME);
    Lineage second = shared.agreed(NAME);
    assertThat(shared.account().revoke(second, RevocationReason.SUPERSEDED))
        .isEqualTo(RevocationOutcome.REVOKED);
  }

  @ParameterizedTest
  @EnumSource(names = {"EC_P256", "EC_P384", "EC_P521", "RSA_2048"})
  void certbotReadsEachKindOfAccountKey(KeyAlgorithm algorithm) throws Exception {
    Account account = shared.account().accountKeyAlgorithm(algorithm).register();
    assertThat(show()).contains("Account URL: " + account.url());
  }

  @Test
  void whatWeRegisteredIsCertbotsAccount() throws Exception {
    shared.account().register();
    Set<String> accounts = shared.accounts();
    int before = newAccounts();
    certbot().certonly("-d", NAME);
    assertThat(newAccounts()).isEqualTo(before);
    assertThat(shared.accounts()).isEqualTo(accounts).hasSize(1);
    assertThat(shared.conf(NAME)).content().contains("account = " + accounts.iterator().next());
    assertThat(shared.agreed(NAME).version()).isEqualTo(1);
  }

  private static int newAccounts() {
    return pebble.output().split(NEW_ACCOUNT, -1).length - 1;
  }

  @Test
  void certbotGoesOnWithTheKeyThatWeGaveTheAccount() throws Exception {
    certbot().register();
    shared.acme().domains(NAME).obtain();
    Set<String> before = shared.accounts();
    Account account = shared.account().changeKey();
    assertThat(shared.accounts()).hasSize(1).doesNotContainAnyElementsOf(before);
    assertThat(show()).contains("Account URL: " + account.url());
    certbot().renew(NAME);
    shared.acme().domains(NAME).reissue();
    assertThat(shared.agreed(NAME).version()).isEqualTo(3);
    assertThat(shared.conf(NAME))
        .content()
        .contains("account = " + shared.accounts().iterator().next());
  }

  @Test
  void anAccountThatOneOfThemHasEndedIsGoneForBoth() throws Exception {
    Account first = shared.account().register();
    certbot().run("unregister", "--server", server());
    assertThat(shared.account().find()).isEmpty();
    Account second = shared.account().register();
    assertThat(second.url()).isNotEqualTo(first.url());
    shared.account().deactivate();
    Programs.Result shown = certbot().attempt("show_account", "--server", server());
    assertThat(shown.status()).isEqualTo(1);
    assertThat(shown.output()).contains("Could not find an existing account");
    certbot().register();
    assertThat(shared.account().find()).isPresent();
  }
}
