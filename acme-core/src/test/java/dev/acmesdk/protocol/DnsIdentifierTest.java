package dev.acmesdk.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsIdentifierTest {
  private static final String LABEL_63 = "a".repeat(63);

  /** 253 characters: three labels of 63 and one of 61. */
  private static final String NAME_253 =
      String.join(".", LABEL_63, LABEL_63, LABEL_63, "b".repeat(61));

  @ParameterizedTest
  @CsvSource({
    "example.com,example.com",
    "Example.COM,example.com",
    "example.com.,example.com",
    "*.example.com,*.example.com",
    "*.Example.com.,*.example.com",
    "a.b.c.d.e.f.example.com,a.b.c.d.e.f.example.com",
    "3com.example,3com.example",
    "123.example,123.example",
    "a--b.example,a--b.example",
    "xn--bcher-kva.example,xn--bcher-kva.example",
    "XN--BCHER-KVA.example,xn--bcher-kva.example"
  })
  void rfc8555Section7_1_4_isInLowerCaseWithoutTrailingDot(String written, String value) {
    assertThat(Identifier.dns(written).value()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "bücher.example,xn--bcher-kva.example",
    "BÜCHER.example,xn--bcher-kva.example",
    "bu\u0308cher.example,xn--bcher-kva.example",
    "*.bücher.example,*.xn--bcher-kva.example",
    "bücher.example.,xn--bcher-kva.example",
    "παράδειγμα.δοκιμή,xn--hxajbheg2az3al.xn--jxalpdlp",
    "例え.テスト,xn--r8jz45g.xn--zckzah",
    "例え。テスト,xn--r8jz45g.xn--zckzah",
    "إختبار.مثال,xn--kgbechtv.xn--mgbh0fb",
    "\uD83D\uDCA9.example,xn--ls8h.example",
    "ｅｘａｍｐｌｅ.com,example.com"
  })
  void rfc5890_internationalNamesBecomeALabels(String written, String value) {
    assertThat(Identifier.dns(written).value()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"faß.de", "βόλος.com", "a\u200db.com", "a\u200cb.com", "*.faß.de"})
  void refusesCharactersThatTheVersionsOfIdnaEncodeDifferently(String written) {
    assertRefused(written, "two versions of the IDNA standard", "A-label form");
  }

  /** Names that need nothing are taken as they are; in capitals, they go the way of all others. */
  @Test
  void plainNamesAreTakenAsAllOthers() {
    Random random = new Random(11);
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      String name = "a." + random(random, "aaaz09--..", 1 + random.nextInt(12));
      String result = valueOrMessage(name);
      assertThat(valueOrMessage(name.toUpperCase(Locale.ROOT))).isEqualToIgnoringCase(result);
      taken += result.equals(name) ? 1 : 0;
    }
    assertThat(taken).isBetween(2_000, 18_000);
  }

  private static String valueOrMessage(String name) {
    try {
      return Identifier.dns(name).value();
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String random(Random random, String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /** The capital ß is younger than IDNA2003, which would encode it as it stands. */
  @Test
  void refusesTheCapitalSharpS() {
    assertRefused("FAẞ.de", "two versions of the IDNA standard", "A-label form");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u3000"})
  void refusesAnEmptyName(String written) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Identifier.dns(written))
        .withMessage("The name is empty. Give a domain name such as example.com.");
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/,is a URL,Give the host name alone",
    "http://example.com,is a URL,Give the host name alone",
    "example.com/path,is a URL,Give the host name alone",
    "//example.com,is a URL,Give the host name alone",
    "example.com:443,has a port,give the host name alone",
    "localhost:80,has a port,give the host name alone",
    "mailto:admin@example.com,is an e-mail address,Give the domain name alone",
    "admin@example.com,is an e-mail address,Give the domain name alone",
    "192.0.2.1,is an IP address,Identifier.ip",
    "2001:db8::1,is an IP address,Identifier.ip",
    "[2001:db8::1],is an IP address,Identifier.ip",
    "::1,is an IP address,Identifier.ip"
  })
  void refusesWhatIsSomethingElseThanAName(String written, String reason, String remedy) {
    assertRefused(written, "\"" + written + "\" " + reason, remedy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*.*.example.com", "a.*.example.com", "*a.example.com", "a*.example.com", "*"})
  void refusesAnAsteriskThatIsNotTheWholeFirstLabel(String written) {
    assertRefused(written, "asterisk", "A wildcard looks like *.example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".example.com", "a..example.com", "example.com..", "..", ".", "*.", "*..com"})
  void refusesEmptyLabels(String written) {
    assertRefused(written, "has an empty label", "doubled, leading or trailing dots");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "com", "com.", "LOCALHOST", "bücher"})
  void refusesASingleLabel(String written) {
    assertRefused(written, "has a single label", "fully qualified name, such as");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*.com", "*.com.", "*.localhost"})
  void refusesAWildcardOverASingleLabel(String written) {
    assertRefused(written, "single label after the asterisk", "such as *.example.com");
  }

  /** Each of these is an address for one program or another, and no domain name for any CA. */
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1.,1",
    "１９２.０.２.１,1",
    "*.192.0.2.1,1",
    "192.0.2.1.2,2",
    "192.0.513,513",
    "example.123,123",
    "example.0x7f,0x7f"
  })
  void rfc3696Section2_refusesANumberAsTopLevelDomain(String written, String number) {
    assertRefused(written, "ends in the number " + number, "Identifier.ip");
  }

  @ParameterizedTest
  @CsvSource({
    "_acme-challenge.example.com,_acme-challenge",
    "-a.example.com,-a",
    "a-.example.com,a-",
    "-.example.com,-",
    "exa+mple.com,exa+mple",
    "example.com?x,com?x",
    "example.com#x,com#x",
    "exam%70le.com,exam%70le",
    "xn--.example,xn--"
  })
  void namesTheLabelThatHasOtherCharacters(String written, String label) {
    assertRefused(written, "has the label \"" + label + "\"", "letters, digits and inner hyphens");
  }

  @Test
  void rfc1035Section2_3_4_labelsHaveAtMost63Characters() {
    assertThat(Identifier.dns(LABEL_63 + ".com").value()).isEqualTo(LABEL_63 + ".com");
    assertRefused(LABEL_63 + "a.com", "has a label of 64 characters", "Use a shorter label");
  }

  @Test
  void rfc1035Section2_3_4_labelsMayGetTooLongByEncoding() {
    String umlauts = "ü".repeat(60) + ".example";
    assertRefused(umlauts, "cannot be encoded", "labels that get too long");
  }

  @Test
  void rfc1035Section2_3_4_namesHaveAtMost253Characters() {
    assertThat(NAME_253).hasSize(253);
    assertThat(Identifier.dns(NAME_253).value()).isEqualTo(NAME_253);
    assertThat(Identifier.dns(NAME_253 + ".").value()).isEqualTo(NAME_253);
    assertRefused(NAME_253 + "b", "has 254 characters", "Use a shorter name");
  }

  @Test
  void rfc1035Section2_3_4_theAsteriskCounts() {
    String wildcard = "*." + NAME_253.substring(2);
    assertThat(Identifier.dns(wildcard).value()).hasSize(253);
    assertRefused("*." + NAME_253.substring(1), "has 254 characters", "Use a shorter name");
    assertRefused("*." + NAME_253, "has 255 characters", "Use a shorter name");
  }

  @Test
  void rfc1035Section2_3_4_namesMayGetTooLongByEncoding() {
    String fits = NAME_253.substring(0, 253 - 5);
    String written = "ü." + fits;
    assertThat(written).hasSize(250);
    assertRefused(written, "has 256 characters", "Use a shorter name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u202eexample.com", "a\u06f0.\u0627b.example"})
  void refusesWhatIdnaForbids(String written) {
    assertThatIllegalArgumentException().isThrownBy(() -> Identifier.dns(written));
  }

  static void assertRefused(String written, String... words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Identifier.dns(written))
        .satisfies(
            e -> {
              assertThat(e.getMessage()).contains(words).hasSizeLessThan(400).endsWith(".");
              assertThat(e.getMessage()).doesNotContain("null", "\n");
            });
  }
}
