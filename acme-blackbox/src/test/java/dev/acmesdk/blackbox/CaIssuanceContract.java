package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.Acme;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.Lineage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The facade against a real CA, over real HTTP-01. */
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
abstract class CaIssuanceContract extends CaContract {
  @TempDir Path folder;

  private static String[] names(int count, String domain) {
    return IntStream.range(0, count).mapToObj(i -> "h" + i + "." + domain).toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100})
  void sendsAtMostTwoRequestsForEachNameAndTenMore(int count) throws Exception {
    try (CaUnderTest ca = start()) {
      RequestCounter counter = new RequestCounter();
      Lineage lineage =
          acme(ca)
              .httpClient(counter.client())
              .storeIn(new InMemoryStore())
              .domains(names(count, "requests.test"))
              .obtain();
      assertThat(lineage.chain().dnsNames()).hasSize(count);
      System.out.printf("%d names: %d requests %s%n", count, counter.count(), counter.kinds());
      assertThat(counter.count()).isLessThanOrEqualTo(2 * count + 10);
    }
  }

  /** How often a certificate is got from a CA that refuses nonces. */
  abstract int issuances();

  @ParameterizedTest
  @ValueSource(ints = {50, 90})
  void rfc8555Section6_5_copesWithACaThatRefusesMostNonces(int percent) throws Exception {
    try (CaUnderTest ca = with().nonceReject(percent).start()) {
      Acme acme = acme(ca).storeIn(new InMemoryStore());
      for (int i = 0; i < issuances(); i++) {
        String[] names = names(3, "storm" + i + ".test");
        assertThat(acme.domains(names).obtain().chain().dnsNames())
            .containsExactlyInAnyOrder(names);
      }
    }
  }

  /** What the keys of account and certificate are. */
  abstract Stream<KeyAlgorithm> kindsOfKeys();

  @ParameterizedTest
  @MethodSource("kindsOfKeys")
  void issuesForEveryKindOfKey(KeyAlgorithm algorithm) throws Exception {
    try (CaUnderTest ca = start()) {
      Lineage lineage =
          acme(ca)
              .storeIn(new InMemoryStore())
              .accountKeyAlgorithm(algorithm)
              .keyAlgorithm(algorithm)
              .domains("key.test")
              .obtain();
      assertThat(KeyAlgorithm.of(lineage.chain().leaf().getPublicKey())).isEqualTo(algorithm);
    }
  }

  @Test
  void thePortIsClosedAfterSuccessFailureAndInterruption() throws Exception {
    try (CaUnderTest ca = start()) {
      Acme acme = acme(ca).storeIn(new InMemoryStore());
      Acme watching =
          acme.onProgress(
              event -> {
                if (event instanceof IssuanceEvent.ChallengePresented) {
                  assertListening(ca.httpPort(), true);
                }
              });
      watching.domains("success.test").obtain();
      assertListening(ca.httpPort(), false);

      ca.breakName("failure.test");
      assertThatThrownBy(() -> watching.domains("failure.test").obtain())
          .isInstanceOf(ValidationFailedException.class)
          .hasMessageContaining("failure.test");
      assertListening(ca.httpPort(), false);

      Thread caller = Thread.currentThread();
      Acme interrupted =
          acme.onProgress(
              event -> {
                if (event instanceof IssuanceEvent.ValidationStarted) {
                  caller.interrupt();
                }
              });
      assertThatThrownBy(() -> interrupted.domains("interrupted.test").obtain())
          .isInstanceOf(CancelledException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertListening(ca.httpPort(), false);
    }
  }

  @Test
  void aPortInUseIsFoundOutBeforeAnythingIsSent() throws Exception {
    try (CaUnderTest ca = start();
        ServerSocket holder = new ServerSocket()) {
      holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ca.httpPort()));
      RequestCounter counter = new RequestCounter();
      Acme acme = acme(ca).httpClient(counter.client()).storeIn(new InMemoryStore());
      assertThatThrownBy(() -> acme.domains("busy.test").obtain())
          .hasMessageContaining("Port " + ca.httpPort())
          .hasMessageContaining("this very process");
      assertThat(counter.requests()).isEmpty();
    }
  }

  @Test
  void aSecondCallAsksTheCaNothing() throws Exception {
    try (CaUnderTest ca = start()) {
      RequestCounter counter = new RequestCounter();
      Acme acme = acme(ca).httpClient(counter.client()).storeIn(folder.resolve("letsencrypt"));
      Lineage first = acme.domains("again.test").obtain();
      int requests = counter.count();
      Lineage second = acme.domains("AGAIN.test").obtain();
      assertThat(second.chain()).isEqualTo(first.chain());
      assertThat(counter.count()).isEqualTo(requests);
      assertThat(acme.domains("again.test").reissue().version()).isEqualTo(2);
      assertThat(counter.requests()).filteredOn(("POST " + ca.newAccountPath())::equals).hasSize(1);
    }
  }

  @Test
  void aDryRunProvesControlAgainAndStoresNothing() throws Exception {
    try (CaUnderTest ca = with().authorizationReuse(100).start()) {
      InMemoryStore store = new InMemoryStore();
      Acme acme = acme(ca).storeIn(store);
      acme.domains("dry.test").obtain();
      long before = ca.validations("dry.test");
      assertThat(acme.domains("dry.test").dryRun().chain().dnsNames()).containsExactly("dry.test");
      assertThat(ca.validations("dry.test")).isGreaterThan(before);
      assertThat(store.find("dry.test").orElseThrow().version()).isOne();
    }
  }
}
