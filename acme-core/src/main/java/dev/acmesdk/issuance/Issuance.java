package dev.acmesdk.issuance;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.NewOrder;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.CertificateSigningRequest;
import dev.acmesdk.error.DeadlineExceededException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Authorization;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Order;
import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.ProblemType;
import java.net.InetAddress;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One order from beginning to end, in the steps and words of RFC 8555 section 7. */
final class Issuance {
  /** How long to wait for the CA's first look before asking the CA what it thinks... */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

  /** ...and how much longer for each name, since the CA has more to look at. */
  private static final Duration FIRST_LOOK_PER_NAME = Duration.ofMillis(30);

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

  /** No order lives that long; what is meant is no limit, which cannot be added to an instant. */
  private static final Duration LONGEST = Duration.ofDays(366);

  private final AcmeClient client;
  private final AccountCredentials account;
  private final Solvers solvers;
  private final Progress progress;
  private final Clock clock;
  private final CertificateRequest request;
  private final Instant deadline;

  Issuance(
      AcmeClient client,
      AccountCredentials account,
      Solvers solvers,
      Progress progress,
      Clock clock,
      CertificateRequest request) {
    this.deadline = clock.instant().plus(min(request.timeLimit(), LONGEST));
    this.client = client.withDeadline(deadline);
    this.account = account;
    this.solvers = solvers;
    this.progress = progress;
    this.clock = clock;
    this.request = request;
  }

  IssuedCertificate run() {
    Order placed = placeOrder();
    Order ready = authorize(placed);
    KeyPair key = request.keyAlgorithm().generate();
    Order issued = finalizeOrder(ready, key);
    return new IssuedCertificate(
        account.url(), issued.url(), download(issued, key), key.getPrivate());
  }

  private Order placeOrder() {
    Order order = client.orders().place(account, newOrder());
    if (request.revalidate() && giveUpAuthorizations(order)) {
      order = client.orders().place(account, newOrder());
    }
    progress.report(new IssuanceEvent.OrderPlaced(order.url(), request.identifiers()));
    return order;
  }

  private NewOrder newOrder() {
    return NewOrder.of(request.identifiers()).withProfile(request.profile());
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
            ? client.orders().awaitValidation(account, order, SHORTEST_PAUSE, remaining(order))
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
      round.present();
      round.awaitVisible(remaining(order));
      Instant told = clock.instant();
      client.orders().respond(account, round.challenges());
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
    Duration share = Duration.between(told, clock.instant()).dividedBy(4);
    return share.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : share;
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

  /** RFC 8555 section 7.4. An order that comes back valid has been finalized before. */
  private Order finalizeOrder(Order order, KeyPair key) {
    Order finalized =
        client.orders().finalizeOrder(account, order, signingRequest(key, request.identifiers()));
    progress.report(new IssuanceEvent.OrderFinalized(order.url()));
    Order issued = client.orders().awaitIssuance(account, finalized, remaining(order));
    if (issued.status() == Order.Status.INVALID) {
      throw failedOrder(issued);
    }
    if (issued.status() != Order.Status.VALID) {
      throw new ProtocolViolationException(
          "The order %s went back to %s after it was finalized."
              .formatted(order.url(), issued.status()),
          "Report this to the CA, then try again.",
          null);
    }
    return issued;
  }

  private static CertificateSigningRequest signingRequest(
      KeyPair key, List<Identifier> identifiers) {
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
    return CertificateSigningRequest.create(key, names, addresses);
  }

  private CertificateChain download(Order order, KeyPair key) {
    CertificateChain chain = client.certificates().download(account, order);
    CertificateChecks.check(chain, key.getPublic(), request.identifiers(), clock.instant());
    progress.report(new IssuanceEvent.CertificateIssued(chain));
    return chain;
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
