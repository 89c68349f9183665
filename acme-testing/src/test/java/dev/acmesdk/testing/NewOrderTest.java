package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewOrderTest {
  private static EmbeddedAcmeServer server;
  private RawClient client;

  @BeforeAll
  static void start() {
    server = EmbeddedAcmeServer.builder().random(new Random(1)).start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void withAccount() {
    client = new RawClient(server).withAccount();
  }

  private Reply orderIp(String address) {
    return client.newOrder(Map.of("identifiers", List.of(Map.of("type", "ip", "value", address))));
  }

  @Test
  void rfc8555Section7_1_3_describesAnOrder() {
    Reply order = client.newOrder("example.com", "*.example.com");

    assertThat(order.status()).isEqualTo(201);
    assertThat(order.location()).startsWith("https://127.0.0.1:");
    assertThat(order.text("status")).isEqualTo("pending");
    assertThat(Instant.parse(order.text("expires"))).isAfter(Instant.now());
    assertThat(order.elements("identifiers"))
        .extracting(identifier -> identifier.path("value").asString())
        .containsExactlyInAnyOrder("example.com", "*.example.com");
    assertThat(order.texts("authorizations")).hasSize(2).doesNotHaveDuplicates();
    assertThat(order.text("finalize")).isNotEmpty();
    assertThat(order.json().has("certificate")).isFalse();
    assertThat(order.json().propertyNames()).anyMatch(name -> name.startsWith("x-"));
    assertThat(client.read(order.location()).text("finalize")).isEqualTo(order.text("finalize"));
  }

  @Test
  void rfc8555Section7_1_3_promisesNoOrderOfIdentifiers() {
    String[] names =
        IntStream.range(0, 20).mapToObj(i -> "n" + i + ".example.com").toArray(String[]::new);
    Reply order = client.newOrder(names);

    assertThat(order.elements("identifiers"))
        .extracting(identifier -> identifier.path("value").asString())
        .containsExactlyInAnyOrder(names)
        .isNotEqualTo(List.of(names));
  }

  @ParameterizedTest
  @CsvSource({
    "Example.com, lower case",
    "example.com., ends with a dot",
    "exämple.com, A-label",
    "'exa mple.com', A-label"
  })
  void rfc8555Section7_1_3_wantsNamesInOneForm(String name, String why) {
    Reply reply = client.newOrder(name);

    assertThat(reply.refusal()).isEqualTo("400 malformed");
    assertThat(reply.text("detail")).contains(why).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "*.com",
        "a.*.example.com",
        "*.*.example.com",
        "*a.example.com",
        "*",
        "under_score.example.com",
        "-a.example.com",
        "a-.example.com",
        "a..example.com",
        ".example.com",
        "ab--c.example.com",
        "127.0.0.1",
        "example.com:443"
      })
  void rejectsNamesThatNoCaWouldIssueFor(String name) {
    Reply reply = client.newOrder(name);

    assertThat(reply.refusal()).isEqualTo("400 rejectedIdentifier");
    assertThat(reply.text("detail")).startsWith("Cannot issue for ");
  }

  @Test
  void rejectsNamesThatAreTooLong() {
    String label = "a".repeat(63);

    assertThat(client.newOrder("a" + label + ".example.com").refusal())
        .isEqualTo("400 rejectedIdentifier");
    assertThat(client.newOrder(String.join(".", label, label, label, label)).refusal())
        .isEqualTo("400 rejectedIdentifier");
    assertThat(client.newOrder(label + ".example.com").status()).isEqualTo(201);
  }

  @Test
  void takesInternationalizedNamesInAsciiForm() {
    assertThat(client.newOrder("xn--exmple-cua.com").status()).isEqualTo(201);
  }

  @Test
  void rfc8555Section6_7_1_tellsEachBadNameInASubproblem() {
    Reply reply = client.newOrder("localhost", "example.com", "a_b.example.com");

    assertThat(reply.refusal()).isEqualTo("400 rejectedIdentifier");
    assertThat(reply.text("detail")).contains("and 1 more problems");
    assertThat(reply.elements("subproblems"))
        .extracting(problem -> problem.path("identifier").path("value").asString())
        .containsExactly("localhost", "a_b.example.com");
  }

  @Test
  void refusesDuplicates() {
    assertThat(client.newOrder("example.com", "example.com").refusal()).isEqualTo("400 malformed");
  }

  @Test
  void refusesOrdersForNothingAndForTooMuch() {
    String[] names =
        IntStream.range(0, 101).mapToObj(i -> "n" + i + ".example.com").toArray(String[]::new);

    assertThat(client.newOrder().refusal()).isEqualTo("400 malformed");
    assertThat(client.newOrder(Map.of()).refusal()).isEqualTo("400 malformed");
    assertThat(client.newOrder(names).refusal()).isEqualTo("400 malformed");
  }

  @Test
  void refusesOtherTypesOfIdentifiers() {
    Reply reply =
        client.newOrder(
            Map.of("identifiers", List.of(Map.of("type", "email", "value", "a@example.com"))));

    assertThat(reply.refusal()).isEqualTo("400 unsupportedIdentifier");
  }

  @Test
  void refusesIdentifiersThatAreNone() {
    assertThat(client.newOrder(Map.of("identifiers", List.of("example.com"))).refusal())
        .isEqualTo("400 malformed");
    assertThat(client.newOrder(Map.of("identifiers", List.of(Map.of("type", "dns")))).refusal())
        .isEqualTo("400 malformed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "2001:db8::1", "2001:db8:0:1:1:1:1:1"})
  void rfc8738Section3_takesAddressesInTheirOneForm(String address) {
    assertThat(orderIp(address).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001:DB8::1",
        "2001:0db8::1",
        "0:0:0:0:0:0:0:1",
        "127.1",
        "256.0.0.1",
        "localhost",
        "*.1"
      })
  void rfc8738Section3_refusesAddressesInOtherForms(String address) {
    assertThat(orderIp(address).refusal()).isEqualTo("400 malformed");
  }

  @Test
  void refusesDatesAndProfilesAsLetsEncryptDoes() {
    List<Map<String, String>> names = List.of(Map.of("type", "dns", "value", "example.com"));

    assertThat(
            client
                .newOrder(Map.of("identifiers", names, "notAfter", "2030-01-01T00:00:00Z"))
                .refusal())
        .isEqualTo("400 malformed");
    assertThat(client.newOrder(Map.of("identifiers", names, "profile", "short")).refusal())
        .isEqualTo("400 invalidProfile");
  }

  @Test
  void ignoresMembersThatItDoesNotKnow() {
    List<Map<String, String>> names = List.of(Map.of("type", "dns", "value", "example.com"));

    assertThat(client.newOrder(Map.of("identifiers", names, "colour", "blue")).status())
        .isEqualTo(201);
  }

  @Test
  void keepsOrdersApart() {
    Reply order = client.newOrder("example.com");
    RawClient other = new RawClient(server).withAccount();

    assertThat(other.read(order.location()).refusal()).isEqualTo("403 unauthorized");
    assertThat(other.finalizeOrder(order, TestCsr.der("example.com")).refusal())
        .isEqualTo("403 unauthorized");
  }

  @Test
  void rfc8555Section7_1_6_letsOrdersExpire() {
    MutableClock clock = new MutableClock(Instant.parse("2030-01-01T00:00:00Z"));
    try (EmbeddedAcmeServer other = EmbeddedAcmeServer.builder().clock(clock).start()) {
      RawClient early = new RawClient(other).withAccount();
      Reply order = early.newOrder("example.com");
      clock.advance(Duration.ofDays(8));

      assertThat(order.text("expires")).isEqualTo("2030-01-08T00:00:00Z");
      assertThat(early.read(order.location()).text("status")).isEqualTo("invalid");
      assertThat(early.authorization(order, 0).text("status")).isEqualTo("invalid");
    }
  }
}
