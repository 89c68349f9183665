package dev.acmesdk.issuance;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.CertificateSigningRequest;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.DeadlineExceededException;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.ServerUnreachableException;
import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Authorization;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Order;
import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.ProblemType;
import java.net.InetAddress;
import java.net.URI;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One order from beginning to end, in the steps and words of RFC 8555 section 7. */
final class Issuance {
  /** How long to wait for the CA's first look before asking the CA what it thinks... */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

  /** ...and how much longer for each name, since the CA has more to look at. */
  private static final Duration FIRST_LOOK_PER_NAME = Duration.ofMillis(30);

  /** No order lives that long; what is meant is no limit, which cannot be added to an instant. */
  private static final Duration LONGEST = Duration.ofDays(366);

  private final AcmeClient client;
  private final AccountCredentials account;
  private final Solvers solvers;
  private final Progress progress;
  private final Clock clock;
  private final CertificateRequest request;
  private final KeyPair key;
  private final OrderJournal journal;
  private final Instant deadline;
  private final GivingUp givingUp;

  Issuance(
      AcmeClient client,
      AccountCredentials account,
      Solvers solvers,
      Progress progress,
      Clock clock,
      CertificateRequest request,
      KeyPair key,
      OrderJournal journal) {
    refuseAccountKey(account, key);
    this.deadline = clock.instant().plus(min(request.timeLimit(), LONGEST));
    this.client = client.withDeadline(deadline);
    this.account = account;
    this.solvers = solvers;
    this.progress = progress;
    this.clock = clock;
    this.request = request;
    this.key = key;
    this.journal = journal;
    this.givingUp = new GivingUp(client, account, clock);
  }

  /** RFC 8555 section 11.1: found out before an order is placed for nothing. */
  private static void refuseAccountKey(AccountCredentials account, KeyPair key) {
    if (account.key().isPublic(key.getPublic())) {
      throw new InvalidRequestException(
          "The key given for the certificate is the account's own (RFC 8555 section 11.1). Make another one for the certificate.");
    }
  }

  /** Goes on with an order, however far it has come. */
  IssuedCertificate complete(Order order) {
    Order issued = requireIssued(finished(authorized(order)));
    CertificateChain chain =
        new Downloading(client, account, progress, clock, request, key.getPublic())
            .download(issued);
    return new IssuedCertificate(account.url(), issued.url(), chain, key.getPrivate());
  }

  Order place() {
    journal.placing(account.url());
    Order order = client.orders().place(account, request.order());
    if (request.revalidate() && giveUpAuthorizations(order)) {
      order = client.orders().place(account, request.order());
    }
    journal.placed(order.url());
    progress.report(
        new IssuanceEvent.OrderPlaced(order.url(), request.identifiers(), order.profile()));
    return order;
  }

  /** An open order that the CA took although its answer never arrived, or was never noted. */
  Optional<Order> findPlaced() {
    Optional<Order> found = findOpen();
    found.ifPresent(
        order -> {
          journal.placed(order.url());
          progress.report(new IssuanceEvent.OrderResumed(order.url(), order.status()));
        });
    return found;
  }

