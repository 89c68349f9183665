package dev.acmesdk.dns01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.acmesdk.protocol.Identifier;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersistentRecordTest {
  private static final URI ACCOUNT = URI.create("https://ca.example/acct/123");
  private static final Identifier.Dns NAME = Identifier.dns("example.com");
  private static final Instant END = Instant.parse("2024-07-26T00:00:00Z");
  private static final PersistentRecord BASIC =
      new PersistentRecord(NAME, "authority.example", ACCOUNT, false, null);
  private static final PersistentRecord WILDCARD =
      new PersistentRecord(NAME, "authority.example", ACCOUNT, true, null);
  private static final String TEXT = "authority.example; accounturi=https://ca.example/acct/123";

  @Test
  void draftAcmeDnsPersistSection10_1_basicExample() {
    assertThat(BASIC.name()).isEqualTo("_validation-persist.example.com");
    assertThat(BASIC.value()).isEqualTo(TEXT);
  }

  @Test
  void draftAcmeDnsPersistSection10_2_wildcardExample() {
    assertThat(WILDCARD.value()).isEqualTo(TEXT + "; policy=wildcard");
    assertThat(
            new PersistentRecord(
                    Identifier.dns("*.example.com"), "authority.example", ACCOUNT, true, null)
                .name())
        .isEqualTo("_validation-persist.example.com");
  }

  @Test
  void draftAcmeDnsPersistSection10_3_exampleWithAnEnd() {
    assertThat(new PersistentRecord(NAME, "authority.example", ACCOUNT, false, END).value())
        .isEqualTo(TEXT + "; persistUntil=1721952000");
  }

  @Test
  void draftAcmeDnsPersistSection10_4_wildcardExampleWithAnEnd() {
    Instant later = END.plusMillis(999);
    assertThat(new PersistentRecord(NAME, "authority.example", ACCOUNT, true, later).value())
        .isEqualTo(TEXT + "; policy=wildcard; persistUntil=1721952000");
  }

  @Test
  void draftAcmeDnsPersistSection7_8_isKeptForAnHourByResolvers() {
    assertThat(BASIC.toTxtRecord())
        .isEqualTo(new TxtRecord("_validation-persist.example.com", TEXT, Duration.ofHours(1)));
  }

  @Test
  void draftAcmeDnsPersistSection9_1_longRecordsAreSplit() {
    URI account = URI.create("https://ca.example/acct/" + "1".repeat(300));
    PersistentRecord record = new PersistentRecord(NAME, "authority.example", account, true, null);
    assertThat(record.toTxtRecord().strings()).hasSize(2).allMatch(text -> text.length() <= 255);
    assertThat(record.findings(String.join("", record.toTxtRecord().strings()), END)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "CA.example", "ca.example.", "ca.example; policy=wildcard", "c\u00e4.example"})
  void draftAcmeDnsPersistSection3_1_refusesACaNameThatIsNotNormal(String issuer) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PersistentRecord(NAME, issuer, ACCOUNT, false, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/acct/1", "https://ca.example/1;policy=wildcard", "https://ca.example/\u00e4"})
  void rfc8659Section4_2_refusesAnAccountThatWouldBeReadOtherwise(String account) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new PersistentRecord(NAME, "authority.example", URI.create(account), false, null))
        .withMessageContaining("cannot stand in a record");
  }

  @Test
  void refusesAnEndBefore1970() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new PersistentRecord(
                    NAME, "authority.example", ACCOUNT, false, Instant.ofEpochSecond(-1)));
  }

  @Test
  void findsNothingWrongWithItself() {
    assertThat(BASIC.findings(BASIC.value(), END)).isEmpty();
    assertThat(WILDCARD.findings(WILDCARD.value(), END)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authority.example;accounturi=https://ca.example/acct/123",
        "AUTHORITY.example ;  AccountURI = https://ca.example/acct/123 ; new-1=a; policy=subdomain",
        TEXT + "; policy=wildcard; persistuntil=1721952000",
        TEXT + "; persistUntil=9999999999999999"
      })
  void draftAcmeDnsPersistSection4_1_ignoresWhatDoesNotMatter(String published) {
    assertThat(BASIC.findings(published, END)).isEmpty();
  }

  @Test
  void draftAcmeDnsPersistSection4_1_valuesOfPolicyHaveNoCase() {
    assertThat(WILDCARD.findings(TEXT + "; Policy=WILDCARD", END)).isEmpty();
  }

  @Test
  void draftAcmeDnsPersistSection5_1_oneWithTheWildcardPolicyServesTheNameItselfToo() {
    assertThat(BASIC.findings(WILDCARD.value(), END)).isEmpty();
    assertThat(WILDCARD.findings(BASIC.value(), END))
        .containsExactly("The record does not say policy=wildcard, so it is not for names below.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=spf1 -all                                        | The record is malformed: it does not begin with a domain name.",
        "; accounturi=https://ca.example/acct/123           | The record names no CA.",
        "ca.example; accounturi=https://ca.example/acct/123 | The record is for the CA ca.example, not for authority.example.",
        "authority.example                                  | The record names no account: it lacks accounturi.",
        "authority.example; accounturi=                     | The record names no account: it lacks accounturi.",
        "authority.example; accounturi=https://ca.example/acct/124 | The record is for the account https://ca.example/acct/124, not for https://ca.example/acct/123.",
        "authority.example; accounturi=https://CA.example/acct/123 | The record is for the account https://CA.example/acct/123, not for https://ca.example/acct/123.",
        TEXT
            + ";                                           | The record is malformed: there is nothing after semicolon 2.",
        TEXT
            + "; accounturi=x                              | The record is malformed: it has two parameters accounturi.",
        TEXT
            + "; persistUntil=1721951999                   | The record has ended: persistUntil is 2024-07-25T23:59:59Z.",
        TEXT
            + "; persistUntil=soon                         | The record is malformed: persistUntil is no number of seconds.",
        TEXT
            + "; persistUntil=-1                           | The record is malformed: persistUntil is no number of seconds."
      })
  void draftAcmeDnsPersistSection4_1_tellsWhatIsWrong(String published, String finding) {
    assertThat(BASIC.findings(published, END)).containsExactly(finding);
  }

  @Test
  void draftAcmeDnsPersistSection4_1_endsAfterTheLastSecond() {
    String published = TEXT + "; persistUntil=1721952000";
    assertThat(BASIC.findings(published, END)).isEmpty();
    assertThat(BASIC.findings(published, END.plusNanos(1))).hasSize(1);
  }

  @Test
  void tellsAllThatIsWrongAtOnce() {
    assertThat(WILDCARD.findings("authority.example; persistUntil=1", END)).hasSize(3);
  }
}
