package dev.acmesdk.renewal;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.acmesdk.client.FakeAcme.json;
import static dev.acmesdk.client.FakeAcme.problem;
import static dev.acmesdk.client.FakeAcme.protectedHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.FakeAcme;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.ServerUnreachableException;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.ProblemType;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.KeyRollover;
import dev.acmesdk.store.PendingKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A change of key that is cut off at any point loses no account (RFC 8555 section 7.3.5). */
@Timeout(60)
class AccountKeyRolloverTest {
  private final FakeAcme server = new FakeAcme();
  private final AcmeClient client = server.client();
  private final Store store = new Store();
  private final AccountKeyRollover rollover = AccountKeyRollover.of(client, store);
  private final AccountCredentials old = server.account();

  /** Notes what is done, and together with it how far the CA has been asked. */
  private final class Store implements AccountStore, KeyRollover {
    private final List<String> steps = new ArrayList<>();
    private AccountCredentials account;
    private PendingKey pending;
    private boolean full;

    private void step(String what) {
      steps.add(what + " after " + server.posts("/key").size());
      if (full) {
        throw new StoreException("Full.", "Empty it.", null);
      }
    }

    @Override
    public Optional<AccountCredentials> find(URI directory) {
      return Optional.ofNullable(account);
    }

    @Override
    public void save(URI directory, AccountCredentials saved) {
      account = saved;
    }

    @Override
    public void remove(URI directory, AccountCredentials removed) {
      account = null;
    }

    @Override
    public void savePending(URI directory, PendingKey key) {
      step("pending");
      pending = key;
    }

    @Override
    public Optional<PendingKey> findPending(URI directory) {
      assertThat(directory).isEqualTo(server.url("/dir"));
      return Optional.ofNullable(pending);
    }

    @Override
    public void settle(URI directory, PendingKey key, AccountCredentials valid) {
      assertThat(key).isEqualTo(pending);
      step("settle");
      account = valid;
      pending = null;
    }
  }

