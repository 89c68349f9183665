package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinalizeTest {
  private static Http01Responder responder;
  private static EmbeddedAcmeServer server;
  private RawClient client;
  private Reply order;

  @BeforeAll
  static void start() {
    responder = new Http01Responder();
    server = EmbeddedAcmeServer.builder().httpPort(responder.port()).start();
  }

  @AfterAll
  static void stop() {
    server.close();
    responder.close();
  }

  @BeforeEach
  void withReadyOrder() {
    client = new RawClient(server).withAccount();
    order = client.newOrder("a.example.com", "b.example.com");
    client.validate(order, responder);
  }

  /** RFC 8555 section 7.4: after badCSR another attempt can be made. */
  @AfterEach
  void theOrderIsStillAsGoodAsItWas() {
    if (client.read(order.location()).text("status").equals("ready")) {
      assertThat(finalizeWith(TestCsr.der("a.example.com", "b.example.com")).status())
          .isEqualTo(200);
    }
  }

  private Reply finalizeWith(byte[] csr) {
    return client.finalizeOrder(order, csr);
  }

  private static TestCsr csr(KeyPair key) {
    return TestCsr.of(key, "a.example.com", "b.example.com");
  }

  private static TestCsr csr() {
    return csr(TestKey.elliptic("secp256r1"));
  }

  @Test
  void rfc8555Section7_4_issuesOnlyWhenReady() {
    Reply pending = client.newOrder("c.example.com");
    Reply early = client.finalizeOrder(pending, TestCsr.der("c.example.com"));
    finalizeWith(csr().der());
    Reply twice = finalizeWith(csr().der());

    assertThat(early.refusal()).isEqualTo("403 orderNotReady");
    assertThat(early.text("detail")).contains("pending");
    assertThat(twice.refusal()).isEqualTo("403 orderNotReady");
  }

  @Test
  void rfc8555Section7_1_6_isProcessingAndThenValid() {
    Reply finalized = finalizeWith(csr().der());
    Reply first = client.read(order.location());
    Reply second = client.read(order.location());

    assertThat(finalized.status()).isEqualTo(200);
    assertThat(finalized.text("status")).isEqualTo("processing");
    assertThat(finalized.header("Retry-After")).contains("0");
    assertThat(finalized.json().has("certificate")).isFalse();
    assertThat(first.text("status")).isEqualTo("processing");
    assertThat(first.header("Retry-After")).contains("0");
    assertThat(second.text("status")).isEqualTo("valid");
    assertThat(second.header("Retry-After")).isEmpty();
    assertThat(second.text("certificate")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void isProcessingForAsManyPollsAsWasAskedFor(int polls) {
    try (EmbeddedAcmeServer slow =
        EmbeddedAcmeServer.builder()
            .httpPort(responder.port())
            .processingPolls(polls)
            .retryAfter(Duration.ofSeconds(3))
            .start()) {
      RawClient other = new RawClient(slow).withAccount();
      Reply its = other.newOrder("c.example.com");
      other.validate(its, responder);
      other.finalizeOrder(its, TestCsr.der("c.example.com"));

      for (int i = 0; i < polls; i++) {
        Reply poll = other.read(its.location());
        assertThat(poll.text("status")).isEqualTo("processing");
        assertThat(poll.header("Retry-After")).contains("3");
      }
      assertThat(other.read(its.location()).text("status")).isEqualTo("valid");
    }
  }

  @Test
  void takesTheKeysThatLetsEncryptTakesAndP521() {
    for (KeyPair key :
        List.of(
            TestKey.elliptic("secp256r1"),
            TestKey.elliptic("secp384r1"),
            TestKey.elliptic("secp521r1"),
            TestKey.rsa(2048))) {
      Reply another = client.newOrder("c.example.com");
      client.validate(another, responder);

      assertThat(client.finalizeOrder(another, TestCsr.of(key, "c.example.com").der()).status())
          .isEqualTo(200);
    }
  }

  @Test
  void refusesOtherKeys() throws GeneralSecurityException {
    KeyPair edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

    assertThat(finalizeWith(csr(TestKey.rsa(1024)).der()).refusal()).isEqualTo("400 badCSR");
    assertThat(finalizeWith(csr(edwards).algorithm("Ed25519").der()).refusal())
        .isEqualTo("400 badCSR");
  }

  @Test
  void rfc8555Section11_1_refusesAccountKeys() {
    RawClient other = new RawClient(server).withAccount();

    Reply own = finalizeWith(csr(client.key().pair()).der());

    assertThat(own.refusal()).isEqualTo("400 badCSR");
    assertThat(own.text("detail")).contains("different from account keys");
    assertThat(finalizeWith(csr(other.key().pair()).der()).refusal()).isEqualTo("400 badCSR");
  }

  @Test
  void rfc8555Section7_4_wantsExactlyTheNamesOfTheOrder() {
    assertThat(finalizeWith(TestCsr.der("a.example.com")).refusal()).isEqualTo("400 badCSR");
    assertThat(finalizeWith(csr().name(GeneralName.dNSName, "c.example.com").der()).refusal())
        .isEqualTo("400 badCSR");
    assertThat(finalizeWith(csr().name(GeneralName.dNSName, "a.example.com").der()).refusal())
        .isEqualTo("400 badCSR");
    assertThat(finalizeWith(csr().name(GeneralName.iPAddress, "127.0.0.1").der()).refusal())
        .isEqualTo("400 badCSR");
    assertThat(finalizeWith(csr().name(GeneralName.rfc822Name, "a@example.com").der()).refusal())
        .isEqualTo("400 badCSR");
    assertThat(finalizeWith(TestCsr.der("A.example.com", "b.example.com")).refusal())
        .isEqualTo("400 badCSR");
  }

  @Test
  void wantsAlternativeNamesAndNotJustASubject() {
    KeyPair key = TestKey.elliptic("secp256r1");

    assertThat(finalizeWith(TestCsr.of(key).subject("CN=a.example.com").der()).refusal())
        .isEqualTo("400 badCSR");
    assertThat(finalizeWith(TestCsr.of(key).authority().der()).refusal()).isEqualTo("400 badCSR");
  }

  @Test
  void refusesCommonNamesThatAreNoneOfTheNames() {
    assertThat(finalizeWith(csr().subject("CN=c.example.com").der()).refusal())
        .isEqualTo("400 badCSR");
    assertThat(finalizeWith(csr().subject("CN=a.example.com").der()).status()).isEqualTo(200);
  }

  @Test
  void refusesToMakeAuthorities() {
    assertThat(finalizeWith(csr().authority().der()).refusal()).isEqualTo("400 badCSR");
  }

  @Test
  void rfc2986_refusesWrongSignatures() {
    byte[] der = csr().der();
    // Within the last integer of the ECDSA signature.
    der[der.length - 5] ^= 1;
    Reply reply = finalizeWith(der);

    assertThat(reply.refusal()).isEqualTo("400 badCSR");
    assertThat(reply.text("detail")).contains("signature");
  }

  @Test
  void refusesWeakDigests() {
    Reply reply = finalizeWith(csr().algorithm("SHA1withECDSA").der());

    assertThat(reply.refusal()).isEqualTo("400 badCSR");
    assertThat(reply.text("detail")).contains("algorithm not supported");
  }

  @Test
  void refusesWhatIsNoRequest() {
    byte[] der = csr().der();

    assertThat(finalizeWith(new byte[] {1, 2, 3}).refusal()).isEqualTo("400 badCSR");
    assertThat(finalizeWith(Arrays.copyOf(der, der.length + 1)).refusal()).isEqualTo("400 badCSR");
    assertThat(finalizeWith(Arrays.copyOf(der, der.length - 1)).refusal()).isEqualTo("400 badCSR");
    assertThat(client.post(order.text("finalize"), "{}").refusal()).isEqualTo("400 malformed");
    assertThat(client.post(order.text("finalize"), "{\"csr\":\"AA==\"}").refusal())
        .isEqualTo("400 malformed");
  }

  @Test
  void rfc8738_issuesForAddresses() {
    Reply address =
        client.newOrder(
            Map.of(
                "identifiers",
                List.of(
                    Map.of("type", "ip", "value", "127.0.0.1"),
                    Map.of("type", "dns", "value", "c.example.com"))));
    client.validate(address, responder);
    byte[] csr =
        TestCsr.of(TestKey.elliptic("secp256r1"), "c.example.com")
            .name(GeneralName.iPAddress, "127.0.0.1")
            .der();

    assertThat(client.finalizeOrder(address, csr).status()).isEqualTo(200);
    assertThat(responder.hosts()).contains("127.0.0.1:" + responder.port());
  }
}
