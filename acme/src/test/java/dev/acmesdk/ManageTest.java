package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.RenewalPostponedException;
import dev.acmesdk.manager.RenewalEvent;
import dev.acmesdk.manager.RenewalListener;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.testing.ReceivedRequest;
import dev.acmesdk.tls.ReloadableKeyManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that looks after itself, over months. */
@Timeout(300)
class ManageTest {
  private static final String NAME = "a.example.com";

  private final LocalCa ca = new LocalCa();
  private final InMemoryStore store = new InMemoryStore(ca.clock);
  private final List<Lineage> changes = new ArrayList<>();
  private ManagedTime time = new ManagedTime(ca.clock);

  @AfterEach
  void close() {
    time.close();
    ca.close();
  }

  private Management management() {
    return management(ca.acme().storeIn(store));
  }

  private Management management(Acme acme) {
    return acme.domains(NAME).managing().manager(time.manager).onChange(changes::add);
  }

  private void restart() {
    time.close();
    time = new ManagedTime(ca.clock);
    ca.events.clear();
  }

  @Test
  void itIsObtainedAndRenewedAndReplaces() {
    try (ManagedCertificate certificate = management().start()) {
      Lineage first = certificate.current().orElseThrow();
      assertThat(first.version()).isEqualTo(1);
      assertThat(certificate.name()).isEqualTo(NAME);
      time.live(Duration.ofDays(70));
      assertThat(changes).extracting(Lineage::version).containsExactly(1, 2);
      assertThat(certificate.current()).get().extracting(Lineage::version).isEqualTo(2);
      assertThat(ca.count("newOrder")).isEqualTo(2);
      assertThat(
              ca.server.requests().stream()
                  .filter(request -> request.operation().equals("newOrder"))
                  .map(ReceivedRequest::replaces)
                  .filter(Objects::nonNull))
          .hasSize(1);
      assertThat(certificate.status().version()).isEqualTo(2);
      assertThat(certificate).asString().contains(NAME, "version=2");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void executablesInADirectoryAreRunWhenACertificateIsThere(@TempDir Path hooks)
      throws IOException {
    Path directory = Files.createDirectories(hooks.resolve("deploy"));
    Path said = hooks.resolve("said");
    Path script =
        Files.writeString(
            directory.resolve("reload"),
            "#!/bin/sh\necho \"$RENEWED_DOMAINS\" > '%s'\n".formatted(said));
    assertThat(script.toFile().setExecutable(true)).isTrue();

    try (ManagedCertificate certificate = management().directoryHooks(hooks).start()) {
      assertThat(certificate.current()).isPresent();
      assertThat(said).hasContent(NAME + "\n");
    }
  }

  @Test
  void rfc9773Section42AWindowInThePastMeansOneRenewalThatReplaces() {
    try (ManagedCertificate certificate = management().start()) {
      Lineage first = certificate.current().orElseThrow();
      time.live(Duration.ofDays(2));
      assertThat(ca.count("newOrder")).isEqualTo(1);
      ca.server.setRenewalWindow(
          first.chain(),
          ca.clock.instant().minus(Duration.ofDays(2)),
          ca.clock.instant().minus(Duration.ofDays(1)),
          null);
      time.live(Duration.ofHours(6).plusMinutes(5));
      assertThat(ca.count("newOrder")).isEqualTo(2);
      time.live(Duration.ofDays(20));
      assertThat(ca.count("newOrder")).isEqualTo(2);
    }
  }

  @Test
  void aStartWithAUsableCertificateAsksNobodyAndDoesNotFail() {
    ca.acme().storeIn(store).domains(NAME).obtain();
    ca.clock.advance(Duration.ofDays(80));
    ca.server.faults().refuseConnections(true);
    int requests = ca.server.requests().size();
    try (ManagedCertificate certificate = management().start()) {
      assertThat(certificate.current()).isPresent();
      assertThat(ca.server.requests()).hasSize(requests);
      time.live(Duration.ofHours(1));
      assertThat(time.events(RenewalEvent.Failed.class)).isNotEmpty();
      ca.server.faults().refuseConnections(false);
      time.live(Duration.ofDays(2));
      assertThat(certificate.current()).get().extracting(Lineage::version).isEqualTo(2);
    }
  }

  @Test
  void aStartWithoutAnyCertificateFailsAndTheNextOneWaitsItsTurn() {
    ca.server.faults().failValidation(NAME, "connection", "Connection refused");
    assertThatThrownBy(() -> management().start())
        .isInstanceOf(dev.acmesdk.error.ValidationFailedException.class);
    assertThat(ca.count("newOrder")).isEqualTo(1);
    assertThat(time.manager.lineages()).isEmpty();
    for (int i = 0; i < 5; i++) {
      restart();
      assertThatThrownBy(() -> management().start())
          .isInstanceOfSatisfying(
              RenewalPostponedException.class,
              e ->
                  assertThat(e.retryAt())
                      .hasValueSatisfying(at -> assertThat(at).isAfter(ca.clock.instant())))
          .hasMessageContaining("Connection refused")
          .hasMessageContaining("reissue()");
    }
    assertThat(ca.count("newOrder")).isEqualTo(1);
    ca.server.faults().clear();
    ca.clock.advance(Duration.ofMinutes(2));
    restart();
    try (ManagedCertificate certificate = management().start()) {
      assertThat(certificate.current()).isPresent();
    }
  }

  @Test
  void obtainingByHandEndsTheFailures() {
    ca.server.faults().failValidation(NAME, "connection", "Connection refused");
    assertThatThrownBy(() -> management().start()).isNotNull();
    ca.server.faults().clear();
    ca.acme().storeIn(store).domains(NAME).obtain();
    assertThat(store.findRenewalState(NAME).failures()).isZero();
    restart();
    try (ManagedCertificate certificate = management().start()) {
      assertThat(certificate.status().failures()).isZero();
    }
  }

  @Test
  void aPlaceholderIsShownUntilTheRealOneArrives() {
    ca.server.faults().unavailable(true);
    try (ManagedCertificate certificate = management().startWithPlaceholder().start()) {
      assertThat(certificate.current()).isEmpty();
      assertThat(certificate.keyManager().getServerAliases("EC", null)).isNotEmpty();
      time.live(Duration.ofMinutes(5));
      assertThat(certificate.current()).isEmpty();
      ca.server.faults().unavailable(false);
      time.live(Duration.ofMinutes(20));
      assertThat(certificate.current()).get().extracting(Lineage::version).isEqualTo(1);
    }
  }

  @Test
  void whileOneCaIsDownAnotherOneIsAskedWithAnAccountOfItsOwn() {
    try (LocalCa other = new LocalCa(builder -> builder.httpPort(ca.httpPort).clock(ca.clock))) {
      ca.server.faults().unavailable(true);
      AcmeAccount fallback =
          Acme.account()
              .directory(other.server.directory())
              .trust(other.server.trustAnchorPem())
              .agreeToTermsOfService();
      try (ManagedCertificate certificate = management().fallback(fallback).start()) {
        assertThat(certificate.current().orElseThrow().directory())
            .isEqualTo(other.server.directory());
        assertThat(other.count("newAccount")).isEqualTo(1);
        assertThat(time.events(RenewalEvent.RouteFailed.class)).hasSize(1);
        ca.server.faults().unavailable(false);
        time.live(Duration.ofDays(65));
        assertThat(certificate.current().orElseThrow().directory())
            .isEqualTo(ca.server.directory());
        assertThat(other.count("newOrder")).isEqualTo(1);
      }
    }
  }

  @Test
  void aCertificateOfACaThatIsNotAskedAnyMoreIsUsedUntilItIsReplaced() {
    try (LocalCa former = new LocalCa(builder -> builder.httpPort(ca.httpPort).clock(ca.clock))) {
      former.pointed(Acme.standalone().httpPort(ca.httpPort)).storeIn(store).domains(NAME).obtain();
    }
    try (ManagedCertificate certificate = management().start()) {
      assertThat(changes).extracting(Lineage::version).containsExactly(1);
      time.live(Duration.ofSeconds(5));
      assertThat(certificate.current().orElseThrow().directory()).isEqualTo(ca.server.directory());
    }
  }

  @Test
  void whatHasExpiredIsReplacedBeforeTheStart() {
    ca.acme().storeIn(store).domains(NAME).obtain();
    ca.clock.advance(Duration.ofDays(100));
    try (ManagedCertificate certificate = management().start()) {
      assertThat(certificate.current()).get().extracting(Lineage::version).isEqualTo(2);
    }
  }

  @Test
  void aNamedLineageForOtherNamesIsReplaced() {
    ca.acme().storeIn(store).domains("b.example.com").named("site").obtain();
    try (ManagedCertificate certificate =
        ca.acme()
            .storeIn(store)
            .domains(NAME)
            .named("site")
            .managing()
            .manager(time.manager)
            .start()) {
      assertThat(certificate.current().orElseThrow().chain().dnsNames())
          .as("the one for the former name is better than none")
          .containsExactly("b.example.com");
      time.live(Duration.ofSeconds(5));
      assertThat(certificate.current().orElseThrow().chain().dnsNames()).containsExactly(NAME);
    }
  }

  @Test
  void aStoredKeyThatBelongsToAnotherCertificateIsReplaced(@TempDir Path directory)
      throws IOException {
    Acme acme = ca.acme().storeIn(directory);
    acme.domains(NAME).obtain();
    Lineage other = acme.domains("b.example.com").obtain();
    Path key =
        CertbotDirectory.at(directory).find(NAME).orElseThrow().paths().orElseThrow().privkey();
    Files.copy(
        other.paths().orElseThrow().privkey(),
        key.toRealPath(),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    try (ManagedCertificate certificate =
        acme.domains(NAME).named(NAME).managing().manager(time.manager).start()) {
      assertThat(certificate.current()).get().extracting(Lineage::version).isEqualTo(2);
    }
    assertThat(CertbotDirectory.at(directory).find(NAME)).isPresent();
  }

  @Test
  void severalCertificatesShareAManagerAKeyManagerAndAPort() {
    ReloadableKeyManager keys = ReloadableKeyManager.create();
    List<ManagedCertificate> certificates = new ArrayList<>();
    for (String name : List.of("a.example.com", "b.example.com", "c.example.com")) {
      certificates.add(
          ca.acme()
              .storeIn(store)
              .domains(name)
              .managing()
              .manager(time.manager)
              .keyManager(keys)
              .start());
    }
    assertThat(keys.shown("a.example.com")).isPresent();
    assertThat(keys.shown("c.example.com")).isPresent();
    assertThat(certificates).allMatch(one -> one.keyManager() == keys);
    assertThat(certificates.get(0).sslContext()).isSameAs(certificates.get(1).sslContext());
    assertThat(time.manager.health().failing()).isEmpty();
    certificates.forEach(ManagedCertificate::close);
  }

  @Test
  void aWishAtTheWrongPlaceIsRefused() {
    Management both = management().onEvent(RenewalListener.NONE);
    assertThatThrownBy(both::start)
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("onEvent");
    ca.assertNothingAsked();
  }

  @Test
  void aRefusedRequestIsNotTriedAgainAtOnce() {
    ca.server.faults().pause(NAME);
    assertThatThrownBy(() -> management().start())
        .isInstanceOf(dev.acmesdk.error.RateLimitedException.class);
    restart();
    ca.clock.advance(Duration.ofDays(3));
    assertThatThrownBy(() -> management().start())
        .isInstanceOfSatisfying(
            RenewalPostponedException.class, e -> assertThat(e.isRetryable()).isFalse());
    assertThat(ca.count("newOrder")).isEqualTo(1);
  }
}
