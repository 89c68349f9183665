package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acmesdk.dns01.Dns01Solver;
import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.TxtRecord;
import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.http01.Http01Server;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.OrderInFlight;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Records in DNS of a program that was killed are taken away by the next one, whatever has become
 * of the order. What the killed program had noted is what was in the store while it published.
 */
@Timeout(120)
class LeftRecordsTest {
  private static final String NAME = "example.com";

  private final LocalCa ca = new LocalCa();
  private final InMemoryStore store = new InMemoryStore();
  private final List<TxtRecord> inPlace = new ArrayList<>();
  private OrderInFlight noted;

  /** Its zone outlives the process; and it remembers what the store says at that moment. */
  private final class Zone implements DnsProvider {
    @Override
    public void addTxt(TxtRecord record) {
      inPlace.add(record);
      noted = store.findOrder(NAME).orElseThrow();
    }

    @Override
    public void removeTxt(TxtRecord record) {
      inPlace.remove(record);
    }
  }

  /** Nobody can see this zone. */
  private static Dns01Solver solver(DnsProvider zone) {
    return Dns01Solver.of(zone).withoutVisibilityCheck().withoutAliases();
  }

  @AfterEach
  void stop() {
    ca.close();
  }

  /** A program that was killed while its records were in place. */
  private List<TxtRecord> killed() {
    List<TxtRecord> published = new ArrayList<>();
    DnsProvider zone =
        new DnsProvider() {
          @Override
          public void addTxt(TxtRecord record) {
            published.add(record);
            new Zone().addTxt(record);
          }

          @Override
          public void removeTxt(TxtRecord record) {}
        };
    // This CA offers DNS-01, but does not validate it.
    assertThatExceptionOfType(ValidationFailedException.class)
        .isThrownBy(
            () ->
                ca.pointed(Acme.with(solver(zone)))
                    .storeIn(store)
                    .domains(NAME, "*." + NAME)
                    .obtain());
    assertThat(inPlace).hasSize(2).isEqualTo(published);
    return published;
  }

  private void left(OrderInFlight order) {
    Lease lease = (Lease) store.acquire(NAME, Duration.ofMinutes(1));
    store.saveOrder(lease, order);
    store.release(lease);
  }

  /** The next program, which has a way that works, too. */
  private void obtain(String... names) {
    var unused =
        ca.pointed(Acme.with(Http01Server.builder().port(ca.httpPort).build(), solver(new Zone())))
            .storeIn(store)
            .domains(names)
            .named(NAME)
            .obtain();
  }

  @Test
  void theStoreKnowsOfThemBeforeTheFirstIsPublished() {
    var unused = killed();
    assertThat(noted.isPresented()).isTrue();
    assertThat(noted.presented())
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.type()).isEqualTo("dns-01"));
  }

  @Test
  void whenSomethingElseIsOrdered() {
    var unused = killed();
    left(noted);
    obtain(NAME, "www." + NAME);
    assertThat(inPlace).isEmpty();
    assertThat(store.findOrder(NAME)).isEmpty();
  }

  @Test
  void whenTheCaHasForgottenTheOrder() {
    var unused = killed();
    left(withoutWildcard(noted.at(URI.create(noted.placed().orElseThrow() + "-gone"))));
    obtain(NAME);
    assertThat(inPlace).isEmpty();
  }

  @Test
  void whenTheOrderHasFailedMeanwhile() {
    var unused = killed();
    left(noted);
    assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> obtain(NAME, "*." + NAME));
    assertThat(inPlace).isEmpty();
  }

  @Test
  void whenAnotherCaIsAsked() {
    var unused = killed();
    left(
        new OrderInFlight(
            URI.create("https://other.example/directory"),
            noted.account(),
            noted.url(),
            noted.identifiers(),
            noted.profile(),
            noted.key(),
            noted.begun(),
            true,
            noted.presented()));
    obtain(NAME);
    assertThat(inPlace).isEmpty();
  }

  private static OrderInFlight withoutWildcard(OrderInFlight order) {
    return new OrderInFlight(
        order.directory(),
        order.account(),
        order.url(),
        order.identifiers().subList(0, 1),
        order.profile(),
        order.key(),
        order.begun(),
        true,
        order.presented());
  }
}
