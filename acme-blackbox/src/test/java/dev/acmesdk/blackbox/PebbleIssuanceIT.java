package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.store.Lineage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Against Pebble. */
@RequiresPebble
class PebbleIssuanceIT extends CaIssuanceContract {

  @Override
  CaUnderTest.Setup with() {
    return Pebble.with();
  }

  @Override
  int issuances() {
    return 50;
  }

  @Override
  Stream<KeyAlgorithm> kindsOfKeys() {
    return Stream.of(KeyAlgorithm.values());
  }

  @Test
  @RequiresProgram({"openssl", "certbot"})
  void opensslAndCertbotAcceptWhatIsStored() throws Exception {
    try (Pebble ca = Pebble.with().chainLength(2).start()) {
      Path store = folder.resolve("letsencrypt");
      Lineage lineage =
          acme(ca)
              .storeIn(store)
              .email("admin@example.test")
              .domains("one.test", "two.test")
              .obtain();
      Lineage.Files files = lineage.paths().orElseThrow();
      Path root = Files.writeString(folder.resolve("root.pem"), ca.root(0));
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
}