  /** A list that cannot be read is as good as none: another order is the lesser evil. */
  private Optional<Order> findOpen() {
    try {
      return client.orders().find(account, request.order());
    } catch (RejectedException | ProtocolViolationException e) {
      progress.report(new IssuanceEvent.OrdersNotListed(String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  /** Takes responses away that a former process had no time to: it costs a request per name. */
  void cleanUpLeftovers(URI url) {
    Order order = client.orders().read(account, url);
    if (order.status() != Order.Status.PENDING) {
      ChallengeRound.cleanUpLeftovers(
          solvers, client.orders().authorizations(account, order), account, progress);
    }
  }

  void giveUp(URI url, RuntimeException reason) {
    try {
      Order order = client.orders().read(account, url);
      if (order.status() == Order.Status.PENDING) {
        givingUp.giveUp(order, reason);
      }
    } catch (AcmeException e) {
      reason.addSuppressed(e);
    }
  }

  Order find(URI url) {
    Order order = client.orders().read(account, url);
    if (!Set.copyOf(order.identifiers()).equals(Set.copyOf(request.identifiers()))) {
      throw new InvalidRequestException(
          "The order %s is for %s, and not for %s. Resume an order with the request that it was placed for."
              .formatted(url, order.identifiers(), request.identifiers()));
    }
    progress.report(new IssuanceEvent.OrderResumed(url, order.status()));
    return order;
  }

  /** What keeps the order from being finalized, ends it, unless somebody wants to go on later. */
  private Order authorized(Order order) {
    try {
      return authorize(order);
    } catch (RuntimeException e) {
      if (!request.keepOrder() && !(e instanceof ServerUnreachableException)) {
        givingUp.giveUp(order, e);
      }
      throw e;
    }
  }

  /** Whether there were any; then the order is spoilt and another one must be placed. */
  private boolean giveUpAuthorizations(Order order) {
    List<Authorization> valid =
        client.orders().authorizations(account, order).stream()
            .filter(authorization -> authorization.status() == Authorization.Status.VALID)
            .toList();
    valid.forEach(authorization -> client.orders().deactivate(account, authorization));
    return !valid.isEmpty();
  }

  /** RFC 8555 section 7.5: proves control of every identifier that is not yet authorized. */
  private Order authorize(Order order) {
    if (order.status() != Order.Status.PENDING) {
      return requireReady(order);
    }
    List<Authorization> pending = pendingAuthorizations(order);
    return requireReady(
        pending.isEmpty()
            ? client.orders().awaitValidation(account, order, Duration.ZERO, remaining(order))
            : solve(order, pending));
  }

  private List<Authorization> pendingAuthorizations(Order order) {
    List<Authorization> all = client.orders().authorizations(account, order);
    all.stream()
        .filter(authorization -> authorization.status() == Authorization.Status.VALID)
        .map(
            authorization -> new IssuanceEvent.AlreadyAuthorized(authorization.orderedIdentifier()))
        .forEach(progress::report);
    return all.stream()
        .filter(authorization -> authorization.status() == Authorization.Status.PENDING)
        .toList();
  }

  /** RFC 8555 section 7.5.1: all responses are in place before the CA is told to look at any. */
  private Order solve(Order order, List<Authorization> pending) {
    try (ChallengeRound round = new ChallengeRound(solvers, pending, account, progress)) {
      journal.presenting(round.pending());
      round.present();
      round.awaitVisible(remaining(order));
      client.orders().respond(account, round.unanswered());
      Instant told = clock.instant();
      progress.report(new IssuanceEvent.ValidationStarted(round.identifiers()));
      round.awaitRequested(min(firstLook(pending.size()), remaining(order)));
      Order decided =
          client.orders().awaitValidation(account, order, pauseAfter(told), remaining(order));
      if (decided.status() != Order.Status.INVALID) {
        progress.report(new IssuanceEvent.ControlProved(round.identifiers()));
      }
      return decided;
    }
  }

  private static Duration firstLook(int names) {
    return FIRST_LOOK.plus(FIRST_LOOK_PER_NAME.multipliedBy(names));
  }

  /** A CA that took its time to look takes its time to decide: ask later, so ask less often. */
  private Duration pauseAfter(Instant told) {
    return Duration.between(told, clock.instant()).dividedBy(4);
  }

  private Order requireReady(Order order) {
    if (order.status() == Order.Status.INVALID) {
      throw validationFailure(order);
    }
    return order;
  }

  private RuntimeException validationFailure(Order order) {
    Map<Identifier, Problem> problems = new LinkedHashMap<>();
    for (Authorization authorization : client.orders().authorizations(account, order)) {
      if (authorization.status() != Authorization.Status.VALID
          && authorization.status() != Authorization.Status.PENDING) {
        problems.put(
            authorization.orderedIdentifier(),
            authorization.problem().orElse(unexplained(authorization)));
      }
    }
    return problems.isEmpty()
        ? failedOrder(order)
        : new ValidationFailedException(problems, order.url(), client.directory().meta());
  }

  private static Problem unexplained(Authorization authorization) {
    return Problem.of(
        ProblemType.UNAUTHORIZED,
        "The authorization is " + authorization.status() + "; the CA does not say why");
  }

  private RejectedException failedOrder(Order order) {
    Problem problem =
        order
            .problem()
            .orElse(Problem.of(ProblemType.OTHER, "The order is invalid; the CA does not say why"));
    return new RejectedException(
        "the order " + order.url(), problem, null, client.directory().meta());
  }

  /** RFC 8555 section 7.4. What was finalized before is only waited for. */
  private Order finished(Order order) {
    Order finalized = order.status() == Order.Status.READY ? finalizeOrder(order) : order;
    return client.orders().awaitIssuance(account, finalized, remaining(order));
  }

  private Order finalizeOrder(Order ready) {
    CertificateSigningRequest csr = signingRequest(key, request);
    Order finalized = client.orders().finalizeOrder(account, ready, csr);
    if (finalized.status() == Order.Status.PENDING) {
      // The server had second thoughts about its being ready.
      Order again =
          client.orders().awaitValidation(account, finalized, Duration.ZERO, remaining(finalized));
      finalized = client.orders().finalizeOrder(account, requireReady(again), csr);
    }
    progress.report(new IssuanceEvent.OrderFinalized(ready.url()));
    return finalized;
  }

  private Order requireIssued(Order order) {
    if (order.status() == Order.Status.INVALID) {
      throw failedOrder(order);
    }
    if (order.status() != Order.Status.VALID) {
      throw new ProtocolViolationException(
          "The order %s went back to %s after it was finalized."
              .formatted(order.url(), order.status()),
          "Report this to the CA, then try again.",
          null);
    }
    return order;
  }

  private static CertificateSigningRequest signingRequest(KeyPair key, CertificateRequest request) {
    List<Identifier> identifiers = request.identifiers();
    List<String> names =
        identifiers.stream()
            .filter(Identifier.Dns.class::isInstance)
            .map(Identifier::value)
            .toList();
    List<InetAddress> addresses =
        identifiers.stream()
            .filter(Identifier.Ip.class::isInstance)
            .map(identifier -> ((Identifier.Ip) identifier).address())
            .toList();
    return CertificateSigningRequest.create(key, names, addresses, request.mustStaple());
  }

  private Duration remaining(Order order) {
    Duration remaining = Duration.between(clock.instant(), deadline);
    if (remaining.isNegative()) {
      throw new DeadlineExceededException("the order", order.url(), order.retryAfter());
    }
    return remaining;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
