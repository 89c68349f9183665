package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.cli.Command.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with providers of DNS and their credentials is said before the CA is asked. */
@Timeout(60)
class DnsProviderTest {
  @TempDir private Path folder;
  private Command acme;

  @BeforeEach
  void start() {
    acme = new Command(folder);
  }

  @AfterEach
  void stop() {
    acme.close();
  }

  private Result certonly(String provider, String... words) {
    List<String> all = new ArrayList<>(List.of("certonly", "--dns-provider", provider));
    all.addAll(List.of("-d", "*.example.com"));
    all.addAll(List.of(words));
    return acme.ask(all.toArray(String[]::new));
  }

  private void assertRefused(Result result, String... words) {
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains(words);
    assertThat(acme.ca.count("newOrder")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "rfc2136, --dns-credentials FILE",
    "exec, EXEC_PATH",
    "httpreq, HTTPREQ_ENDPOINT",
    "acme-dns, ACME_DNS_API_BASE",
    "route53, 'There are rfc2136, exec, httpreq, acme-dns.'",
  })
  void saysWhatAProviderNeeds(String provider, String needed) {
    assertRefused(certonly(provider), "--dns-provider " + provider, needed);
  }

  @Test
  void takesVariablesFromTheFileOnlyIfThereIsOne() throws Exception {
    acme.variables.put("HTTPREQ_ENDPOINT", "http://127.0.0.1:1/");
    Path file = Files.writeString(folder.resolve("lego.env"), "# a comment\nHTTPREQ_USERNAME=me\n");
    assertRefused(certonly("httpreq", "--dns-credentials", file.toString()), "HTTPREQ_ENDPOINT");
    Files.writeString(file, "HTTPREQ_ENDPOINT = http://127.0.0.1:1/\nHTTPREQ_USERNAME = me\n");
    assertRefused(certonly("httpreq", "--dns-credentials", file.toString()), "HTTPREQ_PASSWORD");
  }

  @Test
  void saysThatCredentialsCannotBeRead() {
    Path missing = folder.resolve("missing.ini");
    assertRefused(certonly("rfc2136", "--dns-credentials", missing.toString()), "missing.ini");
    assertRefused(certonly("exec", "--dns-credentials", missing.toString()), "missing.ini");
  }

  @Test
  void isOneWayOfProvingControlAmongOthers() {
    assertRefused(certonly("exec", "--standalone"), "one way", "standalone, dns");
    assertRefused(acme.ask("certonly", "-a", "dns", "-d", "a.example"), "authenticator dns");
    acme.variables.put("EXEC_PATH", "/bin/true");
    assertRefused(certonly("exec", "--preferred-challenges", "http"), "--preferred-challenges");
  }
}
