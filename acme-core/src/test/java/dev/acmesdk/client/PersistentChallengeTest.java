package dev.acmesdk.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Challenge.DnsPersist01;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What is made of dns-persist-01 challenges, by draft-ietf-acme-dns-persist-01 section 3.1. */
class PersistentChallengeTest {
  private static final String LABEL = "a".repeat(63);

  /** Of 253 octets. */
  private static final String LONGEST = String.join(".", LABEL, LABEL, LABEL, "b".repeat(61));

  private static final URI WHERE = URI.create("https://ca.example/acme/authz/1234/0");

  /** A challenge with these members more. */
  private static Challenge read(String members) {
    Map<?, ?> json =
        JsonMapper.shared()
            .readValue(
                """
                {"type": "dns-persist-01", "url": "%s", "status": "pending"%s}
                """
                    .formatted(WHERE, members),
                Map.class);
    return Challenges.read(new ResourceReader(json, WHERE, "challenge"), WHERE);
  }

  private static Challenge withIssuers(String array) {
    return read(", \"issuer-domain-names\": " + array);
  }

  private static String array(int names) {
    return IntStream.range(0, names)
        .mapToObj(i -> "\"ca%d.example\"".formatted(i))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void draftAcmeDnsPersistSection3_1_offersOneToTenIssuers(int names) {
    assertThat(withIssuers(array(names)))
        .isInstanceOfSatisfying(
            DnsPersist01.class,
            challenge ->
                assertThat(challenge.issuerDomainNames())
                    .hasSize(names)
                    .startsWith("ca0.example")
                    .doesNotHaveDuplicates());
  }

  static Stream<String> arraysThatAreRefused() {
    return Stream.of(array(0), array(11), "null", "\"ca.example\"", "[\"ca.example\", 7]", "{}");
  }

  @ParameterizedTest
  @MethodSource("arraysThatAreRefused")
  void draftAcmeDnsPersistSection3_1_refusesNoneAndMoreThanTenAndWhatIsNoName(String array) {
    assertThat(withIssuers(array)).isInstanceOf(Challenge.Unknown.class);
  }

  static List<String> names() {
    return List.of("ca.example", "xn--nicode-example-9jb.com", "1.example", "local", LONGEST);
  }

  @ParameterizedTest
  @MethodSource("names")
  void draftAcmeDnsPersistSection3_1_namesAreLowerCaseALabels(String name) {
    assertThat(withIssuers("[\"" + name + "\"]")).isInstanceOf(DnsPersist01.class);
  }

  static List<String> namesThatAreRefused() {
    return List.of(
        "CA.example",
        "ca.example.",
        ".ca.example",
        "ca..example",
        "-ca.example",
        "ca-.example",
        "\u00fcnicode.example",
        "ca.example; policy=wildcard",
        "ca.example\\n",
        "",
        LONGEST + "b",
        LABEL + "a.example");
  }

  @ParameterizedTest
  @MethodSource("namesThatAreRefused")
  void draftAcmeDnsPersistSection3_1_refusesAllIfOneNameIsNotNormal(String name) {
    assertThat(withIssuers("[\"ca.example\", \"" + name + "\"]"))
        .isInstanceOf(Challenge.Unknown.class);
  }

  @Test
  void draftAcmeDnsPersistSection3_1_keepsTheAccountThatTheServerNames() {
    Challenge challenge =
        read(
            ", \"issuer-domain-names\": [\"ca.example\"], \"accounturi\": \"https://ca.example/acct/1\"");
    assertThat(((DnsPersist01) challenge).accountUri()).isEqualTo("https://ca.example/acct/1");
  }

  @Test
  void draftAcmeDnsPersist00_needNotNameAnAccount() {
    assertThat(((DnsPersist01) withIssuers("[\"ca.example\"]")).accountUri()).isNull();
  }

  @Test
  void draftAcmeDnsPersist02_isNotTakenForWhatItIsNot() {
    assertThat(read(", \"issuerDomainNames\": [\"ca.example\"]"))
        .isInstanceOf(Challenge.Unknown.class);
  }
}
