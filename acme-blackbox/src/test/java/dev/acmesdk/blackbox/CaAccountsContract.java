package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.ExternalAccount;
import dev.acmesdk.client.NewAccount;
import dev.acmesdk.client.NewOrder;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.ExternalAccountRequiredException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.ProblemType;
import dev.acmesdk.renewal.AccountKeyRollover;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.store.PendingKey;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Account operations with a real CA (RFC 8555 section 7.3). */
@Timeout(120)
abstract class CaAccountsContract extends CaContract {
  private static final String MAC_KEY =
      "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12WzWNDZM6eQGHWpSRTPal5eA";
  private static final NewAccount PLAIN = new NewAccount(List.of("mailto:a@example.test"), true);

  @TempDir Path folder;

  static AcmeClient client(CaUnderTest ca) throws Exception {
    return AcmeClient.builder(ca.directoryUri()).trust(ca.trustAnchor()).build();
  }

  static AccountCredentials made(AcmeClient client) {
    AccountKey key = AccountKey.generate();
    return new AccountCredentials(client.accounts().create(key, PLAIN).url(), key);
  }

  private static void assertRefused(ProblemType kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(RejectedException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @ParameterizedTest
  @EnumSource(ExternalAccount.Algorithm.class)
  void rfc8555Section7_3_4_bindsAnExternalAccount(ExternalAccount.Algorithm algorithm)
      throws Exception {
    try (CaUnderTest ca = with().externalAccount("kid-1", MAC_KEY).start();
        AcmeClient client = client(ca)) {
      ExternalAccount external = ExternalAccount.of("kid-1", MAC_KEY).withAlgorithm(algorithm);
      AccountKey key = AccountKey.generate();
      Account account = client.accounts().create(key, PLAIN.withExternalAccount(external));
      assertThat(account.status()).isEqualTo(Account.Status.VALID);
      assertThat(client.accounts().find(key).url()).isEqualTo(account.url());
    }
  }

  @Test
  void rfc8555Section7_3_4_refusesWhoIsNoCustomer() throws Exception {
    try (CaUnderTest ca = with().externalAccount("kid-1", MAC_KEY).start();
        AcmeClient client = client(ca)) {
      AccountKey key = AccountKey.generate();
      assertThatThrownBy(() -> client.accounts().create(key, PLAIN))
          .isInstanceOf(ExternalAccountRequiredException.class);
      for (ExternalAccount wrong :
          List.of(
              ExternalAccount.of("kid-1", new byte[64]), ExternalAccount.of("kid-2", MAC_KEY))) {
        assertThatThrownBy(() -> client.accounts().create(key, PLAIN.withExternalAccount(wrong)))
            .isInstanceOfSatisfying(
                RejectedException.class,
                e -> assertThat(e.kind()).isEqualTo(ProblemType.UNAUTHORIZED))
            .hasMessageContaining("may be used up");
      }
      assertRefused(ProblemType.ACCOUNT_DOES_NOT_EXIST, () -> client.accounts().find(key));
    }
  }

  @Test
  void rfc8555Section7_3_1_findsAnAccountAndMakesNone() throws Exception {
    try (CaUnderTest ca = start();
        AcmeClient client = client(ca)) {
      AccountKey unknown = AccountKey.generate();
      assertRefused(ProblemType.ACCOUNT_DOES_NOT_EXIST, () -> client.accounts().find(unknown));
      assertRefused(ProblemType.ACCOUNT_DOES_NOT_EXIST, () -> client.accounts().find(unknown));
      AccountCredentials account = made(client);
      assertThat(client.accounts().find(account.key()).url()).isEqualTo(account.url());
      assertThat(client.accounts().create(account.key(), PLAIN).url()).isEqualTo(account.url());
    }
  }

  @Test
  void rfc8555Section7_3_2_updatesContacts() throws Exception {
    try (CaUnderTest ca = start();
        AcmeClient client = client(ca)) {
      AccountCredentials account = made(client);
      List<String> contact = List.of("mailto:b@example.test", "mailto:c@example.test");
      client.accounts().updateContact(account, contact);
      assertThat(client.accounts().read(account).contact()).isEqualTo(contact);
      client.accounts().updateContact(account, List.of());
      assertThat(client.accounts().read(account).status()).isEqualTo(Account.Status.VALID);
    }
  }

  @Test
  void rfc8555Section7_3_6_endsAnAccountForGood() throws Exception {
    try (CaUnderTest ca = start();
        AcmeClient client = client(ca)) {
      AccountCredentials account = made(client);
      assertThat(client.accounts().deactivate(account).status())
          .isEqualTo(Account.Status.DEACTIVATED);
      assertRefused(ProblemType.UNAUTHORIZED, () -> client.accounts().read(account));
      assertRefused(
          ProblemType.UNAUTHORIZED,
          () -> client.orders().place(account, NewOrder.of(List.of(Identifier.dns("a.test")))));
      assertRefused(ProblemType.UNAUTHORIZED, () -> client.accounts().create(account.key(), PLAIN));
    }
  }

  @Test
  void rfc8555Section7_3_5_changesTheKey() throws Exception {
    try (CaUnderTest ca = start();
        AcmeClient client = client(ca)) {
      AccountCredentials old = made(client);
      AccountCredentials changed =
          client.accounts().changeKey(old, AccountKey.generate(KeyAlgorithm.EC_P384));
      assertThat(client.accounts().read(changed).status()).isEqualTo(Account.Status.VALID);
      assertThat(client.accounts().find(changed.key()).url()).isEqualTo(old.url());
      assertThatThrownBy(() -> client.accounts().read(old)).isInstanceOf(RejectedException.class);
      assertRefused(ProblemType.ACCOUNT_DOES_NOT_EXIST, () -> client.accounts().find(old.key()));
      assertThat(client.accounts().changeKey(old, changed.key())).isEqualTo(changed);
    }
  }

  @Test
  void rfc8555Section7_3_5_resumesAChangeThatTheCaHadCarriedOut() throws Exception {
    try (CaUnderTest ca = start();
        AcmeClient client = client(ca)) {
      CertbotDirectory store = CertbotDirectory.at(folder.resolve("letsencrypt"));
      AccountCredentials account = made(client);
      store.save(ca.directoryUri(), account);
      for (boolean carriedOut : List.of(false, true)) {
        AccountKey key = AccountKey.generate();
        store.savePending(ca.directoryUri(), new PendingKey(account, key));
        if (carriedOut) {
          client.accounts().changeKey(account, key);
        }
        AccountCredentials valid = AccountKeyRollover.of(client, store).resume().orElseThrow();
        assertThat(valid.key()).isEqualTo(carriedOut ? key : account.key());
        assertThat(store.find(ca.directoryUri())).contains(valid);
      }
    }
  }

  @Test
  void rfc8555Section7_1_2_1_listsOrdersOverThreePages() throws Exception {
    try (CaUnderTest ca = with().ordersPerPage(3).start();
        AcmeClient client = client(ca)) {
      AccountCredentials account = made(client);
      assertThat(client.accounts().orders(account).orElseThrow()).isEmpty();
      List<URI> placed = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        NewOrder order = NewOrder.of(List.of(Identifier.dns("h" + i + ".list.test")));
        placed.add(client.orders().place(account, order).url());
      }
      assertThat(client.accounts().orders(account).orElseThrow())
          .containsExactlyInAnyOrderElementsOf(placed);
    }
  }
}
