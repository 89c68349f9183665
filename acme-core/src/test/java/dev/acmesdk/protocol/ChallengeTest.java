package dev.acmesdk.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChallengeTest {
  private static final URI WHERE = URI.create("https://ca.example/chall/1");
  private static final Challenge.Status PENDING = Challenge.Status.PENDING;
  private static final Problem PROBLEM = Problem.of(ProblemType.CONNECTION, "Connection refused");

  @Test
  void rfc8555Section8_3_pathIsBelowTheWellKnownPrefix() {
    var challenge = new Challenge.Http01(WHERE, PENDING, null, "LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDf");
    assertThat(challenge.path())
        .isEqualTo("/.well-known/acme-challenge/LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDf");
  }

  @Test
  void everyTypeHasItsRegisteredName() {
    assertThat(
            List.of(
                new Challenge.Http01(WHERE, PENDING, null, "t"),
                new Challenge.Dns01(WHERE, PENDING, null, "t"),
                new Challenge.TlsAlpn01(WHERE, PENDING, null, "t"),
                new Challenge.DnsAccount01(WHERE, PENDING, null, "t"),
                new Challenge.DnsPersist01(WHERE, PENDING, null, List.of("ca.example"), null),
                new Challenge.Unknown("new-01", WHERE, PENDING, null)))
        .extracting(Challenge::type)
        .containsExactly(
            "http-01", "dns-01", "tls-alpn-01", "dns-account-01", "dns-persist-01", "new-01");
  }

  @Test
  void rfc8555Section8_1_keyAuthorizationIsMadeOfItsToken() {
    Challenge.WithToken challenge = new Challenge.Dns01(WHERE, PENDING, null, "token");
    assertThat(challenge.keyAuthorization("print"))
        .isEqualTo(new KeyAuthorization("token", "print"));
  }

  @Test
  void tellsWhatWentWrongIfSomethingDid() {
    assertThat(new Challenge.Http01(WHERE, PENDING, null, "t").problem()).isEmpty();
    assertThat(new Challenge.Http01(WHERE, Challenge.Status.INVALID, PROBLEM, "t").problem())
        .contains(PROBLEM);
  }

  @Test
  void rfc8555Section8_1_tokensAreBase64Url() {
    for (String evil : List.of("", "../../etc/passwd", "a.b", "a b", "a\n")) {
      List<ThrowingCallable> challenges =
          List.of(
              () -> new Challenge.Http01(WHERE, PENDING, null, evil),
              () -> new Challenge.Dns01(WHERE, PENDING, null, evil),
              () -> new Challenge.TlsAlpn01(WHERE, PENDING, null, evil),
              () -> new Challenge.DnsAccount01(WHERE, PENDING, null, evil));
      for (ThrowingCallable challenge : challenges) {
        assertThatIllegalArgumentException()
            .isThrownBy(challenge)
            .withMessageContaining("outside base64url");
      }
    }
  }

  @Test
  void showsNothingRawOfATypeThatItDoesNotKnow() {
    assertThat(new Challenge.Unknown("new\u001b[31m\n-01", WHERE, PENDING, null).type())
        .isEqualTo("new [31m -01");
  }

  @Test
  void keepsACopyOfItsNames() {
    List<String> names = new ArrayList<>(List.of("ca.example"));
    var challenge = new Challenge.DnsPersist01(WHERE, PENDING, null, names, null);
    names.clear();
    assertThat(challenge.issuerDomainNames()).containsExactly("ca.example");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> challenge.issuerDomainNames().clear());
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/acme/acct/ExampleAccount,  _ujmmovf2vn55tgye",
    "https://example.com/acme/acct/ExampleAccount/, _dzis72q2qq5yqmsx",
    "https://example.com:14000/my-account/1,        _f3zkyd3l46niwdu5"
  })
  void draftAcmeDnsAccountLabelSection3_2_labelDependsOnEachCharacterOfTheAccountsUrl(
      URI account, String label) {
    assertThat(Challenge.DnsAccount01.label(account)).isEqualTo(label);
  }

  private static Challenge.DnsPersist01 persistentFor(@Nullable String account) {
    return new Challenge.DnsPersist01(WHERE, PENDING, null, List.of("ca.example"), account);
  }

  @Test
  void draftAcmeDnsPersistSection4_1_accountsAreComparedCharacterByCharacter() {
    URI account = URI.create("https://ca.example/acct/123");
    assertThat(persistentFor("https://ca.example/acct/123").isFor(account)).isTrue();
    assertThat(persistentFor("https://CA.example/acct/123").isFor(account)).isFalse();
    assertThat(persistentFor("https://ca.example/acct/124").isFor(account)).isFalse();
    assertThat(persistentFor("").isFor(account)).isFalse();
  }

  @Test
  void draftAcmeDnsPersist00_isForAnyAccountIfTheServerNamesNone() {
    assertThat(persistentFor(null).isFor(URI.create("https://ca.example/acct/123"))).isTrue();
  }

  @Test
  void showsNothingRawOfTheAccountThatTheServerNames() {
    assertThat(persistentFor("https://ca.example/\u001b[31m1").accountUri())
        .isEqualTo("https://ca.example/ [31m1");
  }
}
