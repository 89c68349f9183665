package dev.acmesdk.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.LeaseLostException;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.Reconfiguration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link Reconfiguration} promises.
 *
 * @param <S> the store's type
 */
public abstract class ReconfigurationContract<
        S extends CertificateStore & LeaseStore & Reconfiguration>
    extends StoreContract<S> {
  private static final String NAME = "a.example";
  private static final Map<String, String> BEFORE =
      Map.of(
          "authenticator", "standalone", "http01_port", "8080", "pre_hook", "service nginx stop");

  /** Runs for each test. */
  protected ReconfigurationContract() {}

  /** A lineage that was obtained by a stand-alone server, and its lease. */
  private Lease begun() {
    NewVersion version = TestVersions.of(NAME);
    Lease lease = Remembered.lease(store(), NAME);
    store()
        .save(
            lease,
            new NewVersion(
                NAME,
                version.chain(),
                version.privateKey(),
                version.directory(),
                version.account(),
                BEFORE));
    return lease;
  }

  private Map<String, String> said() {
    Map<String, String> said = store().find(NAME).orElseThrow().renewalParameters();
    assertThat(open().find(NAME).orElseThrow().renewalParameters()).isEqualTo(said);
    return said;
  }

  @Test
  void notesWhatIsDifferentAndKeepsTheRest() {
    store().reconfigure(begun(), Map.of("renew_hook", "service nginx reload"));
    assertThat(said())
        .containsAllEntriesOf(BEFORE)
        .containsEntry("renew_hook", "service nginx reload");
  }

  @Test
  void replacesWhatWasSaid() {
    store().reconfigure(begun(), Map.of("pre_hook", "true"));
    assertThat(said()).containsEntry("pre_hook", "true").containsEntry("http01_port", "8080");
  }

  @Test
  void anotherWayOfProvingControlTakesThePlaceOfTheFormer() {
    store()
        .reconfigure(begun(), Map.of("authenticator", "webroot", "webroot_path", "/var/www/html"));
    assertThat(said())
        .containsEntry("authenticator", "webroot")
        .containsEntry("webroot_path", "/var/www/html")
        .containsEntry("pre_hook", "service nginx stop")
        .doesNotContainKey("http01_port");
  }

  @Test
  void notesTheKindOfTheNextKey() {
    Lease lease = begun();
    store().reconfigure(lease, Map.of("key_type", "ecdsa", "elliptic_curve", "secp384r1"));
    assertThat(said())
        .containsEntry("key_type", "ecdsa")
        .containsEntry("elliptic_curve", "secp384r1");
    store().reconfigure(lease, Map.of("key_type", "rsa", "rsa_key_size", "4096"));
    assertThat(said())
        .containsEntry("key_type", "rsa")
        .containsEntry("rsa_key_size", "4096")
        .doesNotContainKey("elliptic_curve");
    store().reconfigure(lease, Map.of("key_type", "rsa"));
    assertThat(said()).containsEntry("key_type", "rsa").doesNotContainKey("rsa_key_size");
  }

  @Test
  void leavesTheVersionAsItIs() {
    Lease lease = begun();
    Lineage before = store().find(NAME).orElseThrow();
    store().reconfigure(lease, Map.of("pre_hook", "true"));
    Lineage after = open().find(NAME).orElseThrow();
    assertThat(after.version()).isEqualTo(before.version());
    assertThat(after.chain()).isEqualTo(before.chain());
    assertThat(after.privateKey()).isEqualTo(before.privateKey());
    assertThat(after.directory()).isEqualTo(before.directory());
    assertThat(store().names()).containsExactly(NAME);
  }

  @Test
  void theLeaseIsGoodForASaveAfterwards() {
    Lease lease = begun();
    store().reconfigure(lease, Map.of("pre_hook", "true"));
    assertThat(store().save(lease, TestVersions.of(NAME)).version()).isEqualTo(2);
  }

  @Test
  void doesNotTouchOtherLineages() {
    store().save(TestVersions.of("b.example"));
    Map<String, String> others = store().find("b.example").orElseThrow().renewalParameters();
    store().reconfigure(begun(), Map.of("pre_hook", "true"));
    assertThat(open().find("b.example").orElseThrow().renewalParameters()).isEqualTo(others);
  }

  @Test
  void refusesALineageThatIsNotThere() {
    Lease lease = Remembered.lease(store(), NAME);
    assertThatThrownBy(() -> store().reconfigure(lease, Map.of("pre_hook", "true")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(NAME);
    assertThat(open().find(NAME)).isEmpty();
  }

  @Test
  void refusesALeaseThatWasGivenBack() {
    Lease lease = begun();
    Map<String, String> before = said();
    store().release(lease);
    assertThatThrownBy(() -> store().reconfigure(lease, Map.of("pre_hook", "true")))
        .isInstanceOf(LeaseLostException.class);
    assertThat(said()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"account", "server"})
  void refusesWhatOnlyANewVersionCanChange(String key) {
    Lease lease = begun();
    Map<String, String> before = said();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store().reconfigure(lease, Map.of(key, "x", "pre_hook", "true")));
    assertThat(said()).isEqualTo(before);
  }
}
