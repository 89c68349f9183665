package dev.acmesdk.blackbox;

import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.provider.HttpreqProvider;
import dev.acmesdk.testing.dns01.DnsProviderContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** The provider's contract with a web service in memory. */
@Timeout(60)
class HttpreqContractTest extends DnsProviderContract {
  private DnsService service;

  @BeforeEach
  void start() throws Exception {
    service = new DnsService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Override
  protected DnsProvider open() {
    return HttpreqProvider.at(service.url());
  }

  @Override
  protected String zone() {
    return "example.test";
  }

  @Override
  protected List<String> values(String name) {
    return service.values(name);
  }
}
