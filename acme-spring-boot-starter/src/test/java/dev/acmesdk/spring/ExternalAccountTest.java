package dev.acmesdk.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.ManagedCertificate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A CA that has customers only. */
@Timeout(120)
class ExternalAccountTest {
  private static final byte[] SECRET =
      "a secret of thirty-two octets ..".getBytes(StandardCharsets.US_ASCII);
  private static final String MAC_KEY =
      Base64.getUrlEncoder().withoutPadding().encodeToString(SECRET);

  @TempDir private Path directory;

  @Test
  void theAccountIsBoundToTheOneWithTheCa() throws Exception {
    try (LocalCa ca =
            new LocalCa(
                directory,
                server -> server.externalAccount("kid-1", SECRET).externalAccountRequired(true));
        ConfigurableApplicationContext context = run(ca.properties())) {
      ManagedCertificate certificate =
          context.getBean(AcmeCertificates.class).find("example.com").orElseThrow();

      assertThat(certificate.refresh().get(60, TimeUnit.SECONDS).name()).isEqualTo("example.com");
      assertThat(ca.server.requests())
          .filteredOn(request -> request.operation().equals("newAccount"))
          .singleElement()
          .satisfies(request -> assertThat(request.status()).isEqualTo(201));
      assertThat(context.getBean(AcmeProperties.class).toString())
          .contains("kid-1")
          .doesNotContain(MAC_KEY);
    }
  }

  private static ConfigurableApplicationContext run(Map<String, Object> properties) {
    SpringApplication application = new SpringApplication(TestApplication.class);
    Map<String, Object> all = new HashMap<>(properties);
    all.put("acme.domains", "example.com");
    all.put("acme.external-account.key-id", "kid-1");
    all.put("acme.external-account.mac-key", MAC_KEY);
    all.put("spring.main.banner-mode", "off");
    application.setDefaultProperties(all);
    return application.run();
  }
}
