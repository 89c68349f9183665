package dev.acmesdk.testing;

import dev.acmesdk.testing.ca.Mishap;
import dev.acmesdk.testing.ca.Mishaps;
import java.time.Duration;
import java.util.Optional;

/**
 * What befalls a request to an {@link EmbeddedAcmeServer}, see {@link Faults#when}. Instances are
 * immutable.
 */
public final class Trouble {
  private static final int FIRST_ERROR = 400;
  private static final int LAST_ERROR = 599;

  private final Mishap mishap;

  private Trouble(Mishap mishap) {
    this.mishap = mishap;
  }

  Mishap mishap() {
    return mishap;
  }

  /**
   * The request is carried out at once, but its answer comes late.
   *
   * @param time how late, by a stop watch: the clock of the CA does not matter
   * @return what befalls the request
   * @throws IllegalArgumentException if the time is negative
   */
  public static Trouble slow(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("The time is negative: " + time);
    }
    return new Trouble(Mishaps.slow(time));
  }

  /**
   * The connection is closed without an answer, and nothing was done. The request is not among
   * {@link EmbeddedAcmeServer#requests()}.
   *
   * @return what befalls the request
   */
  public static Trouble lostRequest() {
    return new Trouble(Mishaps.lostRequest());
  }

  /**
   * The request is carried out, but the connection is closed without an answer. The client has to
   * find out what has become of it.
   *
   * @return what befalls the request
   */
  public static Trouble lostAnswer() {
    return new Trouble(Mishaps.lostAnswer());
  }

  /**
   * The request is carried out, but the connection is reset within the answer.
   *
   * @param octets how much of the answer the client gets, counted from its status line on
   * @return what befalls the request
   * @throws IllegalArgumentException if that is negative
   */
  public static Trouble reset(int octets) {
    if (octets < 0) {
      throw new IllegalArgumentException("The number of octets is negative: " + octets);
    }
    return new Trouble(Mishaps.reset(octets));
  }

  /**
   * The request is refused, and nothing is done: with {@code rateLimited} for 429, else with {@code
   * serverInternal}. The nonce of the request stays good, and the answer has another one.
   *
   * @param status the HTTP status, 400 to 599
   * @return what befalls the request
   * @throws IllegalArgumentException if that is not the status of an error
   */
  public static Trouble status(int status) {
    return new Trouble(Mishaps.status(error(status), Optional.empty()));
  }

  /**
   * Like {@link #status(int)}, with a time to come back.
   *
   * @param status the HTTP status, 400 to 599
   * @param retryAfter when to come back
   * @return what befalls the request
   * @throws IllegalArgumentException if that is not the status of an error
   */
  public static Trouble status(int status, RetryAfter retryAfter) {
    return new Trouble(Mishaps.status(error(status), Optional.of(retryAfter.delay())));
  }

  /**
   * The request is refused with any problem (RFC 8555 section 6.7), also one that nobody knows.
   * Nothing is done.
   *
   * @param status the HTTP status, 400 to 599
   * @param type the whole type, for example {@code urn:ietf:params:acme:error:malformed}
   * @param detail what the problem says
   * @return what befalls the request
   * @throws IllegalArgumentException if that is not the status of an error
   */
  public static Trouble problem(int status, String type, String detail) {
    return new Trouble(Mishaps.problem(error(status), type, detail));
  }

  /**
   * The {@code Date} of the answer is wrong, as if the clock of one of the two were.
   *
   * @param shift how far it is ahead, in whole seconds; negative if it is behind
   * @return what befalls the request
   */
  public static Trouble shiftedDate(Duration shift) {
    return new Trouble(Mishaps.shiftedDate(shift));
  }

  /**
   * Every JSON object of the answer has members that nobody knows, and every list of challenges one
   * of an unknown type. RFC 8555 section 7.1 wants clients to ignore them. A few are always there;
   * these are worse.
   *
   * @return what befalls the request
   */
  public static Trouble strangeMembers() {
    return new Trouble(Mishaps.strangeMembers());
  }

  /**
   * The certificate comes with issuers that have not issued it. For {@code certificate} only.
   *
   * @return what befalls the request
   */
  public static Trouble wrongChain() {
    return new Trouble(Mishaps.wrongChain());
  }

  /**
   * The certificate is for the right names, and for another key than the one in the CSR. For {@code
   * certificate} only.
   *
   * @return what befalls the request
   */
  public static Trouble wrongKey() {
    return new Trouble(Mishaps.wrongKey());
  }

  private static int error(int status) {
    if (status < FIRST_ERROR || status > LAST_ERROR) {
      throw new IllegalArgumentException("Not the status of an error: " + status);
    }
    return status;
  }

  /** Says what. */
  @Override
  public String toString() {
    return "Trouble[%s]".formatted(mishap);
  }
}
