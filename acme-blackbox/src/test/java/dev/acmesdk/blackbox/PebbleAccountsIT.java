package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.renewal.AccountKeyRollover;
import dev.acmesdk.storage.CertbotDirectory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against Pebble. */
@RequiresPebble
class PebbleAccountsIT extends CaAccountsContract {

  @Override
  CaUnderTest.Setup with() {
    return Pebble.with();
  }

  @Test
  @RequiresProgram("certbot")
  void rfc8555Section7_3_5_certbotGoesOnWithAKeyThatWasChangedInTheStore() throws Exception {
    try (Pebble ca = Pebble.start();
        AcmeClient client = client(ca)) {
      Path config = folder.resolve("letsencrypt");
      CertbotDirectory store = CertbotDirectory.at(config);
      AccountCredentials account = made(client);
      store.save(ca.directoryUri(), account);
      AccountCredentials changed =
          AccountKeyRollover.of(client, store).change(KeyAlgorithm.EC_P384);
      assertThat(store.find(ca.directoryUri())).contains(changed);
      assertThat(AccountKeyRollover.of(client, store).resume()).isEmpty();
      Programs.Result shown =
          Programs.run(
              List.of(
                  "env",
                  "REQUESTS_CA_BUNDLE=" + ca.apiCertificateFile(),
                  "certbot",
                  "show_account",
                  "-n",
                  "--server",
                  ca.directoryUri().toString(),
                  "--config-dir",
                  config.toString(),
                  "--work-dir",
                  folder.resolve("work").toString(),
                  "--logs-dir",
                  folder.resolve("logs").toString()));
      assertThat(shown.status()).as(shown.output()).isZero();
      assertThat(shown.output()).contains(account.url().toString());
    }
  }
}
