package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acmesdk.Acme;
import dev.acmesdk.AcmeRequest;
import dev.acmesdk.dns01.TxtRecord;
import dev.acmesdk.dns01.provider.ExecProvider;
import dev.acmesdk.dns01.provider.TsigAlgorithm;
import dev.acmesdk.dns01.provider.TsigKey;
import dev.acmesdk.error.SolverException;
import dev.acmesdk.hook.ManualHooks;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.store.Lineage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a name to a certificate by way of a real name server, which a real CA asks. */
@RequiresBind
@RequiresPebble
@Timeout(120)
class DnsProvidersIT {
  private static final String NAME = "_acme-challenge." + Bind.ZONE;

  @TempDir private Path files;
  @TempDir private Path store;

  private Bind bind;
  private Pebble pebble;

  @BeforeEach
  void start() throws Exception {
    bind = Bind.start(files);
    pebble = Pebble.with().dnsServer(bind.address()).start();
  }

  @AfterEach
  void stop() {
    pebble.close();
    bind.close();
  }

  private Acme at(Acme acme, Path directory) {
    return acme.directory(pebble.directoryUri())
        .trust(pebble.apiCertificateFile())
        .email("admin@example.org")
        .agreeToTermsOfService()
        .storeIn(directory);
  }

  private AcmeRequest request(Acme acme) {
    return at(acme, store).domains(Bind.ZONE, "*." + Bind.ZONE);
  }

  private void assertObtained(Lineage lineage) throws Exception {
    assertThat(lineage.chain().dnsNames()).containsExactlyInAnyOrder(Bind.ZONE, "*." + Bind.ZONE);
    assertThat(bind.values(NAME)).isEmpty();
  }

  /** By scripts for Certbot's manual hooks. */
  private ManualHooks hooks() throws Exception {
    String told = "name=_acme-challenge.$CERTBOT_DOMAIN. value=$CERTBOT_VALIDATION";
    return ManualHooks.of(bind.script("auth.sh", "verb=add " + told).toString())
        .cleanupHook(bind.script("cleanup.sh", "verb=delete " + told).toString())
        .preferredChallenges("dns");
  }

  @Test
  void rfc2136_apexAndWildcardInOneOrder() throws Exception {
    assertObtained(request(bind.acme(bind.provider())).obtain());
  }

  @Test
  void certbotsManualHooks() throws Exception {
    Lineage lineage = request(Acme.manualHooks(hooks())).obtain();
    assertObtained(lineage);
    assertThat(Files.readString(store.resolve("renewal/" + Bind.ZONE + ".conf")))
        .contains("manual_auth_hook = " + files.resolve("auth.sh"), "pref_challs = dns-01,");
    ManualHooks found = ManualHooks.find(lineage.renewalParameters()).orElseThrow();
    assertObtained(request(Acme.manualHooks(found)).reissue());
  }

  @Test
  void legosPrograms() throws Exception {
    Path program =
        bind.script(
            "exec.sh",
            "case $1 in present) verb=add;; cleanup) verb=delete;; esac; name=$2 value=$3");
    assertObtained(request(bind.acme(ExecProvider.of(program))).obtain());
  }

  @Test
  void theValuesOfOthersStay() throws Exception {
    bind.provider().addTxt(new TxtRecord(NAME, "of somebody else", TxtRecord.DEFAULT_TTL));
    request(bind.acme(bind.provider())).obtain();
    assertThat(bind.values(NAME)).containsExactly("of somebody else");
  }

  /** lego#1351: of two that order the same names at once, neither erases what the other needs. */
  @Test
  void twoOrdersForTheSameNamesAtOnce(@TempDir Path otherStore) throws Exception {
    CyclicBarrier bothInPlace = new CyclicBarrier(2);
    List<CompletableFuture<Lineage>> both = new ArrayList<>();
    for (Path directory : List.of(store, otherStore)) {
      int[] presented = {0};
      both.add(
          at(bind.acme(bind.provider()), directory)
              .onProgress(
                  event -> {
                    if (event instanceof IssuanceEvent.ChallengePresented && ++presented[0] == 2) {
                      await(bothInPlace);
                    }
                  })
              .domains(Bind.ZONE, "*." + Bind.ZONE)
              .obtainAsync());
    }
    for (CompletableFuture<Lineage> one : both) {
      assertThat(one.get(60, TimeUnit.SECONDS).version()).isEqualTo(1);
    }
    assertThat(bind.values(NAME)).isEmpty();
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aWrongKeyIsFoundOutBeforeAnOrderIsSpent() {
    TsigKey wrong = TsigKey.of("acme", TsigAlgorithm.HMAC_SHA256, Bind.IDLE_SECRET);
    List<IssuanceEvent> events = new ArrayList<>();
    assertThatExceptionOfType(SolverException.class)
        .isThrownBy(() -> request(bind.acme(bind.provider(wrong)).onProgress(events::add)).obtain())
        .withMessageContaining("BADSIG: the secret of the TSIG key acme (hmac-sha256)")
        .withMessageContaining("Nothing was ordered");
    assertThat(events).noneMatch(IssuanceEvent.OrderPlaced.class::isInstance);
  }

  @Test
  void aZoneOfSomebodyElseIsFoundOutBeforeAnOrderIsSpent() {
    assertThatExceptionOfType(SolverException.class)
        .isThrownBy(() -> at(bind.acme(bind.provider()), store).domains("example.net").obtain())
        .withMessageContaining("is authoritative for no zone that holds");
  }
}
