package dev.acmesdk.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Exceptions travel: over RMI, out of a test process, into a job's record. Nothing may get lost.
 */
class SerializationTest {

  static Stream<AcmeException> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void keepsEverythingThatTheFamilyTells(AcmeException e) throws Exception {
    AcmeException read = copy(e);
    assertThat(read).hasMessage(e.getMessage()).hasSameClassAs(e);
    assertThat(read.remedy()).isEqualTo(e.remedy());
    assertThat(read.identifiers()).isEqualTo(e.identifiers());
    assertThat(read.problem()).isEqualTo(e.problem());
    assertThat(read.isRetryable()).isEqualTo(e.isRetryable());
    assertThat(read.retryAt()).isEqualTo(e.retryAt());
    assertThat(String.valueOf(read.getCause())).isEqualTo(String.valueOf(e.getCause()));
  }

  @Test
  void keepsWhatOneKindTells() throws Exception {
    assertThat(copy(new InvalidRequestException(List.of("a.", "b."))).findings())
        .containsExactly("a.", "b.");
    assertThat(
            copy(new NoUsableChallengeException(Samples.NAME, List.of("dns-01"), List.of()))
                .offered())
        .containsExactly("dns-01");
    assertThat(copy(new RejectedException("x", Samples.compound(), null)).kind())
        .isEqualTo(Samples.compound().kind());
    ValidationFailedException failed =
        copy(new ValidationFailedException(Samples.problems(), Samples.ORDER));
    assertThat(failed.problems()).isEqualTo(Samples.problems());
    assertThat(failed.diagnoses())
        .isEqualTo(new ValidationFailedException(Samples.problems(), Samples.ORDER).diagnoses())
        .hasSize(2);
    assertThat(failed.order()).isEqualTo(Samples.ORDER);
    assertThat(copy(new TermsNotAgreedException(Samples.DIRECTORY)).terms())
        .isEqualTo(Samples.DIRECTORY);
    assertThat(copy(new ServerUnreachableException(Samples.DIRECTORY, new IOException("x"))).url())
        .isEqualTo(Samples.DIRECTORY);
    assertThat(copy(new DeadlineExceededException("x", Samples.ORDER, null)).order())
        .contains(Samples.ORDER);
    assertThat(copy(new RateLimitedException(Samples.compound(), null, Samples.DIRECTORY)).help())
        .contains(Samples.DIRECTORY);
    RejectedException rejected = new RejectedException("x", Samples.compound(), null);
    assertThat(copy(rejected).diagnosis()).isEqualTo(rejected.diagnosis());
    assertThat(copy(rejected).rejections()).isEqualTo(rejected.rejections()).hasSize(2);
    RateLimitedException limited =
        new RateLimitedException(Problem.of(ProblemType.RATE_LIMITED, "x (5)"), null, null);
    assertThat(copy(limited).limit()).isEqualTo(limited.limit());
    assertThat(copy(new AccountKeyInUseException(Samples.ORDER, Samples.DIRECTORY, null)).holder())
        .contains(Samples.DIRECTORY);
    var port = copy(Samples.portUnavailable(PortUnavailableException.Reason.IN_USE, "nginx"));
    assertThat(port.holder()).contains("nginx");
    assertThat(port.reason()).isEqualTo(PortUnavailableException.Reason.IN_USE);
  }

  @Test
  void listsStayUnmodifiable() throws Exception {
    for (List<?> list :
        List.of(
            copy(new InvalidRequestException(List.of("a."))).findings(),
            copy(new SolverException("f.", "r.", List.of(Samples.NAME), null)).identifiers())) {
      assertThat(list).isUnmodifiable();
    }
    Map<?, ?> problems =
        copy(new ValidationFailedException(Samples.problems(), Samples.ORDER)).problems();
    assertThat(problems).isUnmodifiable();
  }

  @Test
  void readingACancellationDoesNotInterruptTheReader() throws Exception {
    CancelledException e = new CancelledException("the validation", new InterruptedException());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(copy(e)).hasMessage(e.getMessage());
    assertThat(Thread.interrupted()).isFalse();
  }

  @SuppressWarnings("unchecked")
  private static <T> T copy(T original) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(octets)) {
      out.writeObject(original);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(octets.toByteArray()))) {
      return (T) in.readObject();
    }
  }
}
