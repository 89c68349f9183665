package dev.acmesdk.testing.ca;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The kinds of {@link Mishap}. */
public final class Mishaps {
  private static final String DETAIL = "The service is out of order: this was asked for";

  private Mishaps() {}

  private record Slow(Duration time) implements Mishap {
    @Override
    public void send(Answer answer) throws IOException {
      try {
        if (new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS)) {
          throw new IllegalStateException("Nobody could count down");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        InterruptedIOException closed = new InterruptedIOException("The CA is closed");
        closed.initCause(e);
        throw closed;
      }
    }
  }

  private record LostRequest() implements Mishap {
    @Override
    public void arrive() throws IOException {
      throw new EOFException("The request is lost");
    }
  }

  private record LostAnswer() implements Mishap {
    @Override
    public void send(Answer answer) throws IOException {
      throw new EOFException("The answer is lost");
    }
  }

  private record Reset(int octets) implements Mishap {
    @Override
    public void send(Answer answer) throws IOException {
      throw new CutOff(answer, octets);
    }
  }

  private record OutOfOrder(Answer answer, Optional<Delay> retryAfter) implements Mishap {
    @Override
    public Optional<Answer> instead(Instant now) {
      return Optional.of(retryAfter.map(delay -> answer.with(delay.header(now))).orElse(answer));
    }
  }

  private record ShiftedDate(Duration shift) implements Mishap {
    @Override
    public Answer spoil(Answer answer, Forger forger) {
      return answer
          .header("Date")
          .map(date -> answer.replacing(Header.date("Date", Header.instant(date).plus(shift))))
          .orElse(answer);
    }
  }

  private record StrangeMembers() implements Mishap {
    @Override
    public Answer spoil(Answer answer, Forger forger) {
      return answer.header("Content-Type").filter(type -> type.contains("json")).isPresent()
          ? answer.withBody(Strange.members(answer.body()))
          : answer;
    }
  }

  private record WrongChain() implements Mishap {
    @Override
    public Answer spoil(Answer answer, Forger forger) {
      return isChain(answer) ? answer.withBody(forger.otherChain(answer.body())) : answer;
    }
  }

  private record WrongKey() implements Mishap {
    @Override
    public Answer spoil(Answer answer, Forger forger) {
      return isChain(answer) ? answer.withBody(forger.otherKey(answer.body())) : answer;
    }
  }

  private static boolean isChain(Answer answer) {
    return answer
        .header("Content-Type")
        .filter("application/pem-certificate-chain"::equals)
        .isPresent();
  }

  /**
   * The answer comes late.
   *
   * @param time how late
   * @return what goes wrong
   */
  public static Mishap slow(Duration time) {
    return new Slow(time);
  }

  /**
   * The connection is closed, and nothing was done.
   *
   * @return what goes wrong
   */
  public static Mishap lostRequest() {
    return new LostRequest();
  }

  /**
   * All was done, but the connection is closed without an answer.
   *
   * @return what goes wrong
   */
  public static Mishap lostAnswer() {
    return new LostAnswer();
  }

  /**
   * All was done, but the connection is reset within the answer.
   *
   * @param octets how much of the answer is sent
   * @return what goes wrong
   */
  public static Mishap reset(int octets) {
    return new Reset(octets);
  }

  /**
   * Nothing is done.
   *
   * @param status the HTTP status of the answer
   * @param retryAfter when to come back, if that is told
   * @return what goes wrong
   */
  public static Mishap status(int status, Optional<Delay> retryAfter) {
    ProblemKind kind =
        status == ProblemKind.RATE_LIMITED.status()
            ? ProblemKind.RATE_LIMITED
            : ProblemKind.SERVER_INTERNAL;
    return new OutOfOrder(
        new Refusal(Problem.of(kind, DETAIL).withStatus(status)).answer(), retryAfter);
  }

  /**
   * Nothing is done.
   *
   * @param status the HTTP status of the answer
   * @param type the type of the problem, which need not be a known one
   * @param detail its detail
   * @return what goes wrong
   */
  public static Mishap problem(int status, String type, String detail) {
    Answer answer =
        Answer.json(status, Map.of("type", type, "detail", detail, "status", status))
            .as("application/problem+json; charset=utf-8");
    return new OutOfOrder(answer, Optional.empty());
  }

  /**
   * The answer tells a wrong time.
   *
   * @param shift how far ahead; negative if behind
   * @return what goes wrong
   */
  public static Mishap shiftedDate(Duration shift) {
    return new ShiftedDate(shift);
  }

  /**
   * The answer has members and types that nobody knows.
   *
   * @return what goes wrong
   */
  public static Mishap strangeMembers() {
    return new StrangeMembers();
  }

  /**
   * The certificate comes with the chain of another CA.
   *
   * @return what goes wrong
   */
  public static Mishap wrongChain() {
    return new WrongChain();
  }

  /**
   * The certificate is for another key than the one in the CSR.
   *
   * @return what goes wrong
   */
  public static Mishap wrongKey() {
    return new WrongKey();
  }
}