  @BeforeEach
  void keepAnAccount() {
    store.account = old;
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private static ResponseDefinitionBuilder lost() {
    return aResponse().withFault(Fault.EMPTY_RESPONSE);
  }

  private static ResponseDefinitionBuilder none() {
    return problem(400, "accountDoesNotExist", "none");
  }

  private ResponseDefinitionBuilder account(String path) {
    return json(200, "{\"status\": \"valid\"}").withHeader("Location", server.url(path).toString());
  }

  @Test
  void rfc8555Section7_3_5_theNewKeyIsSafeBeforeTheCaHearsOfIt() {
    server.onPost("/key", aResponse().withStatus(200));
    AccountCredentials changed = rollover.change(KeyAlgorithm.EC_P384);
    assertThat(store.steps).containsExactly("pending after 0", "settle after 1");
    assertThat(store.account).isEqualTo(changed);
    assertThat(changed.url()).isEqualTo(old.url());
    assertThat(changed.key().algorithm()).isEqualTo(KeyAlgorithm.EC_P384);
  }

  @Test
  void rfc8555Section11_1_everyChangeHasAFreshKey() {
    server.onPost("/key", aResponse().withStatus(200));
    AccountKey first = rollover.change(KeyAlgorithm.EC_P256).key();
    AccountKey second = rollover.change(KeyAlgorithm.EC_P256).key();
    assertThat(List.of(old.key(), first, second)).doesNotHaveDuplicates();
  }

  @Test
  void aStoreThatCannotKeepTheNewKeyStopsTheChange() {
    store.full = true;
    assertThatThrownBy(() -> rollover.change(KeyAlgorithm.EC_P256))
        .isInstanceOf(StoreException.class);
    assertThat(server.count()).isZero();
    assertThat(store.account).isEqualTo(old);
  }

  @Test
  void bothKeysAreKeptWhenNobodyKnowsWhatTheCaDid() {
    server.onPost("/key", lost());
    assertThatThrownBy(() -> rollover.change(KeyAlgorithm.EC_P256))
        .isInstanceOf(ServerUnreachableException.class);
    assertThat(store.account).isEqualTo(old);
    assertThat(store.pending.account()).isEqualTo(old);
    assertThat(store.steps).containsExactly("pending after 0");
  }

  @Test
  void rfc8555Section7_3_5_resumesWithTheNewKeyIfTheCaHasIt() {
    cutOff();
    PendingKey pending = store.pending;
    server.onPost("/account", account("/account/1"));
    assertThat(rollover.resume()).contains(pending.changed());
    assertThat(store.account).isEqualTo(pending.changed());
    assertThat(store.pending).isNull();
    assertThat(server.posts("/account"))
        .singleElement()
        .satisfies(
            request ->
                assertThat(protectedHeader(request).get("jwk").toString())
                    .isEqualTo(pending.newKey().jwk().toJson()));
  }

  private void cutOff() {
    server.onPost("/key", lost(), aResponse().withStatus(200));
    assertThatThrownBy(() -> rollover.change(KeyAlgorithm.EC_P256))
        .isInstanceOf(ServerUnreachableException.class);
  }

  @Test
  void rfc8555Section7_3_5_resumesWithTheOldKeyIfTheCaHasThat() {
    cutOff();
    server.onPost("/account", none(), account("/account/1"));
    assertThat(rollover.resume()).contains(old);
    assertThat(store.account).isEqualTo(old);
    assertThat(store.pending).isNull();
    assertThat(server.posts("/account")).hasSize(2);
  }

  /** What it does not take, it cannot have. Otherwise the account would be stuck for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"badPublicKey", "badSignatureAlgorithm"})
  void rfc8555Section6_2_resumesWithTheOldKeyIfTheCaTakesNoKeyLikeTheNewOne(String type) {
    server.onPost("/key", problem(400, type, "no such keys"));
    assertThatThrownBy(() -> rollover.change(KeyAlgorithm.EC_P521))
        .isInstanceOf(RejectedException.class);
    server.onPost("/account", problem(400, type, "no such keys"), account("/account/1"));
    assertThat(rollover.resume()).contains(old);
    assertThat(store.account).isEqualTo(old);
    assertThat(store.pending).isNull();
  }

  @Test
  void keepsBothKeysIfTheCaHasNeither() {
    cutOff();
    server.onPost("/account", none());
    assertThatThrownBy(rollover::resume)
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> assertThat(e.kind()).isEqualTo(ProblemType.ACCOUNT_DOES_NOT_EXIST));
    assertThat(store.pending).isNotNull();
    assertThat(store.account).isEqualTo(old);
  }

  @ParameterizedTest
  @CsvSource({"403, unauthorized", "500, serverInternal"})
  void keepsBothKeysIfTheCaDoesNotTellAboutTheNewOne(int status, String type) {
    cutOff();
    server.onPost("/account", problem(status, type, "no"), account("/account/1"));
    assertThatThrownBy(rollover::resume).isInstanceOf(RejectedException.class);
    assertThat(store.pending).isNotNull();
    assertThat(store.account).isEqualTo(old);
  }

  @Test
  void anAccountThatTheOldKeyDoesNotHaveIsNotSettledOn() {
    cutOff();
    server.onPost("/account", none(), account("/account/9"));
    assertThatThrownBy(rollover::resume)
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining(old.url().toString());
    assertThat(store.pending).isNotNull();
  }

  @Test
  void aNewChangeFirstEndsTheOneThatWasCutOff() {
    cutOff();
    AccountKey first = store.pending.newKey();
    server.onPost("/account", account("/account/1"));
    AccountCredentials changed = rollover.change(KeyAlgorithm.EC_P256);
    assertThat(changed.key()).isNotEqualTo(first);
    assertThat(store.account).isEqualTo(changed);
    assertThat(store.steps)
        .containsExactly("pending after 0", "settle after 1", "pending after 1", "settle after 2");
  }

  @Test
  void thereIsNothingToResumeWithoutAChange() {
    assertThat(rollover.resume()).isEmpty();
    assertThat(server.count()).isZero();
  }

  @Test
  void rfc8555Section7_1_1_noKeyStaysBehindWhereTheCaDoesNotChangeKeys() {
    server.onGet("/dir", json(200, server.directory("{}").replace("keyChange", "noKeyChange")));
    assertThatThrownBy(() -> rollover.change(KeyAlgorithm.EC_P256))
        .isInstanceOf(InvalidRequestException.class);
    assertThat(store.pending).isNull();
    assertThat(store.account).isEqualTo(old);
  }

  @Test
  void wantsAnAccountAndAStoreWithTheAbility() {
    store.account = null;
    assertThatThrownBy(() -> rollover.change(KeyAlgorithm.EC_P256))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("no account");
    AccountStore plain =
        new AccountStore() {
          @Override
          public Optional<AccountCredentials> find(URI directory) {
            return Optional.empty();
          }

          @Override
          public void save(URI directory, AccountCredentials account) {}

          @Override
          public void remove(URI directory, AccountCredentials account) {}
        };
    assertThatThrownBy(() -> AccountKeyRollover.of(client, plain))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("KeyRollover");
  }
}
