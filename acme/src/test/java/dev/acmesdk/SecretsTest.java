package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.Pem;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.store.Lineage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys show up in nothing that is told or logged. */
@Timeout(120)
class SecretsTest {
  @TempDir private Path directory;

  @Test
  void areInNoTextOfAnIssuance() {
    try (LocalCa ca = new LocalCa()) {
      Acme acme = ca.acme().storeIn(directory);
      AcmeRequest request = acme.domains("example.com");
      Lineage lineage = request.obtain();
      CertbotDirectory store = CertbotDirectory.at(directory);
      AccountCredentials account = store.find(ca.server.directory()).orElseThrow();
      List<String> texts = new ArrayList<>();
      ca.events.stream().map(IssuanceEvent::toString).forEach(texts::add);
      for (Object shown : List.of(acme, request, lineage, store, account)) {
        texts.add(shown.toString());
      }
      assertThat(texts).hasSizeGreaterThan(10);
      for (String secret : secrets(account.key(), lineage)) {
        assertThat(texts).noneMatch(text -> text.contains(secret));
      }
    }
  }

  /** Enough of each key to know it by, in the forms that it is written in. */
  private static List<String> secrets(AccountKey account, Lineage lineage) {
    String scalar = account.toPrivateJwk().get("d");
    List<String> secrets = new ArrayList<>(List.of("PRIVATE KEY", scalar));
    Pem.encodePrivateKey(lineage.privateKey())
        .lines()
        .filter(line -> !line.startsWith("-"))
        .forEach(secrets::add);
    assertThat(secrets).hasSizeGreaterThan(3);
    return secrets;
  }
}
