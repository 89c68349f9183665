package dev.acmesdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acmesdk.Acme;
import dev.acmesdk.AcmeAccount;
import dev.acmesdk.AcmeRequest;
import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.client.RetryPolicy;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the pages show does what they say. */
@Timeout(60)
class RecipesTest {
  @TempDir private Path folder;

  private final Map<String, String> shared = new ConcurrentHashMap<>();
  private AnswerServer web;
  private EmbeddedAcmeServer ca;

  @BeforeEach
  void start() throws IOException {
    web = AnswerServer.start(shared);
    ca = EmbeddedAcmeServer.builder().httpPort(web.port()).start();
  }

  @AfterEach
  void stop() {
    ca.close();
    web.close();
  }

  private Acme acme() throws IOException {
    Path root = Files.writeString(folder.resolve("root.pem"), ca.trustAnchorPem());
    Acme acme =
        Acme.with(new OwnSolver(shared)).agreeToTermsOfService().storeIn(new InMemoryStore());
    return Recipes.atAPrivateCa(acme, ca.directory(), root);
  }

  @Test
  void anOwnSolverAtAPrivateCa() throws IOException {
    Lineage certificate = acme().domains("example.com").obtain();
    assertThat(certificate.chain().dnsNames()).containsExactly("example.com");
    assertThat(shared).as("taken away when the CA has seen it").isEmpty();
  }

  @Test
  void aCaWithoutProfilesIsToldBeforeAnOrderIsSpent() throws IOException {
    Acme acme = acme();
    assertThatExceptionOfType(AcmeException.class)
        .isThrownBy(() -> Recipes.sixDaysForAnAddress(acme).obtain())
        .withMessageContaining("shortlived");
    assertThat(ca.count("newOrder")).isZero();
  }

  @Test
  void aCustomersAccountIsBound() {
    byte[] macKey = new byte[32];
    try (EmbeddedAcmeServer customersOnly =
        EmbeddedAcmeServer.builder()
            .httpPort(web.port())
            .externalAccountRequired(true)
            .externalAccount("customer-1", macKey)
            .start()) {
      Acme acme =
          Acme.with(new OwnSolver(shared))
              .trust(customersOnly.trustAnchorPem())
              .agreeToTermsOfService()
              .storeIn(new InMemoryStore());
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(macKey);
      Recipes.asACustomer(acme, customersOnly.directory(), "customer-1", text)
          .domains("example.com")
          .obtain();
      assertThat(customersOnly.count("newAccount")).isEqualTo(1);
    }
  }

  @Test
  void theSecondCaIssuesWhileTheFirstOneIsDown() throws IOException {
    try (EmbeddedAcmeServer second = EmbeddedAcmeServer.builder().httpPort(web.port()).start()) {
      ca.faults().unavailable(true);
      AcmeAccount account =
          Acme.account()
              .directory(second.directory())
              .trust(second.trustAnchorPem())
              .agreeToTermsOfService();
      AcmeRequest request = acme().retries(RetryPolicy.NONE).domains("example.com");
      try (ManagedCertificate certificate = Recipes.withASecondCa(request, account)) {
        assertThat(certificate.current().orElseThrow().directory()).isEqualTo(second.directory());
      }
    }
  }
}
