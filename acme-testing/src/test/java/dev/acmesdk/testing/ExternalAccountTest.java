package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalAccountTest {
  private static final byte[] KEY =
      "a MAC key of thirty-two octets!!".getBytes(StandardCharsets.US_ASCII);
  private static EmbeddedAcmeServer server;

  private final RawClient client = new RawClient(server);
  private final Map<String, Object> header = new LinkedHashMap<>();
  private final Map<String, Object> more = new LinkedHashMap<>();
  private String payload = TestJson.write(client.key().jwk());
  private String macName = "HmacSHA256";

  ExternalAccountTest() {
    header.put("alg", "HS256");
    header.put("kid", "customer-1");
    header.put("url", client.url("newAccount"));
  }

  @BeforeAll
  static void start() {
    server =
        EmbeddedAcmeServer.builder()
            .externalAccountRequired(true)
            .externalAccount("customer-1", KEY)
            .start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String base64url(String text) {
    return TestKey.base64url(text.getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, Object> binding() {
    String input = base64url(TestJson.write(header)) + "." + base64url(payload);
    Map<String, Object> jws = new LinkedHashMap<>();
    jws.put("protected", base64url(TestJson.write(header)));
    jws.put("payload", base64url(payload));
    try {
      Mac mac = Mac.getInstance(macName);
      mac.init(new SecretKeySpec(KEY, macName));
      jws.put(
          "signature", TestKey.base64url(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII))));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
    jws.putAll(more);
    return jws;
  }

  private Reply newAccount() {
    return client.newAccount(TestJson.write(Map.of("externalAccountBinding", binding())));
  }

  @Test
  void rfc8555Section7_3_4_bindsAnAccountAndShowsIt() {
    Map<String, Object> binding = binding();
    Reply reply = client.newAccount(TestJson.write(Map.of("externalAccountBinding", binding)));

    assertThat(reply.status()).isEqualTo(201);
    assertThat(client.read(client.kid()).json().path("externalAccountBinding"))
        .isEqualTo(TestJson.read(TestJson.write(binding)));
  }

  @ParameterizedTest
  @CsvSource({"HS384, HmacSHA384", "HS512, HmacSHA512"})
  void rfc8555Section7_3_4_takesAnyMac(String algorithm, String mac) {
    header.put("alg", algorithm);
    macName = mac;

    assertThat(newAccount().status()).isEqualTo(201);
  }

  @Test
  void rfc8555Section7_3_4_refusesASignatureInsteadOfAMac() {
    header.put("alg", "ES256");

    assertThat(newAccount().refusal()).isEqualTo("400 badSignatureAlgorithm");
  }

  @Test
  void rfc8555Section7_3_4_refusesANonce() {
    header.put("nonce", client.nonce());

    assertThat(newAccount().refusal()).isEqualTo("400 malformed");
  }

  @Test
  void rfc8555Section7_3_4_refusesAnotherUrl() {
    header.put("url", client.url("newOrder"));

    assertThat(newAccount().refusal()).isEqualTo("400 malformed");
  }

  @Test
  void rfc8555Section7_3_4_refusesAKeyInsteadOfAKeyIdentifier() {
    header.put("jwk", client.key().jwk());
    assertThat(newAccount().refusal()).isEqualTo("400 malformed");

    header.remove("jwk");
    header.remove("kid");
    assertThat(newAccount().refusal()).isEqualTo("400 malformed");
  }

  @Test
  void rfc8555Section7_3_4_refusesAnUnknownKeyIdentifier() {
    header.put("kid", "customer-2");

    assertThat(newAccount().refusal()).isEqualTo("403 unauthorized");
  }

  @Test
  void rfc8555Section7_3_4_refusesAWrongMac() {
    more.put("signature", TestKey.base64url(new byte[32]));

    assertThat(newAccount().refusal()).isEqualTo("403 unauthorized");
  }

  @Test
  void rfc8555Section7_3_4_refusesAnotherKeyThanThatOfTheRequest() {
    payload = TestJson.write(TestKey.es256().jwk());

    assertThat(newAccount().refusal()).isEqualTo("400 badPublicKey");
  }

  @Test
  void rfc8555Section7_3_4_refusesWhatIsNoJws() {
    assertThat(client.newAccount("{\"externalAccountBinding\":\"x\"}").refusal())
        .isEqualTo("400 malformed");
    assertThat(client.newAccount("{\"externalAccountBinding\":{}}").refusal())
        .isEqualTo("400 malformed");
    more.put("header", Map.of());
    assertThat(newAccount().refusal()).isEqualTo("400 malformed");
  }

  @Test
  void checksABindingThatIsNotRequired() {
    try (EmbeddedAcmeServer open = EmbeddedAcmeServer.builder().start()) {
      RawClient other = new RawClient(open);
      header.put("url", other.url("newAccount"));

      assertThat(
              other
                  .newAccount(TestJson.write(Map.of("externalAccountBinding", binding())))
                  .refusal())
          .isEqualTo("403 unauthorized");
    }
  }
}
