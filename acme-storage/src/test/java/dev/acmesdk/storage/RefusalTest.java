package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.KeyRollover;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.PendingKey;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What both stores say when they refuse something. That they do is in the contracts. */
final class RefusalTest {
  private static final PendingKey PENDING =
      new PendingKey(
          new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate()), AccountKey.generate());

  @TempDir private Path temp;

  enum Which {
    DIRECTORY,
    MEMORY
  }

  private CertificateStore store(Which which) {
    return switch (which) {
      case DIRECTORY -> CertbotDirectory.at(temp.resolve("config"));
      case MEMORY -> new InMemoryStore();
    };
  }

  private static NewVersion withKey(PrivateKey key) {
    NewVersion issued = TestCa.issue("a.example");
    return new NewVersion(
        issued.name(), issued.chain(), key, issued.directory(), issued.account(), Map.of());
  }

  @ParameterizedTest
  @EnumSource
  void saysThatTheKeyIsNotTheCertificates(Which which) {
    NewVersion mixed = withKey(KeyAlgorithm.EC_P256.generate().getPrivate());
    assertThatThrownBy(() -> store(which).save(mixed))
        .hasMessageContaining("a.example")
        .hasMessageContaining("is not the one that the certificate was issued for");
  }

  @ParameterizedTest
  @EnumSource
  void saysThatAKeyInHardwareCannotBeExported(Which which) {
    PrivateKey inHardware =
        (PrivateKey)
            Proxy.newProxyInstance(
                RefusalTest.class.getClassLoader(),
                new Class<?>[] {PrivateKey.class},
                (proxy, method, arguments) -> null);
    assertThatThrownBy(() -> store(which).save(withKey(inHardware)))
        .hasMessageContaining("cannot be exported")
        .hasMessageContaining("Use a key in software");
  }

  @ParameterizedTest
  @EnumSource
  void saysWhatIsWrongWithAName(Which which) {
    CertificateStore store = store(which);
    assertSays(store, "", "is empty");
    assertSays(store, ".hidden", "begins with a dot");
    assertSays(store, "a/b", "path separator");
    assertSays(store, "a\\b", "path separator");
    assertSays(store, "a\nb", "control character");
    assertSays(store, "a".repeat(247), "247");
    assertThat(store.names()).isEmpty();
  }

  private static void assertSays(CertificateStore store, String name, String reason) {
    assertThatThrownBy(() -> store.find(name)).hasMessageContainingAll("lineage name", reason);
    assertThatThrownBy(() -> store.save(TestCa.issue("x", Map.of(), name)))
        .hasMessageContainingAll("lineage name", reason);
  }

  @ParameterizedTest
  @EnumSource
  void saysThatAnotherChangeOfTheKeyWasCutOff(Which which) {
    CertificateStore store = store(which);
    ((AccountStore) store).save(TestCa.DIRECTORY, PENDING.account());
    KeyRollover keys = (KeyRollover) store;
    keys.savePending(TestCa.DIRECTORY, PENDING);
    PendingKey other = new PendingKey(PENDING.account(), AccountKey.generate());
    assertThatThrownBy(() -> keys.savePending(TestCa.DIRECTORY, other))
        .hasMessageContaining("cut off")
        .hasMessageContaining("AccountKeyRollover.resume()");
  }

  @ParameterizedTest
  @EnumSource
  void saysThatThereIsNoSuchAccount(Which which) {
    KeyRollover keys = (KeyRollover) store(which);
    assertThatThrownBy(() -> keys.savePending(TestCa.DIRECTORY, PENDING))
        .hasMessageContaining(TestCa.ACCOUNT.toString())
        .hasMessageContaining("Save the account first");
  }

  @ParameterizedTest
  @EnumSource
  void saysThatAKeyIsNeitherTheOldNorTheNewOne(Which which) {
    KeyRollover keys = (KeyRollover) store(which);
    ((AccountStore) keys).save(TestCa.DIRECTORY, PENDING.account());
    keys.savePending(TestCa.DIRECTORY, PENDING);
    AccountCredentials third = new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate());
    assertThatThrownBy(() -> keys.settle(TestCa.DIRECTORY, PENDING, third))
        .hasMessageContaining("neither the old nor the new key");
  }
}
