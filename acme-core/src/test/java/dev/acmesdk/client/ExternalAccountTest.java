package dev.acmesdk.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.client.ExternalAccount.Algorithm;
import dev.acmesdk.crypto.Base64Url;
import dev.acmesdk.error.InvalidRequestException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials for an external account binding, as people copy them. */
class ExternalAccountTest {
  /** The key of RFC 7515 appendix A.1. */
  private static final String KEY =
      "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";

  private static final byte[] INPUT =
      ("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
              + "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ")
          .getBytes(US_ASCII);

  private static final ExternalAccount ACCOUNT = ExternalAccount.of("kid-1", KEY);

  @Test
  void rfc7515AppendixA_1_hs256IsThatOfTheExample() {
    assertThat(Base64Url.encode(ACCOUNT.sign(INPUT)))
        .isEqualTo("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    assertThat(ACCOUNT.algorithm()).isEqualTo(Algorithm.HS256);
    assertThat(ACCOUNT.keyId()).isEqualTo("kid-1");
  }

  @Test
  void rfc7518Section3_2_theOtherAlgorithmsHaveLongerMacs() {
    assertThat(ACCOUNT.withAlgorithm(Algorithm.HS384).sign(INPUT)).hasSize(48);
    assertThat(ACCOUNT.withAlgorithm(Algorithm.HS512).sign(INPUT)).hasSize(64);
    assertThat(ACCOUNT.withAlgorithm(Algorithm.HS512).algorithm()).isEqualTo(Algorithm.HS512);
  }

  @Test
  void rfc8555Section7_3_4_takesTheKeyInAnyFormThatCasShowItIn() {
    byte[] octets = Base64Url.decode(KEY);
    for (String text :
        List.of(
            KEY,
            Base64.getUrlEncoder().encodeToString(octets),
            Base64.getEncoder().encodeToString(octets),
            Base64.getEncoder().withoutPadding().encodeToString(octets),
            "  " + KEY + "\r\n",
            "\t" + KEY.substring(0, 40) + "\n" + KEY.substring(40) + "\n")) {
      assertThat(ExternalAccount.of(" kid-1\n", text)).as(text).isEqualTo(ACCOUNT);
    }
    assertThat(ExternalAccount.of("kid-1", octets)).isEqualTo(ACCOUNT).hasSameHashCodeAs(ACCOUNT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n",
        "c2VjcmV0IGtleQ==",
        "secret-!!!-AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ",
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T+1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-",
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T=",
        "====",
      })
  void refusesWhatIsNoKeyWithoutShowingIt(String text) {
    assertThatThrownBy(() -> ExternalAccount.of("kid-1", text))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("MAC key of the external account")
        .hasNoCause()
        .satisfies(
            e -> {
              if (text.length() > 4) {
                assertThat(e.getMessage()).doesNotContain(text.substring(0, 4));
              }
            });
  }

  @Test
  void rfc7518Section3_2_refusesAKeyThatIsShorterThanTheMac() {
    assertThat(ExternalAccount.of("k", new byte[32]).sign(INPUT)).hasSize(32);
    assertThatThrownBy(() -> ExternalAccount.of("k", new byte[31]))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("31 octets, but HS256 needs at least 32");
    ExternalAccount shorter = ExternalAccount.of("k", new byte[47]);
    assertThatThrownBy(() -> shorter.withAlgorithm(Algorithm.HS384))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("HS384 needs at least 48");
    assertThatThrownBy(() -> shorter.withAlgorithm(Algorithm.HS512))
        .hasMessageContaining("HS512 needs at least 64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a b", "kid\u00e9", "k\u0001d"})
  void rfc8555Section7_3_4_refusesAKeyIdentifierThatIsNotAscii(String keyId) {
    assertThatThrownBy(() -> ExternalAccount.of(keyId, KEY))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("key identifier of the external account");
  }

  @Test
  void keysThatWereMixedUpAreNotShown() {
    assertThatThrownBy(() -> ExternalAccount.of(KEY, "keyid-12"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("is not the key identifier")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("AyM1"));
  }

  @Test
  void keepsItsKeyToItself() {
    byte[] octets = Base64Url.decode(KEY);
    ExternalAccount account = ExternalAccount.of("kid-1", octets);
    Arrays.fill(octets, (byte) 0);
    assertThat(account).isEqualTo(ACCOUNT);
    assertThat(account).hasToString("ExternalAccount[keyId=kid-1, HS256]");
    assertThat(new NewAccount(List.of(), true, account).toString())
        .contains("kid-1")
        .doesNotContain("AyM1");
  }

  @Test
  void differsByEachOfItsParts() {
    assertThat(ACCOUNT)
        .isNotEqualTo(ExternalAccount.of("kid-2", KEY))
        .isNotEqualTo(ExternalAccount.of("kid-1", new byte[64]))
        .isNotEqualTo(ACCOUNT.withAlgorithm(Algorithm.HS384))
        .isNotEqualTo(KEY);
  }
}
