package dev.acmesdk.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acmesdk.crypto.AccountKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Directory, account, order and authorization: what their helpers say, and that they are values.
 */
class ResourcesTest {
  private static final URI WHERE = URI.create("https://ca.example/1");
  private static final Problem PROBLEM = Problem.of(ProblemType.DNS, "No such name");

  @Test
  void rfc8555Section7_1_4_authorizationKnowsWhatWasOrdered() {
    Identifier name = Identifier.dns("example.com");
    assertThat(authorization(name, true, List.of()).orderedIdentifier())
        .isEqualTo(Identifier.dns("*.example.com"));
    assertThat(authorization(name, false, List.of()).orderedIdentifier()).isEqualTo(name);
    Identifier ip = Identifier.ip("192.0.2.1");
    assertThat(authorization(ip, false, List.of()).orderedIdentifier()).isEqualTo(ip);
  }

  /** Some servers repeat the asterisk, although the RFC forbids it. */
  @Test
  void authorizationDoesNotDoubleTheAsterisk() {
    Identifier repeated = new Identifier.Dns("*.example.com");
    assertThat(authorization(repeated, true, List.of()).orderedIdentifier())
        .isEqualTo(Identifier.dns("*.example.com"));
  }

  @Test
  void authorizationFailedForTheReasonOfItsFailedChallenge() {
    Challenge pending = new Challenge.Dns01(WHERE, Challenge.Status.PENDING, null, "t");
    Challenge failed = new Challenge.Http01(WHERE, Challenge.Status.INVALID, PROBLEM, "t");
    Identifier name = Identifier.dns("example.com");
    assertThat(authorization(name, false, List.of(pending, failed)).problem()).contains(PROBLEM);
    assertThat(authorization(name, false, List.of(pending)).problem()).isEmpty();
  }

  @Test
  void authorizationKeepsACopyOfItsChallenges() {
    List<Challenge> challenges =
        new ArrayList<>(List.of(new Challenge.Unknown("x", WHERE, Challenge.Status.VALID, null)));
    Authorization authorization = authorization(Identifier.dns("a.example"), false, challenges);
    challenges.clear();
    assertThat(authorization.challenges()).hasSize(1);
    assertUnmodifiable(authorization.challenges());
  }

  @Test
  void orderTellsItsProblem() {
    assertThat(order(PROBLEM, List.of(), List.of()).problem()).contains(PROBLEM);
    assertThat(order(null, List.of(), List.of()).problem()).isEmpty();
  }

  @Test
  void orderKeepsCopiesOfItsLists() {
    List<Identifier> identifiers = new ArrayList<>(List.of(Identifier.dns("a.example")));
    List<URI> authorizations = new ArrayList<>(List.of(WHERE));
    Order order = order(null, identifiers, authorizations);
    identifiers.clear();
    authorizations.clear();
    assertThat(order.identifiers()).hasSize(1);
    assertThat(order.authorizations()).hasSize(1);
    assertUnmodifiable(order.identifiers());
    assertUnmodifiable(order.authorizations());
  }

  @Test
  void accountKeepsACopyOfItsContacts() {
    List<String> contacts = new ArrayList<>(List.of("mailto:a@example.com"));
    Account account = new Account(WHERE, Account.Status.VALID, contacts, true, null);
    contacts.clear();
    assertThat(account.contact()).hasSize(1);
    assertUnmodifiable(account.contact());
  }

  @Test
  void directoryMetaKeepsCopiesAndKnowsWhetherThereAreTerms() {
    List<String> caa = new ArrayList<>(List.of("ca.example"));
    Map<String, String> profiles = new HashMap<>(Map.of("classic", "The usual"));
    var meta = new Directory.Meta(WHERE, null, caa, false, profiles);
    caa.clear();
    profiles.clear();
    assertThat(meta.caaIdentities()).hasSize(1);
    assertThat(meta.profiles()).hasSize(1);
    assertUnmodifiable(meta.caaIdentities());
    assertThat(meta.terms()).contains(WHERE);
    assertThat(new Directory.Meta(null, null, List.of(), true, Map.of()).terms()).isEmpty();
  }

  @Test
  void credentialsDoNotShowTheirKey() {
    AccountKey key = AccountKey.generate();
    assertThat(new AccountCredentials(WHERE, key).toString())
        .contains(WHERE.toString(), key.thumbprint())
        .doesNotContain(key.toPrivateJwk().get("d"));
  }

  private static Authorization authorization(
      Identifier identifier, boolean wildcard, List<Challenge> challenges) {
    return new Authorization(
        WHERE, identifier, wildcard, Authorization.Status.INVALID, null, challenges);
  }

  private static Order order(
      Problem problem, List<Identifier> identifiers, List<URI> authorizations) {
    return new Order(
        WHERE,
        Order.Status.INVALID,
        null,
        identifiers,
        null,
        null,
        null,
        null,
        problem,
        authorizations,
        WHERE,
        null,
        null);
  }

  private static void assertUnmodifiable(List<?> list) {
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(list::clear);
  }

  @Test
  void textsOfAServerAreCleanedOfControls() {
    String dirty = "\u001b[2J\u202e\r\nx";
    var account = new Account(WHERE, Account.Status.VALID, List.of(dirty), true, null);
    assertThat(account.contact()).containsExactly("[2J x");
    var meta = new Directory.Meta(null, null, List.of(dirty), false, Map.of(dirty, dirty));
    assertThat(meta.caaIdentities()).containsExactly("[2J x");
    assertThat(meta.profiles()).containsExactly(Map.entry("[2J x", "[2J x"));
    var problem = new Problem("t", null, null, 0, null, null, List.of(), List.of(dirty));
    assertThat(problem.algorithms()).containsExactly("[2J x");
    var order =
        new Order(
            WHERE,
            Order.Status.READY,
            null,
            List.of(),
            null,
            null,
            dirty,
            null,
            null,
            List.of(),
            WHERE,
            null,
            null);
    assertThat(order.profile()).isEqualTo("[2J x");
  }
}
