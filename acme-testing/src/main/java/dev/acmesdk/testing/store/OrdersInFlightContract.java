package dev.acmesdk.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.OrderInFlight;
import dev.acmesdk.store.OrdersInFlight;
import dev.acmesdk.store.PresentedChallenge;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link OrdersInFlight} promises. That a former holder of a lease changes nothing is in
 * {@link FencingContract}.
 *
 * @param <S> the store's type
 */
public abstract class OrdersInFlightContract<S extends CertificateStore & OrdersInFlight>
    extends StoreContract<S> {
  private static final String NAME = "a.example";

  /** Runs for each test. */
  protected OrdersInFlightContract() {}

  private void assertFinds(OrderInFlight order) {
    assertThat(Remembered.parts(store().findOrder(NAME).orElseThrow()))
        .isEqualTo(Remembered.parts(order));
    assertThat(Remembered.parts(open().findOrder(NAME).orElseThrow()))
        .isEqualTo(Remembered.parts(order));
  }

  private static OrderInFlight order(List<Identifier> identifiers, @Nullable String profile) {
    return new OrderInFlight(
        TestVersions.DIRECTORY,
        TestVersions.ACCOUNT,
        null,
        identifiers,
        profile,
        KeyAlgorithm.EC_P256.generate(),
        Remembered.NOW,
        false);
  }

  private Lease lease() {
    return Remembered.lease(store(), NAME);
  }

  @Test
  void knowsNoOrderAtFirst() {
    assertThat(store().findOrder(NAME)).isEmpty();
    store().save(lease(), TestVersions.of(NAME));
    assertThat(store().findOrder(NAME)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"EC_P256", "EC_P384", "EC_P521", "RSA_2048"})
  void findsAnOrderThatWasPlaced(KeyAlgorithm algorithm) {
    OrderInFlight order = Remembered.order(algorithm);
    store().saveOrder(lease(), order);
    assertFinds(order);
  }

  @Test
  void findsAnOrderOfWhichTheCaHasNotToldTheUrl() {
    OrderInFlight order = order(List.of(Identifier.dns(NAME)), null);
    store().saveOrder(lease(), order);
    assertFinds(order);
  }

  @Test
  void findsTheProfile() {
    OrderInFlight order = order(List.of(Identifier.dns(NAME)), "shortlived");
    store().saveOrder(lease(), order);
    assertFinds(order);
  }

  @Test
  void findsAllIdentifiersInTheirOrder() {
    OrderInFlight order =
        order(
            List.of(
                Identifier.dns("*.a.example"),
                Identifier.ip("2001:db8::1"),
                Identifier.dns("a.example"),
                Identifier.ip("192.0.2.1"),
                Identifier.dns("xn--bcher-kva.example")),
            null);
    store().saveOrder(lease(), order);
    assertFinds(order);
  }

  @Test
  void findsWhetherResponsesMayBeInPlace() {
    OrderInFlight order = Remembered.order();
    Lease lease = lease();
    store().saveOrder(lease, order);
    assertThat(store().findOrder(NAME).orElseThrow().isPresented()).isFalse();
    store().saveOrder(lease, order.presenting());
    assertFinds(order.presenting());
  }

  @Test
  void findsToWhichChallengesResponsesMayBeInPlace() {
    OrderInFlight order =
        Remembered.order()
            .presenting(
                List.of(
                    new PresentedChallenge(
                        "dns-01", Identifier.dns("a.example"), true, "to-ken", "thumb_print"),
                    new PresentedChallenge(
                        "http-01", Identifier.ip("2001:db8::1"), false, "token", "thumbprint")));
    store().saveOrder(lease(), order);
    assertFinds(order);
  }

  @Test
  void findsAUrlWithAQuery() {
    OrderInFlight order =
        Remembered.order().at(URI.create("https://ca.example:14000/o?id=%C3%BC&n=1"));
    store().saveOrder(lease(), order);
    assertFinds(order);
  }

  @Test
  void keepsOneOrderInsteadOfTheOther() {
    Lease lease = lease();
    store().saveOrder(lease, Remembered.order().presenting());
    OrderInFlight second = order(List.of(Identifier.dns("b.example")), "classic");
    store().saveOrder(lease, second);
    assertFinds(second);
  }

  @Test
  void dropsAnOrder() {
    Lease lease = lease();
    store().saveOrder(lease, Remembered.order());
    store().dropOrder(lease);
    assertThat(store().findOrder(NAME)).isEmpty();
    assertThat(open().findOrder(NAME)).isEmpty();
  }

  @Test
  void dropsAnOrderThatIsNotThere() {
    Lease lease = lease();
    store().dropOrder(lease);
    store().saveOrder(lease, Remembered.order());
    store().dropOrder(lease);
    store().dropOrder(lease);
    assertThat(store().findOrder(NAME)).isEmpty();
  }

  @Test
  void keepsAnotherOrderAfterOneWasDropped() {
    Lease lease = lease();
    store().saveOrder(lease, Remembered.order());
    store().dropOrder(lease);
    OrderInFlight second = Remembered.order();
    store().saveOrder(lease, second);
    assertFinds(second);
  }

  @Test
  void anOrderMakesNoLineage() {
    store().saveOrder(lease(), Remembered.order());
    assertThat(store().find(NAME)).isEmpty();
    assertThat(store().names()).isEmpty();
  }

  @Test
  void anOrderOutlivesTheSaveOfAVersion() {
    Lease lease = lease();
    OrderInFlight order = Remembered.order();
    store().saveOrder(lease, order);
    store().save(lease, TestVersions.of(NAME));
    assertFinds(order);
    store().save(lease, TestVersions.of(NAME));
    assertFinds(order);
  }

  @Test
  void ordersOfTwoLineagesDoNotDisturbEachOther() {
    Lease lease = lease();
    Lease other = Remembered.lease(store(), "b.example");
    OrderInFlight order = Remembered.order();
    store().saveOrder(lease, order);
    store().saveOrder(other, order(List.of(Identifier.dns("b.example")), null));
    store().dropOrder(other);
    assertFinds(order);
    assertThat(store().findOrder("b.example")).isEmpty();
  }

  @Test
  void showsNoKeyInItsTexts() {
    OrderInFlight order = Remembered.order();
    store().saveOrder(lease(), order);
    String found = store().findOrder(NAME).orElseThrow().toString();
    assertThat(found).isEqualTo(order.toString()).doesNotContain("PRIVATE");
    assertThat(store().toString()).doesNotContain("PRIVATE");
  }

  @ParameterizedTest
  @EnumSource
  void refusesToLookForWhatCannotBeALineage(LineageNames name) {
    assertThatThrownBy(() -> store().findOrder(name.wrong))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
