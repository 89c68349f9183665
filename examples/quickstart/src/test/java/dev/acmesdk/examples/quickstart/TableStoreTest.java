package dev.acmesdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.Acme;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.testing.store.AccountStoreContract;
import dev.acmesdk.testing.store.CertificateStoreContract;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The store keeps what its interfaces promise, and serves. */
@Timeout(60)
class TableStoreTest {
  private final ConcurrentMap<String, Map<String, String>> rows = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Map<String, String>> accounts = new ConcurrentHashMap<>();

  @Nested
  class Certificates extends CertificateStoreContract<TableStore> {
    @Override
    protected TableStore open() {
      return new TableStore(rows, accounts);
    }
  }

  @Nested
  class Accounts extends AccountStoreContract<TableStore> {
    @Override
    protected TableStore open() {
      return new TableStore(rows, accounts);
    }
  }

  @Test
  void aCertificateInTheTableIsNotOrderedAgain() throws Exception {
    Map<String, String> answers = new ConcurrentHashMap<>();
    try (AnswerServer web = AnswerServer.start(answers);
        EmbeddedAcmeServer ca = EmbeddedAcmeServer.builder().httpPort(web.port()).start()) {
      Acme acme = Acme.with(new OwnSolver(answers)).agreeToTermsOfService();
      acme = acme.directory(ca.directory()).trust(ca.trustAnchorPem());
      Lineage first = obtain(acme);
      Lineage second = obtain(acme);
      assertThat(second.chain()).isEqualTo(first.chain());
      assertThat(ca.count("newOrder")).isEqualTo(1);
    }
  }

  private Lineage obtain(Acme acme) {

    return acme.storeIn(new TableStore(rows, accounts)).domains("example.com").obtain();
  }
}
