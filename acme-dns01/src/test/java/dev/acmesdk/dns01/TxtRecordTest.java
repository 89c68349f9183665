package dev.acmesdk.dns01;

import static dev.acmesdk.dns01.Challenges.VALUE;
import static dev.acmesdk.dns01.Challenges.accountLabelled;
import static dev.acmesdk.dns01.Challenges.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.acmesdk.protocol.Identifier;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TxtRecordTest {

  @Test
  void rfc8555Section8_4_holdsTheDigestOfTheKeyAuthorizationBelowTheLabel() {
    assertThat(TxtRecord.of(pending()))
        .isEqualTo(new TxtRecord("_acme-challenge.www.example.org", VALUE, Duration.ofSeconds(60)));
  }

  @Test
  void rfc8555Section8_4_hasTheSameNameForTheWildcard() {
    TxtRecord apex = TxtRecord.of(pending(Identifier.dns("example.org"), false, "a"));
    TxtRecord wildcard = TxtRecord.of(pending(Identifier.dns("example.org"), true, "b"));
    TxtRecord asOrdered = TxtRecord.of(pending(Identifier.dns("*.example.org"), true, "b"));
    assertThat(wildcard.name()).isEqualTo(apex.name()).isEqualTo("_acme-challenge.example.org");
    assertThat(wildcard.value()).isNotEqualTo(apex.value());
    assertThat(asOrdered).isEqualTo(wildcard);
  }

  @Test
  void isInALabelForm() {
    assertThat(TxtRecord.of(pending("M\u00fcnchen.example", "a")).name())
        .isEqualTo("_acme-challenge.xn--mnchen-3ya.example");
  }

  @Test
  void readsLikeAZoneFile() {
    assertThat(TxtRecord.of(pending()))
        .hasToString("_acme-challenge.www.example.org. 60 IN TXT \"" + VALUE + "\"");
  }

  @Test
  void rfc8738Section7_refusesIpAddresses() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TxtRecord.of(pending(Identifier.ip("192.0.2.1"), false, "a")))
        .withMessage("DNS-01 cannot prove control of 192.0.2.1: it is not a DNS name");
  }

  @Test
  void refusesATtlThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TxtRecord("_acme-challenge.example.org", VALUE, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new TxtRecord("_acme-challenge.example.org", VALUE, Duration.ofMillis(999)));
  }

  @Test
  void draftAcmeDnsAccountLabelSection3_2_isDns01BelowTheLabelOfTheAccount() {
    assertThat(TxtRecord.belowAccountLabel(accountLabelled("example.org", false)))
        .isEqualTo(
            new TxtRecord(
                "_ujmmovf2vn55tgye._acme-challenge.example.org", VALUE, Duration.ofSeconds(60)));
    assertThat(TxtRecord.belowAccountLabel(accountLabelled("*.example.org", true)))
        .isEqualTo(TxtRecord.belowAccountLabel(accountLabelled("example.org", false)));
  }

  @Test
  void rfc1035Section3_3_14_splitsLongValuesIntoStrings() {
    assertThat(strings(0)).containsExactly("");
    assertThat(strings(255)).extracting(String::length).containsExactly(255);
    assertThat(strings(256)).extracting(String::length).containsExactly(255, 1);
    assertThat(strings(511)).extracting(String::length).containsExactly(255, 255, 1);
  }

  private static List<String> strings(int length) {
    String value = "ab".repeat(256).substring(0, length);
    List<String> strings = new TxtRecord("example.org", value, Duration.ofSeconds(1)).strings();
    assertThat(String.join("", strings)).isEqualTo(value);
    return strings;
  }

  @Test
  void readsLikeAZoneFileIfTheValueIsLong() {
    assertThat(new TxtRecord("example.org", "a".repeat(256), Duration.ofSeconds(60)))
        .hasToString("example.org. 60 IN TXT \"" + "a".repeat(255) + "\" \"a\"");
  }

  @Test
  void knowsWhetherItIsToStay() {
    assertThat(TxtRecord.of(pending()).isPersistent()).isFalse();
    assertThat(TxtRecord.belowAccountLabel(accountLabelled("example.org", false)).isPersistent())
        .isFalse();
    assertThat(
            new TxtRecord("_validation-persist.example.org", "", Duration.ofHours(1))
                .isPersistent())
        .isTrue();
  }
}
