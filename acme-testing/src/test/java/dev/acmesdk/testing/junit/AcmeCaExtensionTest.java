package dev.acmesdk.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.RetryPolicy;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.testing.MutableClock;
import dev.acmesdk.testing.dns.DnsStub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The classes whose names end in Case are run by JUnit within these tests, and by nobody else. */
class AcmeCaExtensionTest {
  private static final List<EmbeddedAcmeServer> SEEN = new ArrayList<>();
  private static final MutableClock CLOCK = new MutableClock(Instant.parse("2031-01-01T00:00:00Z"));

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  private static Events run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
        .execute()
        .allEvents();
  }

  private static void assertPassed(Class<?> tests, int number) {
    run(tests)
        .assertStatistics(stats -> stats.failed(0))
        .assertThatEvents()
        .filteredOn(event -> event.getTestDescriptor().isTest())
        .hasSize(2 * number);
    assertThat(SEEN).hasSize(number).allMatch(AcmeCaExtensionTest::isClosed);
  }

  /** Whoever may have the port by now is not trusted. */
  private static boolean isClosed(EmbeddedAcmeServer server) {
    try (AcmeClient client =
        AcmeClient.builder(server.directory())
            .trust(server.trustAnchorPem())
            .retries(RetryPolicy.NONE)
            .build()) {
      client.directory();
      return false;
    } catch (AcmeException e) {
      return true;
    }
  }

  private static String failure(Class<?> tests) {
    return run(tests).failed().stream()
        .map(event -> String.valueOf(event.getPayload().orElseThrow()))
        .reduce("", (a, b) -> a + b);
  }

  @AcmeCa
  static class SharedCase {
    @Test
    void one(EmbeddedAcmeServer server) {
      SEEN.add(server);
    }

    @Test
    void two(EmbeddedAcmeServer server) {
      SEEN.add(server);
    }
  }

  @Test
  void closesWhatAllTestsOfAClassHaveShared() {
    assertPassed(SharedCase.class, 2);
    assertThat(SEEN.get(0)).isSameAs(SEEN.get(1));
  }

  @AcmeCa(lifecycle = Lifecycle.PER_METHOD)
  static class ApartCase {
    @Test
    void one(EmbeddedAcmeServer server) {
      SEEN.add(server);
    }

    @Nested
    class InnerCase {
      @Test
      void two(EmbeddedAcmeServer server) {
        SEEN.add(server);
      }
    }
  }

  @Test
  void givesEachTestItsOwnIfAskedTo() {
    assertPassed(ApartCase.class, 2);
    assertThat(SEEN.get(0)).isNotSameAs(SEEN.get(1));
  }

  static class RegisteredCase {
    @RegisterExtension
    static final AcmeCaExtension CA = AcmeCaExtension.with(ca -> ca.clock(CLOCK));

    @Test
    void one(EmbeddedAcmeServer server) {
      SEEN.add(server);
      assertThat(server.issuerRoot().getNotAfter()).isAfter("2050-01-01");
    }

    @Test
    void two(EmbeddedAcmeServer server) {
      SEEN.add(server);
    }
  }

  @Test
  void canBeSetUpAsTheBuilderCan() {
    assertPassed(RegisteredCase.class, 2);
    assertThat(SEEN.get(0)).isSameAs(SEEN.get(1));
  }

  static class RegisteredForEachCase {
    @RegisterExtension final AcmeCaExtension ca = AcmeCaExtension.with(builder -> builder);

    @Test
    void one(EmbeddedAcmeServer server) {
      SEEN.add(server);
    }

    @Test
    void two(EmbeddedAcmeServer server) {
      SEEN.add(server);
    }
  }

  @Test
  void isMadeForEachTestIfItIsRegisteredInAnInstance() {
    assertPassed(RegisteredForEachCase.class, 2);
    assertThat(SEEN.get(0)).isNotSameAs(SEEN.get(1));
  }

  @ExtendWith(AcmeCaExtension.class)
  static class BareCase {
    @Test
    void one(DnsStub dns) {}
  }

  @Test
  void saysWhereItsAnnotationIsMissing() {
    assertThat(failure(BareCase.class)).contains("BareCase has no @AcmeCa");
  }

  @AcmeCa(lifecycle = Lifecycle.PER_METHOD)
  static class TooEarlyCase {
    TooEarlyCase(EmbeddedAcmeServer server) {
      SEEN.add(server);
    }

    @Test
    void one() {}
  }

  @Test
  void saysThatThereIsNoCaYet() {
    assertThat(failure(TooEarlyCase.class)).contains("There is no CA yet");
    assertThat(SEEN).isEmpty();
  }

  @AcmeCa(resolve = "www.example.com")
  static class NonsenseCase {
    @Test
    void one() {}
  }

  @AcmeCa(resolve = "www.example.com=web.example.com")
  static class NameInsteadOfAddressCase {
    @Test
    void one() {}
  }

  @Test
  void namesTheSettingThatCannotBeRead() {
    assertThat(failure(NonsenseCase.class)).contains("\"www.example.com\"", "\"resolve\"");
    assertThat(failure(NameInsteadOfAddressCase.class)).contains("web.example.com");
  }

  @Test
  void startsNothingIfTheSetupFails() {
    assertThatThrownBy(() -> RunningCa.start(builder -> builder.chainLength(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
