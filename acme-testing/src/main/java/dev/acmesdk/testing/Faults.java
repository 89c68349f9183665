package dev.acmesdk.testing;

import dev.acmesdk.testing.ca.CertificateAuthority;
import dev.acmesdk.testing.ca.Troubles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What goes wrong at an {@link EmbeddedAcmeServer}, switched on and off while it runs. Safe for use
 * by several threads.
 *
 * <p>What befalls single requests is said with {@link #when}: an {@link Occasion} tells which, a
 * {@link Trouble} what. The other methods change what the CA does as a whole; such a fault lasts
 * until it is switched off, unless it says otherwise.
 *
 * <pre>{@code
 * server.faults().when(Occasion.nth("finalize", 1), Trouble.lostAnswer());
 * server.faults().when(Occasion.chance(20, seed), Trouble.status(503));
 * server.faults().unavailable(true);
 * // the client gets HTTP 503, whatever it asks
 * server.faults().clear();
 * }</pre>
 */
public final class Faults {
  private final CertificateAuthority authority;
  private final Troubles troubles;
  private final List<Hold> holds = new CopyOnWriteArrayList<>();

  Faults(CertificateAuthority authority) {
    this.authority = authority;
    this.troubles = authority.troubles();
  }

  /**
   * Lets something go wrong with requests that come from now on. What was said before still holds:
   * if several troubles befall one request, all of them do, in the order in which they were said;
   * of several that stand in for the answer, the first one does.
   *
   * @param occasion which requests
   * @param trouble what befalls them
   * @return this, for more of them
   * @throws IllegalArgumentException if there is no operation as in the occasion
   */
  public Faults when(Occasion occasion, Trouble trouble) {
    if (!occasion.operation().isEmpty()) {
      authority.requireOperation(occasion.operation());
    }
    troubles.script(occasion.occurrence(), trouble.mishap());
    return this;
  }

  /**
   * Answers everything with HTTP 503, without a {@code Retry-After}, as Let's Encrypt's load
   * balancer does during maintenance: no request is looked at, and no answer has a nonce.
   *
   * @param on whether it does
   */
  public void unavailable(boolean on) {
    if (on) {
      troubles.beUnavailable();
    } else {
      troubles.endOutage();
    }
  }

  /**
   * Answers everything with HTTP 503, until {@code unavailable(false)}.
   *
   * @param retryAfter what the {@code Retry-After} of each answer says, in whole seconds
   */
  public void unavailable(Duration retryAfter) {
    troubles.beUnavailable(notNegative(retryAfter));
  }

  /**
   * Answers everything with HTTP 500.
   *
   * @param on whether it does
   */
  public void internalErrors(boolean on) {
    if (on) {
      troubles.breakDown();
    } else {
      troubles.endOutage();
    }
  }

  /**
   * Cuts all connections and refuses new ones; when it is switched off, the server listens on the
   * same port again. All that the CA knows stays.
   *
   * @param on whether it does
   * @throws UncheckedIOException if somebody else has taken the port meanwhile
   */
  public void refuseConnections(boolean on) {
    try {
      troubles.refuseConnections(on);
    } catch (IOException e) {
      throw noPort(e);
    }
  }

  /**
   * Answers new orders with HTTP 429 {@code rateLimited} (RFC 8555 section 6.6), since the account
   * has placed too many, in the words of Let's Encrypt. The answers say when it is over, and then
   * it is. There is one limit at a time. Orders that replace a certificate are limited, too.
   *
   * @param duration how long, from now on, by the clock of the CA
   */
  public void limitNewOrders(Duration duration) {
    troubles.limitNewOrders(notNegative(duration));
  }

  /**
   * Like {@link #limitNewOrders}, since there are too many certificates for the same names.
   *
   * @param duration how long, from now on, by the clock of the CA
   */
  public void limitDuplicates(Duration duration) {
    troubles.limitDuplicates(notNegative(duration));
  }

  /**
   * Like {@link #limitNewOrders}, since too many authorizations of a name have failed; each answer
   * names the first name of the order.
   *
   * @param duration how long, from now on, by the clock of the CA
   */
  public void limitFailedAuthorizations(Duration duration) {
    troubles.limitFailedAuthorizations(notNegative(duration));
  }

  /** Ends the limit on new orders before its time. */
  public void liftLimits() {
    troubles.liftLimits();
  }

  /**
   * Answers new orders for some names as Let's Encrypt does after more than a thousand failures in
   * a row: HTTP 429 without {@code Retry-After}, and a page to visit that can end it.
   *
   * @param names as they are in orders
   */
  public void pause(String... names) {
    troubles.pause(List.of(names).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
  }

  /** Takes new orders for paused names again. */
  public void unpause() {
    troubles.unpause();
  }

  /**
   * Answers new orders for some names as Let's Encrypt does for those on its list of names for
   * which it does not issue: with {@code rejectedIdentifier}, and a subproblem for each if there
   * are several (RFC 8555 section 6.7.1).
   *
   * @param names as they are in orders; one also stands for the wildcard above it
   */
  public void forbid(String... names) {
    troubles.forbid(List.of(names).stream().map(Faults::validated).toList());
  }

  /** Takes new orders for forbidden names again. */
  public void permit() {
    troubles.permit();
  }

  /**
   * Fails all validations of a name. The name's server is asked all the same, but its answer does
   * not matter: so a client that watches for the request sees it.
   *
   * @param name a name in A-label form or an IP identifier; a wildcard means the name below it
   * @param type the end of the type of the challenge's problem (RFC 8555 section 6.7), for example
   *     {@code dns}, {@code connection}, {@code unauthorized} or {@code caa}
   * @param detail what the problem says
   * @throws IllegalArgumentException if this CA knows no such type
   */
  public void failValidation(String name, String type, String detail) {
    troubles.failValidation(validated(name), type, detail);
  }

  /**
   * Validates a name as usual again.
   *
   * @param name the name
   */
  public void passValidation(String name) {
    troubles.passValidation(validated(name));
  }

  private static String validated(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("*.") ? lower.substring(2) : lower;
  }

  /**
   * Changes how long issuance seems to take, for orders that are finalized from now on. See {@link
   * EmbeddedAcmeServerBuilder#processingPolls}.
   *
   * @param polls how many polls see the order as {@code processing}
   */
  public void processingPolls(int polls) {
    if (polls < 0) {
      throw new IllegalArgumentException("The number of polls is negative: " + polls);
    }
    troubles.processingPolls(polls);
  }

  /**
   * Answers requests for renewal information with HTTP 500.
   *
   * @param next how many; faults of several kinds come one after the other
   */
  public void failRenewalInfo(int next) {
    troubles.failRenewalInfo(next);
  }

  /**
   * Answers requests for renewal information with something that is not JSON.
   *
   * @param next how many; faults of several kinds come one after the other
   */
  public void garbleRenewalInfo(int next) {
    troubles.garbleRenewalInfo(next);
  }

  /**
   * Answers requests for renewal information with a window that ends before it begins, which RFC
   * 9773 section 4.2 forbids.
   *
   * @param next how many; faults of several kinds come one after the other
   */
  public void invertRenewalInfo(int next) {
    troubles.invertRenewalInfo(next);
  }

  /**
   * Carries requests out but holds their answers back, until the hold is released or closed, or the
   * server is closed. They are in {@link EmbeddedAcmeServer#requests()} already. Other operations
   * go on.
   *
   * <pre>{@code
   * try (Hold hold = server.faults().hold("newOrder")) {
   *   // start a client in another thread or process
   *   hold.awaitRequest(Duration.ofSeconds(10));
   *   // the CA has the order, the client does not know yet: the moment to kill it
   * }
   * }</pre>
   *
   * @param operation as in {@link ReceivedRequest#operation()}
   * @return what holds them
   * @throws IllegalArgumentException if there is no such operation
   */
  public Hold hold(String operation) {
    authority.requireOperation(operation);
    Hold hold = new Hold(operation);
    holds.add(hold);
    troubles.hold(operation, hold::pass);
    return hold;
  }

  /**
   * Ends all faults and releases all holds.
   *
   * @throws UncheckedIOException if somebody else has taken the port while connections were refused
   */
  public void clear() {
    try {
      troubles.clear();
    } catch (IOException e) {
      throw noPort(e);
    } finally {
      holds.forEach(Hold::release);
      holds.clear();
    }
  }

  private UncheckedIOException noPort(IOException e) {
    return new UncheckedIOException(
        "The ACME server cannot listen on port %d any more: %s. Do not let others take it."
            .formatted(authority.directory().getPort(), e.getMessage()),
        e);
  }

  private static Duration notNegative(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("The time is negative: " + duration);
    }
    return duration;
  }
}
