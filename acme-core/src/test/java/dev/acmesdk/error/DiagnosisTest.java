package dev.acmesdk.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.ProblemType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What diagnoses say, beyond the kind. */
class DiagnosisTest {

  @ParameterizedTest
  @EnumSource(DiagnosisKind.class)
  void everyKindHasACauseAndARemedy(DiagnosisKind kind) {
    Diagnosis diagnosis = Diagnosis.of(kind);
    assertThat(diagnosis.kind()).isEqualTo(kind);
    assertThat(diagnosis.cause()).matches("[A-Z].*\\.").hasSizeBetween(15, 120);
    assertThat(diagnosis.remedy()).matches("[A-Z].*\\.").hasSizeBetween(15, 200);
    assertThat(kind.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
    assertThat(diagnosis)
        .hasToString(
            "%s: %s %s See %s."
                .formatted(kind.id(), diagnosis.cause(), diagnosis.remedy(), kind.address()));
    assertThat(kind.address()).hasScheme("https").hasFragment(kind.id());
    assertThat(diagnosis.page()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void thereIsADiagnosisForEveryTypeWhateverTheWords(ProblemType type) {
    Problem problem = Problem.of(type, "words that nobody knows");
    assertThat(Diagnoses.ofValidation(problem, null).kind()).isNotNull();
    assertThat(Diagnoses.ofRefusal(problem, null).kind()).isNotNull();
  }

  @Test
  void theTypeDecidesAndNotTheWords() {
    Problem caa = Problem.of(ProblemType.CAA, "Connection refused by 192.0.2.1");
    assertThat(Diagnoses.ofValidation(caa, null).kind()).isEqualTo(DiagnosisKind.CAA_FORBIDS);
  }

  @Test
  void adviceOnRecordsDoesNotSpeakOfServers() {
    for (String words :
        List.of("No TXT record found at _acme-challenge.x", "Incorrect TXT record")) {
      assertThat(Diagnoses.ofValidation(Problem.of(ProblemType.UNAUTHORIZED, words), null).remedy())
          .contains("TXT record", "name servers")
          .doesNotContain("A and AAAA", "proxy", "points to this machine");
    }
  }

  @Test
  void theSameTypeMeansAnotherThingOutsideOfValidation() {
    Problem problem = Problem.of(ProblemType.UNAUTHORIZED, "no");
    assertThat(Diagnoses.ofRefusal(problem, null).remedy()).contains("account key");
    assertThat(Diagnoses.ofValidation(problem, null).remedy()).contains("HTTP-01");
  }

  @Test
  void draftAcmeProfilesSection4_theRemedyListsTheProfilesOnOffer() {
    Problem problem = Problem.of(ProblemType.INVALID_PROFILE, "no such profile");
    assertThat(refusal(problem, "tlsserver", "classic"))
        .contains("directory lists, or for none. It lists: classic, tlsserver. See ");
    assertThat(refusal(problem)).contains("It lists none. See ");
    assertThat(new RejectedException("x", problem, null).remedy()).contains(", or for none. See ");
  }

  private static String refusal(Problem problem, String... profiles) {
    return new RejectedException("x", problem, null, Samples.meta(List.of(), profiles)).remedy();
  }

  @Test
  void manyLongProfilesAreNotAllListed() {
    String[] names = new String[1000];
    for (int i = 0; i < names.length; i++) {
      names[i] = i + "\u001b[31m" + "x".repeat(1000);
    }
    assertThat(refusal(Problem.of(ProblemType.INVALID_PROFILE, "no"), names))
        .contains(" and 990 more. See ")
        .doesNotContainPattern("\\p{Cc}")
        .hasSizeLessThan(1_500);
  }

  @Test
  void rfc8555Section7_1_1_theRemedySaysWhichCaaRecordsMeanThisCa() {
    Problem problem = Problem.of(ProblemType.CAA, "CAA record for x prevents issuance");
    var ca = Samples.meta(List.of("letsencrypt.org"));
    String record = "This CA is meant by: issue \"letsencrypt.org\". See ";
    assertThat(new RejectedException("x", problem, null, ca).remedy()).contains(record);
    assertThat(
            new ValidationFailedException(Map.of(Samples.NAME, problem), Samples.ORDER, ca)
                .remedy())
        .contains(record);
    assertThat(new RejectedException("x", problem, null, Samples.meta(List.of())).remedy())
        .contains("or remove the records. See ");
  }

  @Test
  void rfc8555Section6_2_theRemedyListsTheAlgorithmsOnOffer() {
    Problem problem =
        new Problem(
            ProblemType.BAD_SIGNATURE_ALGORITHM.urn(),
            null,
            "no",
            400,
            null,
            null,
            List.of(),
            List.of("RS256", "ES256"));
    assertThat(new RejectedException("x", problem, null).remedy())
        .contains("It accepts: ES256, RS256. See ");
  }

  @Test
  void rfc8555Section7_3_3_sendsTheUserToTheInstanceUrl() {
    URI page = URI.create("https://ca.example/agree");
    Diagnosis diagnosis = Diagnoses.ofRefusal(Samples.userAction("New terms", page), null);
    assertThat(diagnosis.remedy())
        .isEqualTo("Visit https://ca.example/agree and do what it says, then try again.");
    assertThat(diagnosis.page()).contains(page);

    TermsNotAgreedException terms =
        new TermsNotAgreedException(Samples.DIRECTORY, Samples.userAction("New terms", page));
    assertThat(terms.remedy()).contains("Read " + Samples.DIRECTORY, "visit " + page);
    assertThat(terms.problem().orElseThrow().instanceUrl()).contains(page);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ca.example/agree",
        "javascript:alert(1)",
        "https:/agree",
        "https://user@ca.example/",
        "https://ca.example/\u202egpj.exe"
      })
  void sendsNobodyToADoubtfulPage(String page) {
    Problem problem = Samples.userAction("New terms", URI.create(page));
    Diagnosis diagnosis = Diagnoses.ofRefusal(problem, null);
    assertThat(diagnosis.page()).isEmpty();
    assertThat(diagnosis.remedy()).startsWith("Log in at the CA");
    assertThat(new TermsNotAgreedException(Samples.DIRECTORY, problem).remedy())
        .endsWith("call agreeToTermsOfService().");
  }

  @ParameterizedTest
  @CsvSource({"revoked,ACCOUNT_REVOKED", "deactivated,ACCOUNT_DEACTIVATED"})
  void anAccountThatHasEndedIsNotTriedAgain(String status, DiagnosisKind kind) {
    Problem problem =
        Problem.of(ProblemType.UNAUTHORIZED, "Account is not valid, has status \"" + status + "\"");
    RejectedException e = new RejectedException("x", problem, Samples.LATER);
    assertThat(e.diagnosis().kind()).isEqualTo(kind);
    assertThat(e.isRetryable()).isFalse();
    assertThat(e.retryAt()).isEmpty();
  }
}
