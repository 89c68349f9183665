package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.http01.Http01Responder;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.issuance.IssuedCertificate;
import dev.acmesdk.manager.RenewalEvent;
import dev.acmesdk.protocol.Challenge.Http01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lineage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Some of the names cannot be had, and the others are wanted all the same. */
@Timeout(120)
class SubsetOfNamesTest {
  private static final String GOOD = "a.example.com";
  private static final String FINE = "b.example.com";
  private static final String BAD = "bad.example.com";
  private static final String WORSE = "worse.example.com";

  private final LocalCa ca = new LocalCa();
  private final InMemoryStore store = new InMemoryStore(ca.clock);

  @AfterEach
  void stop() {
    ca.close();
  }

  private Acme acme() {
    return ca.acme().storeIn(store).allowSubsetOfNames(true);
  }

  private void refuse(String... names) {
    for (String name : names) {
      ca.server.faults().failValidation(name, "connection", "Connection refused");
    }
  }

  private static List<String> namesOf(Lineage lineage) {
    return lineage.chain().dnsNames();
  }

  private List<String> leftOut() {
    return ca.events.stream()
        .filter(IssuanceEvent.NamesLeftOut.class::isInstance)
        .flatMap(event -> ((IssuanceEvent.NamesLeftOut) event).identifiers().stream())
        .map(Identifier::value)
        .toList();
  }

  @Test
  void itIsAllOrNothingUnlessAllowed() {
    refuse(BAD);
    assertThatThrownBy(() -> ca.acme().storeIn(store).domains(GOOD, BAD).obtain())
        .isInstanceOf(ValidationFailedException.class);
    assertThatThrownBy(() -> acme().allowSubsetOfNames(false).domains(GOOD, BAD).obtain())
        .isInstanceOf(ValidationFailedException.class);
    assertThat(store.names()).isEmpty();
    assertThat(ca.count("newOrder")).isEqualTo(2);
  }

  @Test
  void namesThatCannotBeValidatedAreLeftOut() {
    refuse(BAD, WORSE);
    Lineage lineage = acme().domains(BAD, GOOD, WORSE, FINE).obtain();
    assertThat(namesOf(lineage)).containsExactlyInAnyOrder(GOOD, FINE);
    assertThat(lineage.name()).as("after the first name, as in Certbot").isEqualTo(BAD);
    assertThat(leftOut()).containsExactlyInAnyOrder(BAD, WORSE);
    assertThat(ca.events)
        .filteredOn(IssuanceEvent.NamesLeftOut.class::isInstance)
        .singleElement()
        .asString()
        .contains("Going on without", BAD, WORSE, "Connection refused");
    assertThat(ca.count("newOrder")).isEqualTo(2);
    assertThat(lineage.renewalParameters()).containsEntry("allow_subset_of_names", "True");
  }

  @Test
  void ifNoneCanBeHadItFails() {
    refuse(BAD, WORSE);
    assertThatThrownBy(() -> acme().domains(BAD, WORSE).obtain())
        .isInstanceOf(ValidationFailedException.class)
        .hasMessageContainingAll(BAD, WORSE);
    assertThat(ca.count("newOrder")).isEqualTo(1);
    assertThat(leftOut()).isEmpty();
  }

  @Test
  void whatIsNotAboutNamesEndsIt() {
    ca.server.faults().limitNewOrders(Duration.ofHours(1));
    assertThatThrownBy(() -> acme().domains(GOOD, BAD).obtain()).isNotNull();
    assertThat(ca.count("newOrder")).isEqualTo(1);
  }

  @Test
  void rfc8555Section671NamesThatTheCaRefusesToOrderAreLeftOut() {
    ca.server.faults().forbid(BAD, WORSE);
    Lineage lineage = acme().domains(GOOD, BAD, FINE, WORSE).obtain();
    assertThat(namesOf(lineage)).containsExactlyInAnyOrder(GOOD, FINE);
    assertThat(leftOut()).containsExactly(BAD, WORSE);
    assertThat(ca.count("newOrder")).isEqualTo(2);
  }

  @Test
  void theOnlyNameThatTheCaRefusesIsLeftOut() {
    ca.server.faults().forbid(BAD);
    Lineage lineage = acme().domains(BAD, GOOD).obtain();
    assertThat(namesOf(lineage)).containsExactly(GOOD);
    assertThat(leftOut()).containsExactly(BAD);
  }

