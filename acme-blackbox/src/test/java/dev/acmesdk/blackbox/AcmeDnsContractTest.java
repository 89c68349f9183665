package dev.acmesdk.blackbox;

import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.provider.AcmeDnsProvider;
import dev.acmesdk.testing.dns01.DnsAdditionContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The part of the provider's contract that acme-dns can keep to, which never removes a value. */
@Timeout(60)
class AcmeDnsContractTest extends DnsAdditionContract {
  @TempDir private Path files;

  private DnsService service;

  @BeforeEach
  void start() throws Exception {
    service = new DnsService();
    for (String domain : List.of(zone(), "a.b.c." + zone())) {
      var unused = provider(domain);
    }
  }

  private AcmeDnsProvider provider(String domain) throws Exception {
    AcmeDnsProvider provider = AcmeDnsProvider.at(service.url(), files.resolve("accounts.json"));
    var unused = provider.register(domain);
    return provider;
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Override
  protected DnsProvider open() throws Exception {
    return provider(zone());
  }

  @Override
  protected String zone() {
    return "example.test";
  }

  @Override
  protected List<String> values(String name) throws Exception {
    String domain = name.substring("_acme-challenge.".length());
    return service.values(
        AcmeDnsProvider.at(service.url(), files.resolve("accounts.json"))
            .register(domain)
            .fullDomain());
  }
}
