package dev.acmesdk.issuance;

import dev.acmesdk.ca.OrderLint;
import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Order;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import java.net.URI;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gets certificates: the whole flow of RFC 8555 section 7 in one call.
 *
 * <p>Instances keep no state between calls and are safe for use by several threads, as far as the
 * solvers are.
 */
public final class CertificateIssuer {
  private final AcmeClient client;
  private final Supplier<AccountCredentials> account;
  private final Solvers solvers;
  private final Progress progress;
  private final Clock clock;
  private final @Nullable OrderLint lint;

  /**
   * Makes an issuer that knows nothing of the CA beforehand.
   *
   * @param client speaks with the CA
   * @param account who orders; asked for only when all that can be checked here was checked
   * @param solvers prove control, in order of preference
   * @param listener hears of each step
   * @param clock the clock to go by
   * @throws dev.acmesdk.error.InvalidRequestException if there is no solver
   */
  public CertificateIssuer(
      AcmeClient client,
      Supplier<AccountCredentials> account,
      List<? extends ChallengeSolver<?>> solvers,
      IssuanceListener listener,
      Clock clock) {
    this(client, account, solvers, listener, clock, null);
  }

  /**
   * Makes an issuer that finds what the CA would refuse before it sends the first request.
   *
   * @param client speaks with the CA
   * @param account who orders; asked for only when all that can be checked here was checked
   * @param solvers prove control, in order of preference
   * @param listener hears of each step
   * @param clock the clock to go by
   * @param lint what is known of the CA; {@code null} if nothing is
   * @throws dev.acmesdk.error.InvalidRequestException if there is no solver
   */
  public CertificateIssuer(
      AcmeClient client,
      Supplier<AccountCredentials> account,
      List<? extends ChallengeSolver<?>> solvers,
      IssuanceListener listener,
      Clock clock,
      @Nullable OrderLint lint) {
    this.client = client;
    this.account = account;
    this.solvers = new Solvers(solvers);
    this.progress = new Progress(listener);
    this.clock = clock;
    this.lint = lint;
  }

  /**
   * Gets a certificate. The calling thread is busy until it is there; interrupting it ends the
   * call. However the call ends, responses are taken away and what was reserved for them is
   * released. If it ends before the order is finalized, unused authorizations are given up at the
   * CA, unless the request says to keep the order.
   *
   * <p>What the CA is known to refuse, what no solver at hand could prove, and ports and
   * directories that cannot be had, are found out before the first request is sent.
   *
   * @param request what certificate to get
   * @return the certificate, checked to be what was asked for, and its key
   */
  public IssuedCertificate issue(CertificateRequest request) {
    return issue(request, () -> request.keyAlgorithm().generate(), OrderJournal.NONE, false);
  }

  /**
   * Gets a certificate for a key that there is already: one that was stored, so that the order can
   * be resumed after a crash, or that shall be used again.
   *
   * @param request what certificate to get; its kind of key does not matter
   * @param key the certificate's key, which must not be the account's
   * @return the certificate, checked to be what was asked for, and its key
   */
  public IssuedCertificate issue(CertificateRequest request, KeyPair key) {
    return issue(request, key, OrderJournal.NONE);
  }

  /**
   * Gets a certificate in a way that can be gone on with after a crash.
   *
   * @param request what certificate to get; its kind of key does not matter
   * @param key the certificate's key, which must not be the account's
   * @param journal notes the order
   * @return the certificate, checked to be what was asked for, and its key
   */
  public IssuedCertificate issue(CertificateRequest request, KeyPair key, OrderJournal journal) {
    return issue(request, () -> key, journal, false);
  }

  /**
   * Gets a certificate after a crash at a moment when an order may have been placed of which the
   * URL was not noted: looks for it in the account's list of orders, where the CA has one.
   *
   * @param request what certificate to get; its kind of key does not matter
   * @param key the certificate's key, which must not be the account's
   * @param journal notes the order
   * @return the certificate, checked to be what was asked for, and its key
   */
  public IssuedCertificate takeUp(CertificateRequest request, KeyPair key, OrderJournal journal) {
    return issue(request, () -> key, journal, true);
  }