  @Test
  void namesToWhichNoResponseCanBePutInPlaceAreLeftOut() throws IOException {
    HttpServer webServer =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), ca.httpPort), 0);
    Http01Responder responder = new Http01Responder();
    webServer.createContext(Http01.PATH_PREFIX, responder.asHttpHandler());
    webServer.start();
    try {
      Acme picky = ca.pointed(Acme.with(new Picky(responder))).storeIn(store);
      Lineage lineage = picky.allowSubsetOfNames(true).domains(GOOD, BAD).obtain();
      assertThat(namesOf(lineage)).containsExactly(GOOD);
      assertThat(leftOut()).containsExactly(BAD);
      assertThat(store.findOrder(GOOD)).isEmpty();
    } finally {
      webServer.stop(0);
    }
  }

  /** Can do nothing for one of the names. */
  private record Picky(Http01Responder responder) implements ChallengeSolver<Http01> {
    @Override
    public Class<Http01> challengeType() {
      return Http01.class;
    }

    @Override
    public void present(PendingChallenge<Http01> challenge) throws IOException {
      if (challenge.identifier().value().equals(BAD)) {
        throw new IOException("There is no room");
      }
      responder.present(challenge);
    }

    @Override
    public void cleanUp(PendingChallenge<Http01> challenge) {
      responder.cleanUp(challenge);
    }
  }

  @Test
  void whatIsStoredIsNotReplacedByAsMuch() {
    refuse(BAD);
    Lineage first = acme().domains(GOOD, BAD).obtain();
    Lineage second = acme().domains(GOOD, BAD).obtain();
    assertThat(second.version()).isEqualTo(1);
    assertThat(second.chain()).isEqualTo(first.chain());
    assertThat(store.names()).containsExactly(GOOD);
    assertThat(ca.drainEvents()).endsWith("NamesLeftOut", "CertificateKept");
    assertThat(ca.count("finalize")).isEqualTo(1);
  }

  @Test
  void eachCallTriesToHaveMore() {
    refuse(BAD, WORSE);
    acme().domains(GOOD, BAD, WORSE).obtain();
    ca.server.faults().passValidation(BAD);
    Lineage more = acme().domains(GOOD, BAD, WORSE).obtain();
    assertThat(namesOf(more)).containsExactlyInAnyOrder(GOOD, BAD);
    ca.server.faults().passValidation(WORSE);
    Lineage all = acme().domains(GOOD, BAD, WORSE).obtain();
    assertThat(namesOf(all)).containsExactlyInAnyOrder(GOOD, BAD, WORSE);
    assertThat(all.version()).isEqualTo(3);
    assertThat(store.names()).containsExactly(GOOD);
  }

  @Test
  void whatIsDueIsReplacedByAsMuch() {
    refuse(BAD);
    acme().domains(GOOD, BAD).obtain();
    ca.clock.advance(Duration.ofDays(70));
    Lineage renewed = acme().domains(GOOD, BAD).obtain();
    assertThat(renewed.version()).isEqualTo(2);
    assertThat(namesOf(renewed)).containsExactly(GOOD);
  }

  @Test
  void aLineageThatSomebodyElseHasForOneOfTheNamesIsLeftAlone() {
    ca.acme().storeIn(store).domains(GOOD).obtain();
    assertThat(acme().domains(GOOD, FINE).obtain().name()).isEqualTo(GOOD + "-0001");
    assertThat(namesOf(store.find(GOOD).orElseThrow())).containsExactly(GOOD);
  }

  @Test
  void failuresAreNotOverAsLongAsNothingIsGained() {
    refuse(BAD);
    acme().domains(GOOD, BAD).obtain();
    try (ManagedTime time = new ManagedTime(ca.clock)) {
      acme().domains(GOOD, BAD).managing().manager(time.manager).start();
      time.live(Duration.ofMinutes(5));
    }
    int failures = store.findRenewalState(GOOD).failures();
    assertThat(failures).isPositive();
    acme().domains(GOOD, BAD).obtain();
    assertThat(store.findRenewalState(GOOD).failures()).isEqualTo(failures);
    ca.server.faults().passValidation(BAD);
    acme().domains(GOOD, BAD).obtain();
    assertThat(store.findRenewalState(GOOD).failures()).isZero();
  }

  @Test
  void reissueDoesWithLess() {
    refuse(BAD);
    acme().domains(GOOD, BAD).obtain();
    Lineage second = acme().domains(GOOD, BAD).reissue();
    assertThat(second.version()).isEqualTo(2);
    assertThat(namesOf(second)).containsExactly(GOOD);
  }

  @Test
  void aRenewalGoesByTheRenewalFile(@TempDir Path directory) {
    CertificateStore files = CertbotDirectory.at(directory);
    ca.acme().allowSubsetOfNames(true).storeIn(directory).domains(GOOD, BAD).obtain();
    assertThat(directory.resolve("renewal/" + GOOD + ".conf"))
        .content()
        .contains("allow_subset_of_names = True");
    refuse(BAD);
    ca.clock.advance(Duration.ofDays(70));
    ca.acme().storeIn(directory).domains(GOOD, BAD).obtain();
    assertThat(namesOf(files.find(GOOD).orElseThrow())).containsExactly(GOOD);
    ca.clock.advance(Duration.ofDays(70));
    ca.acme().storeIn(directory).allowSubsetOfNames(false).domains(GOOD).obtain();
    assertThat(directory.resolve("renewal/" + GOOD + ".conf"))
        .content()
        .contains("allow_subset_of_names = False");
  }

  @Test
  void aDryRunDoesWithLess() {
    refuse(BAD);
    IssuedCertificate issued = acme().domains(GOOD, BAD).dryRun();
    assertThat(issued.chain().dnsNames()).containsExactly(GOOD);
    assertThat(store.names()).isEmpty();
  }

  @Test
  void rfc9773Section5OnlyACertificateWithACommonNameIsReplaced() {
    refuse(BAD);
    acme().domains(BAD, GOOD).named("site").obtain();
    refuse(GOOD);
    ca.server.resetRequests();
    acme().domains(GOOD, FINE).named("site").obtain();
    assertThat(
            ca.server.requests().stream()
                .filter(request -> request.operation().equals("newOrder"))
                .map(request -> Objects.requireNonNullElse(request.replaces(), "none")))
        .hasSize(2)
        .last()
        .isEqualTo("none");
  }

  /** Cut off right after the order for fewer names was placed. */
  private void cutOff() {
    List<Integer> orders = new ArrayList<>();
    assertThatThrownBy(
            () ->
                acme()
                    .onProgress(
                        event -> {
                          if (event instanceof IssuanceEvent.OrderPlaced placed) {
                            orders.add(placed.identifiers().size());
                            if (orders.size() == 2) {
                              Thread.currentThread().interrupt();
                            }
                          }
                        })
                    .domains(GOOD, BAD)
                    .obtain())
        .isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(orders).containsExactly(2, 1);
    assertThat(store.findOrder(GOOD).orElseThrow().identifiers()).hasSize(1);
  }

  @Test
  void whatWasBegunForLessIsGoneOnWith() {
    refuse(BAD);
    cutOff();
    Lineage lineage = acme().domains(GOOD, BAD).obtain();
    assertThat(namesOf(lineage)).containsExactly(GOOD);
    assertThat(ca.count("newOrder")).isEqualTo(2);
    assertThat(store.findOrder(GOOD)).isEmpty();
  }

  @Test
  void whatWasBegunForLessLongAgoIsFinishedBeforeAllIsTriedAgain() {
    refuse(BAD);
    cutOff();
    ca.clock.advance(Duration.ofHours(2));
    ca.server.faults().passValidation(BAD);
    Lineage lineage = acme().domains(GOOD, BAD).obtain();
    assertThat(namesOf(lineage)).containsExactlyInAnyOrder(GOOD, BAD);
    assertThat(lineage.version()).isEqualTo(2);
    assertThat(ca.count("newOrder")).isEqualTo(3);
  }

  @Test
  void whatWasBegunForLessAndCannotBeHadAnyMoreDoesNotStandInTheWay() {
    refuse(BAD);
    cutOff();
    ca.server.faults().passValidation(BAD);
    refuse(GOOD);
    Lineage lineage = acme().domains(GOOD, BAD).obtain();
    assertThat(namesOf(lineage)).containsExactly(BAD);
  }

  @Test
  void aManagedCertificateStartsWithLessAndTriesForMoreOnceADay() {
    refuse(BAD);
    try (ManagedTime time = new ManagedTime(ca.clock);
        ManagedCertificate certificate =
            acme().domains(GOOD, BAD).managing().manager(time.manager).start()) {
      assertThat(namesOf(certificate.current().orElseThrow())).containsExactly(GOOD);
      time.live(Duration.ofDays(10));
      assertThat(ca.count("finalize")).isEqualTo(1);
      assertThat(ca.count("newOrder")).isBetween(11L, 20L);
      assertThat(time.events(RenewalEvent.Failed.class))
          .allSatisfy(failed -> assertThat(failed.cause()).hasMessageContaining(BAD));
      ca.server.faults().passValidation(BAD);
      time.live(Duration.ofDays(2));
      assertThat(namesOf(certificate.current().orElseThrow())).containsExactlyInAnyOrder(GOOD, BAD);
    }
  }

  @Test
  void aManagedCertificateIsRenewedForLessWhenItIsDue() {
    refuse(BAD);
    try (ManagedTime time = new ManagedTime(ca.clock);
        ManagedCertificate certificate =
            acme().domains(GOOD, BAD).managing().manager(time.manager).start()) {
      time.live(Duration.ofDays(75));
      Lineage current = certificate.current().orElseThrow();
      assertThat(current.version()).isEqualTo(2);
      assertThat(namesOf(current)).containsExactly(GOOD);
      assertThat(time.events(RenewalEvent.Expired.class)).isEmpty();
    }
  }

  @Test
  void aManagedCertificateIsFoundAgainAtTheNextStart() {
    refuse(BAD);
    try (ManagedTime time = new ManagedTime(ca.clock)) {
      acme().domains(GOOD, BAD).managing().manager(time.manager).start().close();
    }
    int requests = ca.server.requests().size();
    try (ManagedTime time = new ManagedTime(ca.clock);
        ManagedCertificate certificate =
            acme().domains(GOOD, BAD).managing().manager(time.manager).start()) {
      assertThat(certificate.name()).isEqualTo(GOOD);
      assertThat(certificate.current()).isPresent();
      assertThat(ca.server.requests()).hasSize(requests);
    }
  }
}
