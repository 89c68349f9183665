package dev.acmesdk.testing.ca;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Validates in the background, a few challenges at a time (RFC 8555 section 7.5.1). */
final class Validations implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Validations.class);
  private static final int THREADS = 8;

  private final Urls urls;
  private final Ledger ledger;
  private final Clock clock;
  private final FailingValidations failing;
  private final Quotas quotas;
  private final Map<String, ChallengeValidator> validators;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, task -> DaemonThreads.named("acme-ca-validation", task));

  Validations(
      Urls urls, Ledger ledger, CaSettings settings, FailingValidations failing, Quotas quotas) {
    this(
        urls,
        ledger,
        settings.clock(),
        failing,
        quotas,
        Validators.of(settings.validation(), settings.clock()));
  }

  Validations(
      Urls urls,
      Ledger ledger,
      Clock clock,
      FailingValidations failing,
      Quotas quotas,
      Map<String, ChallengeValidator> validators) {
    this.urls = urls;
    this.ledger = ledger;
    this.clock = clock;
    this.failing = failing;
    this.quotas = quotas;
    this.validators = Map.copyOf(validators);
  }

  void start(Authorization authorization, Challenge challenge) {
    String keyAuthorization = challenge.token() + "." + authorization.account().key().thumbprint();
    ValidationTask task =
        new ValidationTask(
            authorization.identifier(),
            authorization.isWildcard(),
            challenge.type(),
            urls.account(authorization.account().id()),
            challenge.token(),
            keyAuthorization);
    ChallengeValidator validator =
        validators.getOrDefault(challenge.type(), Validations::refuseUnsupported);
    threads.execute(() -> validate(validator, task, authorization, challenge));
  }

  private void validate(
      ChallengeValidator validator,
      ValidationTask task,
      Authorization authorization,
      Challenge challenge) {
    // The looking comes first: a client may wait until it sees it.
    Optional<Problem> seen = failure(validator, task);
    Optional<Problem> failure = failing.problem(task.identifier()).or(() -> seen);
    synchronized (ledger) {
      authorization.conclude(challenge, failure, clock.instant());
      if (failure.isPresent()) {
        quotas.failed(authorization.account(), authorization.identifier());
      }
    }
  }

  private static Optional<Problem> failure(ChallengeValidator validator, ValidationTask task) {
    try {
      validator.validate(task);
      return Optional.empty();
    } catch (ChallengeFailure e) {
      return Optional.of(e.problem());
    } catch (RuntimeException e) {
      log.error("The validation of {} broke down", task.identifier().value(), e);
      return Optional.of(
          Problem.of(ProblemKind.SERVER_INTERNAL, "The validation broke down: " + e.getMessage()));
    }
  }

  private static void refuseUnsupported(ValidationTask task) throws ChallengeFailure {
    throw new ChallengeFailure(
        ProblemKind.SERVER_INTERNAL,
        "This CA cannot validate %s; those of DNS need EmbeddedAcmeServerBuilder.dnsServer"
            .formatted(task.method()));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