  /**
   * Finds out what is wrong with a request, without opening a port or asking the CA. {@link #issue}
   * does it too.
   *
   * @param request what certificate to get
   * @throws dev.acmesdk.error.InvalidRequestException with a finding for each thing that is wrong
   */
  public void check(CertificateRequest request) {
    lint(request);
    solvers.checkSolvable(request.identifiers());
  }

  private IssuedCertificate issue(
      CertificateRequest request,
      Supplier<KeyPair> key,
      OrderJournal journal,
      boolean mayBePlaced) {
    check(request);
    Solvers.Reservations reserved = solvers.reserve(request.identifiers());
    try {
      client.orders().check(request.order());
      Issuance issuance = issuance(request, key.get(), journal);
      Optional<Order> placed = mayBePlaced ? issuance.findPlaced() : Optional.empty();
      return issuance.complete(placed.isPresent() ? placed.get() : issuance.place());
    } finally {
      reserved.close();
    }
  }

  /**
   * Goes on with an order that was placed before, from where it is: proves what is left to be
   * proved, finalizes it, waits for it, or just downloads the certificate. Authorizations that it
   * has are not proved again, whatever the request says.
   *
   * @param request what the order was placed for
   * @param order the order's URL, as {@link IssuanceEvent.OrderPlaced} told it
   * @param key the certificate's key; if the order was finalized before, the one of then
   * @return the certificate, checked to be what was asked for, and its key
   * @throws dev.acmesdk.error.InvalidRequestException if the order is for other identifiers
   * @throws dev.acmesdk.error.ProtocolViolationException if it was finalized with another key
   */
  public IssuedCertificate resume(CertificateRequest request, URI order, KeyPair key) {
    return resume(request, order, key, OrderJournal.NONE);
  }

  /**
   * Goes on with an order, and can be gone on with in turn. See {@link #resume(CertificateRequest,
   * URI, KeyPair)}.
   *
   * @param request what the order was placed for
   * @param order the order's URL
   * @param key the certificate's key; if the order was finalized before, the one of then
   * @param journal notes what happens
   * @return the certificate, checked to be what was asked for, and its key
   */
  public IssuedCertificate resume(
      CertificateRequest request, URI order, KeyPair key, OrderJournal journal) {
    Issuance issuance = issuance(request, key, journal);
    Order found = issuance.find(order);
    if (found.status() != Order.Status.PENDING) {
      return issuance.complete(found);
    }
    solvers.checkSolvable(request.identifiers());
    Solvers.Reservations reserved = solvers.reserve(request.identifiers());
    try {
      return issuance.complete(found);
    } finally {
      reserved.close();
    }
  }

  /**
   * Takes responses to the challenges of an order away that a former process has put in place and
   * had no time to take away; unless the order is still pending, since then {@link #resume} does.
   *
   * @param request what the order was placed for
   * @param order the order's URL
   * @param key the certificate's key
   */
  public void cleanUpLeftovers(CertificateRequest request, URI order, KeyPair key) {
    issuance(request, key, OrderJournal.NONE).cleanUpLeftovers(order);
  }

  /**
   * Takes responses to challenges away that a former process has put in place and had no time to
   * take away, without asking the CA. Challenges for which there is no solver are left out; what
   * fails is told to the listener.
   *
   * @param left the challenges; their URLs and states do not matter
   */
  public void cleanUpLeftovers(List<? extends PendingChallenge<?>> left) {
    ChallengeRound.takeAway(solvers, left, progress);
  }

  /**
   * Gives up the unused authorizations of an order that will not be gone on with (RFC 8555 section
   * 7.5.2), as far as that is possible within seconds.
   *
   * @param request what the order was placed for
   * @param order the order's URL
   * @param key the certificate's key
   * @param reason why; it learns of what could not be done
   */
  public void giveUp(CertificateRequest request, URI order, KeyPair key, RuntimeException reason) {
    issuance(request, key, OrderJournal.NONE).giveUp(order, reason);
  }

  private Issuance issuance(CertificateRequest request, KeyPair key, OrderJournal journal) {
    return new Issuance(client, account.get(), solvers, progress, clock, request, key, journal);
  }

  private void lint(CertificateRequest request) {
    if (lint != null) {
      lint.check(request.planned());
    }
  }
}
