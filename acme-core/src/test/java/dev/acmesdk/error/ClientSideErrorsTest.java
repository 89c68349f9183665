package dev.acmesdk.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acmesdk.protocol.Identifier;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong on this side, or is decided here. */
class ClientSideErrorsTest {

  @AfterEach
  void clearInterruptFlag() {
    Thread.interrupted();
  }

  @Test
  void cancellationSetsTheInterruptFlagAgain() {
    InterruptedException cause = new InterruptedException();
    CancelledException e = new CancelledException("the validation", cause);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(e)
        .hasMessage(
            "Interrupted during the validation. Challenges were cleaned up and ports closed; call"
                + " again to start anew.")
        .hasCause(cause);
    assertThat(e.isRetryable()).isTrue();
    assertThat(e.retryAt()).isEmpty();
  }

  @Test
  void deadlineTellsOrderAndTime() {
    DeadlineExceededException e =
        new DeadlineExceededException("the validation", Samples.ORDER, Samples.LATER);
    assertThat(e)
        .hasMessage(
            "The time allowed was not enough for the validation. Try again at"
                + " 2026-03-01T12:00:00Z, or allow more time.");
    assertThat(e.order()).contains(Samples.ORDER);
    assertThat(e.retryAt()).contains(Samples.LATER);
    assertThat(e.isRetryable()).isTrue();
  }

  @Test
  void deadlineMayKnowNeither() {
    DeadlineExceededException e = new DeadlineExceededException("the directory", null, null);
    assertThat(e)
        .hasMessage(
            "The time allowed was not enough for the directory. Try again later, or allow more time.");
    assertThat(e.order()).isEmpty();
    assertThat(e.retryAt()).isEmpty();
  }

  @Test
  void invalidRequestShowsAllFaults() {
    List<String> findings = new ArrayList<>(List.of("One is wrong.", "Two is wrong."));
    InvalidRequestException e = new InvalidRequestException(findings);
    findings.clear();
    assertThat(e)
        .hasMessage(
            "The request has 2 faults: One is wrong. Two is wrong. Nothing was sent to the CA;"
                + " correct the request and call again.");
    assertThat(e.findings()).containsExactly("One is wrong.", "Two is wrong.");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> e.findings().clear());
    assertThat(e.isRetryable()).isFalse();
  }

  @Test
  void invalidRequestWithOneFaultDoesNotCount() {
    InvalidRequestException e = new InvalidRequestException("The name is empty.");
    assertThat(e.getMessage()).startsWith("The name is empty. Nothing was sent");
    assertThat(e.findings()).containsExactly("The name is empty.");
  }

  @Test
  void noUsableChallengeComparesBothSides() {
    Identifier wildcard = Identifier.dns("*.example.com");
    NoUsableChallengeException e =
        new NoUsableChallengeException(wildcard, List.of("dns-01", "x-01"), List.of("http-01"));
    assertThat(e)
        .hasMessage(
            "The CA offers dns-01, x-01 to prove control of *.example.com, but the solvers at hand"
                + " solve http-01. Add a solver for one of the types on offer.");
    assertThat(e.identifiers()).containsExactly(wildcard);
    assertThat(e.offered()).containsExactly("dns-01", "x-01");
    assertThat(e.isRetryable()).isFalse();
  }

  @Test
  void noUsableChallengeWorksWithoutAnyOffer() {
    assertThat(new NoUsableChallengeException(Samples.NAME, List.of(), List.of()).getMessage())
        .startsWith("The CA offers no challenge to prove control of example.com,");
  }

  @Test
  void solverErrorKnowsItsNames() {
    List<Identifier> names = new ArrayList<>(List.of(Samples.NAME));
    IOException cause = new IOException("disk full");
    SolverException e = new SolverException("It failed.", "Mend it.", names, cause);
    names.clear();
    assertThat(e).hasMessage("It failed. Mend it.").hasCause(cause);
    assertThat(e.identifiers()).containsExactly(Samples.NAME);
    assertThat(e.remedy()).isEqualTo("Mend it.");
    assertThat(e.isRetryable()).isFalse();
  }

  @Test
  void storeErrorKeepsItsCause() {
    IOException cause = new IOException("disk full");
    StoreException e = new StoreException("It failed.", "Mend it.", cause);
    assertThat(e).hasMessage("It failed. Mend it.").hasCause(cause);
    assertThat(e.identifiers()).isEmpty();
    assertThat(e.problem()).isEmpty();
    assertThat(e.isRetryable()).isFalse();
  }

  @Test
  void rfc8555Section7_3_termsNameTheMethodToCall() {
    TermsNotAgreedException e = new TermsNotAgreedException(URI.create("https://ca.example/tos"));
    assertThat(e.remedy())
        .isEqualTo("Read https://ca.example/tos and, if you agree, call agreeToTermsOfService().");
    assertThat(e.terms()).isEqualTo(URI.create("https://ca.example/tos"));
  }

  /** Pebble and some CAs send the terms themselves, in a data URL. */
  @Test
  void termsThatAreTheirOwnUrlAreNotQuoted() {
    URI terms = URI.create("data:text/plain,Do%20what%20thou%20wilt" + "x".repeat(5000));
    TermsNotAgreedException e = new TermsNotAgreedException(terms);
    assertThat(e.terms()).isEqualTo(terms);
    assertThat(e.remedy())
        .isEqualTo(
            "Read them (the data: URL in terms()) and, if you agree, call agreeToTermsOfService().");
  }

  /** Names of processes and files, and what solvers say, may hold anything. */
  @Test
  void messagesNeverHaveControlCharactersInThem() {
    String evil = "a\nFAKE\u001b[31m\u009b\u202e";
    for (AcmeException e :
        List.of(
            new SolverException(evil, evil, List.of(), null),
            new StoreException(evil, evil, null),
            new LeaseLostException("x", evil),
            new InvalidRequestException(evil),
            new ProtocolViolationException(evil, evil, null),
            new NoUsableChallengeException(Samples.NAME, List.of(evil), List.of(evil)),
            Samples.portUnavailable(PortUnavailableException.Reason.IN_USE, evil))) {
      assertThat(e.getMessage()).doesNotContainPattern("[\\p{Cc}\\p{Cf}]").contains("a FAKE [31m");
      assertThat(e.remedy()).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
    }
  }

  @Test
  void rfc8555Section7_3_4_externalAccountSaysHowItIsBound() {
    assertThat(new ExternalAccountRequiredException(Samples.DIRECTORY))
        .hasMessage(
            "The CA at https://ca.example/directory makes ACME accounts only for its customers. Get a"
                + " key identifier and a MAC key (external account binding, EAB) from your account"
                + " with the CA, and give both: externalAccount(keyId, macKey).");
    assertThat(new ExternalAccountRequiredException(Samples.DIRECTORY).problem()).isEmpty();
  }
}
