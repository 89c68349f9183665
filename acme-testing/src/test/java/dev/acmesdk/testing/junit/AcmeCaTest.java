package dev.acmesdk.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.NewAccount;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.testing.Faults;
import dev.acmesdk.testing.Occasion;
import dev.acmesdk.testing.Trouble;
import dev.acmesdk.testing.dns.DnsStub;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@AcmeCa
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AcmeCaTest {
  private static EmbeddedAcmeServer ofAll;

  @BeforeAll
  static void isThereForAllTests(EmbeddedAcmeServer server) {
    ofAll = server;
  }

  @Test
  @Order(1)
  void givesACaAndAClientThatTrustsIt(EmbeddedAcmeServer server, AcmeClient client, Faults faults) {
    client.accounts().create(AccountKey.generate(), new NewAccount(List.of(), true));
    faults.when(Occasion.each("newOrder"), Trouble.status(500));

    assertThat(server).isSameAs(ofAll);
    assertThat(server.count("newAccount")).isEqualTo(1);
    assertThat(server.httpPort()).isPositive();
    assertThat(faults).isSameAs(server.faults());
  }

  @Test
  @Order(2)
  void forgetsWhatTheTestBeforeHasDone(EmbeddedAcmeServer server) {
    assertThat(server).isSameAs(ofAll);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void givesTheNameServerThatTheCaAsks(EmbeddedAcmeServer server, DnsStub dns) {
    dns.addTxt("_acme-challenge.example.com", "value");

    assertThat(server.dnsServer()).contains(dns.address());
  }

  @Test
  @AcmeCa(chainLength = 3)
  void canBeAnotherOneForOneTest(EmbeddedAcmeServer server) {
    assertThat(server).isNotSameAs(ofAll);
  }

  @Nested
  class NestedTest {
    @Test
    void sharesTheOneOfTheClassAround(EmbeddedAcmeServer server) {
      assertThat(server).isSameAs(ofAll);
    }
  }
}
