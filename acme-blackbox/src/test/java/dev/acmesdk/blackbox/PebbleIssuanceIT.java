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
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The facade against a real CA, over real HTTP-01. */
@RequiresPebble
@Timeout(300)
class PebbleIssuanceIT {
  @TempDir Path folder;

  private Acme acme(Pebble pebble) {
    return Acme.standalone()
        .httpPort(pebble.httpPort())
        .directory(pebble.directoryUri())
        .trust(pebble.apiCertificateFile())
        .agreeToTermsOfService();
  }

  private static String[] names(int count, String domain) {
    return IntStream.range(0, count).mapToObj(i -> "h" + i + "." + domain).toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100})
  void sendsAtMostTwoRequestsForEachNameAndTenMore(int count) throws Exception {
    try (Pebble pebble = Pebble.with().authorizationReuse(0).start()) {
      RequestCounter counter = new RequestCounter();
      Lineage lineage =
          acme(pebble)
              .httpClient(counter.client())
              .storeIn(new InMemoryStore())
              .domains(names(count, "requests.test"))
              .obtain();
      assertThat(lineage.chain().dnsNames()).hasSize(count);
      System.out.printf("%d names: %d requests %s%n", count, counter.count(), counter.kinds());
      assertThat(counter.count()).isLessThanOrEqualTo(2 * count + 10);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 90})
  void rfc8555Section6_5_copesWithACaThatRefusesMostNonces(int percent) throws Exception {
    try (Pebble pebble = Pebble.with().nonceReject(percent).authorizationReuse(0).start()) {
      Acme acme = acme(pebble).storeIn(new InMemoryStore());
      for (int i = 0; i < 50; i++) {
        String[] names = names(3, "storm" + i + ".test");
        assertThat(acme.domains(names).obtain().chain().dnsNames())
            .containsExactlyInAnyOrder(names);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  void issuesForEveryKindOfKey(KeyAlgorithm algorithm) throws Exception {
    try (Pebble pebble = Pebble.start()) {
      Lineage lineage =
          acme(pebble)
              .storeIn(new InMemoryStore())
              .accountKeyAlgorithm(algorithm)
              .keyAlgorithm(algorithm)
              .domains("key.test")
              .obtain();
      assertThat(KeyAlgorithm.of(lineage.chain().leaf().getPublicKey())).isEqualTo(algorithm);
    }
  }

  @Test
  @RequiresProgram({"openssl", "certbot"})
  void opensslAndCertbotAcceptWhatIsStored() throws Exception {
    try (Pebble pebble = Pebble.with().chainLength(2).start()) {
      Path store = folder.resolve("letsencrypt");
      Lineage lineage =
          acme(pebble)
              .storeIn(store)
              .email("admin@example.test")
              .domains("one.test", "two.test")
              .obtain();
      Lineage.Files files = lineage.paths().orElseThrow();
      Path root = Files.writeString(folder.resolve("root.pem"), pebble.root(0));
      for (String name : List.of("one.test", "two.test")) {
        assertThat(
                Programs.run(
                    List.of(
                        "openssl",
                        "verify",
                        "-CAfile",
                        root.toString(),
                        "-untrusted",
                        files.chain().toString(),
                        "-verify_hostname",
                        name,
                        files.cert().toString())))
            .isEqualTo(new Programs.Result(0, files.cert() + ": OK\n"));
      }
      Programs.Result certificates =
          Programs.run(
              List.of(
                  "certbot",
                  "certificates",
                  "--config-dir",
                  store.toString(),
                  "--work-dir",
                  folder.resolve("work").toString(),
                  "--logs-dir",
                  folder.resolve("logs").toString()));
      assertThat(certificates.output())
          .contains("Certificate Name: one.test", "Domains: ", "VALID: ", "Key Type: ECDSA")
          .doesNotContain("INVALID", "invalid");
      assertThat(certificates.status()).isZero();
    }
  }

  @Test
  @RequiresProgram("ss")
  void thePortIsClosedAfterSuccessFailureAndInterruption() throws Exception {
    try (Pebble pebble = Pebble.with().authorizationReuse(0).start()) {
      Acme acme = acme(pebble).storeIn(new InMemoryStore());
      Acme watching =
          acme.onProgress(
              event -> {
                if (event instanceof IssuanceEvent.ChallengePresented) {
                  assertListening(pebble.httpPort(), true);
                }
              });
      watching.domains("success.test").obtain();
      assertListening(pebble.httpPort(), false);

      pebble
          .dns()
          .addA("failure.test", "127.0.0.66"); // where nobody listens... but all addresses do
      pebble.dns().breakName("failure.test");
      assertThatThrownBy(() -> watching.domains("failure.test").obtain())
          .isInstanceOf(ValidationFailedException.class)
          .hasMessageContaining("failure.test");
      assertListening(pebble.httpPort(), false);

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
      assertListening(pebble.httpPort(), false);
    }
  }

  private static void assertListening(int port, boolean expected) {
    try {
      String sockets = Programs.run(List.of("ss", "-Hltn", "sport = :" + port)).output();
      assertThat(!sockets.isBlank()).as(sockets).isEqualTo(expected);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aPortInUseIsFoundOutBeforeAnythingIsSent() throws Exception {
    try (Pebble pebble = Pebble.start();
        ServerSocket holder = new ServerSocket()) {
      holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), pebble.httpPort()));
      RequestCounter counter = new RequestCounter();
      Acme acme = acme(pebble).httpClient(counter.client()).storeIn(new InMemoryStore());
      assertThatThrownBy(() -> acme.domains("busy.test").obtain())
          .hasMessageContaining("Port " + pebble.httpPort())
          .hasMessageContaining("this very process");
      assertThat(counter.requests()).isEmpty();
    }
  }

  @Test
  void aSecondCallAsksTheCaNothing() throws Exception {
    try (Pebble pebble = Pebble.start()) {
      RequestCounter counter = new RequestCounter();
      Acme acme = acme(pebble).httpClient(counter.client()).storeIn(folder.resolve("letsencrypt"));
      Lineage first = acme.domains("again.test").obtain();
      int requests = counter.count();
      Lineage second = acme.domains("AGAIN.test").obtain();
      assertThat(second.chain()).isEqualTo(first.chain());
      assertThat(counter.count()).isEqualTo(requests);
      assertThat(acme.domains("again.test").reissue().version()).isEqualTo(2);
      assertThat(counter.requests()).filteredOn("POST /sign-me-up"::equals).hasSize(1);
    }
  }

  @Test
  void aDryRunProvesControlAgainAndStoresNothing() throws Exception {
    try (Pebble pebble = Pebble.with().authorizationReuse(100).start()) {
      InMemoryStore store = new InMemoryStore();
      Acme acme = acme(pebble).storeIn(store);
      acme.domains("dry.test").obtain();
      int lookUps = pebble.dns().questionTypes("dry.test").size();
      assertThat(acme.domains("dry.test").dryRun().chain().dnsNames()).containsExactly("dry.test");
      assertThat(pebble.dns().questionTypes("dry.test")).hasSizeGreaterThan(lookUps);
      assertThat(store.find("dry.test").orElseThrow().version()).isOne();
    }
  }
}
