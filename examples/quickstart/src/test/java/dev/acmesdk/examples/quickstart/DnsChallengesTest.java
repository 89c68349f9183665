package dev.acmesdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.Acme;
import dev.acmesdk.AcmeAccount;
import dev.acmesdk.CaSettings;
import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.TxtRecord;
import dev.acmesdk.dns01.lookup.DnsClient;
import dev.acmesdk.dns01.lookup.VisibilityCheck;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.testing.dns.DnsNetwork;
import dev.acmesdk.testing.dns.DnsStub;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The challenges of the drafts, at the CA for tests and in a small Internet. */
@Timeout(60)
class DnsChallengesTest {
  private static final String SERVER = "192.0.2.53";

  private final InMemoryStore store = new InMemoryStore();
  private final DnsNetwork network = DnsNetwork.start(Clock.systemUTC());
  private final Zone zone = new Zone();
  private EmbeddedAcmeServer ca;
  private VisibilityCheck check;

  @BeforeEach
  void start() {
    network.zone(
        """
        com. SOA ns.example.com. admin.example.com. 1 1800 900 604800 60
        com. NS ns.example.com.
        example.com. NS ns.example.com.
        ns.example.com. A 192.0.2.53
        """,
        "192.0.2.1");
    network.zone(
        """
        example.com. SOA ns.example.com. admin.example.com. 1 1800 900 604800 60
        example.com. NS ns.example.com.
        ns.example.com. A 192.0.2.53
        """,
        SERVER);
    DnsStub resolver = network.resolver();
    check = VisibilityCheck.of(DnsClient.of(List.of(resolver.address())).withRoute(network::route));
    ca =
        EmbeddedAcmeServer.builder()
            .dnsServer(resolver.address())
            .caaIdentities("ca.example")
            .start();
  }

  @AfterEach
  void stop() {
    ca.close();
    network.close();
  }

  private <S extends CaSettings<S>> S here(S settings) {
    return settings
        .directory(ca.directory())
        .trust(ca.trustAnchorPem())
        .agreeToTermsOfService()
        .storeIn(store);
  }

  private AcmeAccount account() {
    return here(Acme.account());
  }

  @Test
  void theRecordIsBelowTheLabelThatCanBeTakenDownBefore() {
    String name = Challenges.ownLabel(account());
    here(Challenges.byOwnLabel(zone, check)).domains("*.example.com").obtain();
    assertThat(zone.added).extracting(TxtRecord::name).containsExactly(name);
    assertThat(zone.removed).isEqualTo(zone.added);
  }

  @Test
  void aRecordThatIsThereAlreadyIsAllThatIsNeeded() {
    network.server(SERVER).add(Challenges.lastingRecord(account()));
    here(Challenges.byLastingRecord(zone, check)).domains("example.com").obtain();
    assertThat(zone.added).isEmpty();
  }

  @Test
  void aRecordThatIsMissingIsAddedAndStays() {
    here(Challenges.byLastingRecord(zone, check)).domains("example.com").obtain();
    here(Challenges.byLastingRecord(zone, check)).domains("example.com").reissue();
    assertThat(zone.added).hasSize(1);
    assertThat(zone.removed).isEmpty();
  }

  /** A zone that can be changed, and remembers what was. */
  private final class Zone implements DnsProvider {
    private final List<TxtRecord> added = new ArrayList<>();
    private final List<TxtRecord> removed = new ArrayList<>();

    @Override
    public void addTxt(TxtRecord record) {
      network.addTxt(record.name(), record.value());
      added.add(record);
    }

    @Override
    public void removeTxt(TxtRecord record) {
      network.removeTxt(record.name(), record.value());
      removed.add(record);
    }
  }
}
