package dev.acmesdk.testing.ca;

import java.time.Clock;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** RFC 8555 section 7.5: reading and deactivating authorizations, answering challenges. */
final class AuthorizationOperations {
  private final Urls urls;
  private final Ledger ledger;
  private final Validations validations;
  private final Clock clock;
  private final Duration retryAfter;

  AuthorizationOperations(Urls urls, Ledger ledger, Validations validations, CaSettings settings) {
    this.urls = urls;
    this.ledger = ledger;
    this.validations = validations;
    this.clock = settings.clock();
    this.retryAfter = settings.retryAfter();
  }

  Answer authorization(Call call) {
    Authorization authorization = ledger.authorization(call.id());
    call.requireOwner(authorization.account(), "authorization");
    authorization.refresh(clock.instant());
    if (!call.isPostAsGet()) {
      update(authorization, call.json());
    }
    Answer answer = Answer.json(200, authorization.json(urls));
    return authorization.isBeingValidated() ? answer.retryAfter(retryAfter) : answer;
  }

  private static void update(Authorization authorization, JsonNode change) {
    String status = Json.string(change, "status", "the payload");
    if (!status.equals("deactivated")) {
      throw Refusal.malformed(
          "A client can set the status of an authorization to \"deactivated\" only, not to \"%s\""
              .formatted(status));
    }
    authorization.deactivate();
  }

  Answer challenge(Call call) {
    Authorization authorization = ledger.authorizationOfChallenge(call.id());
    call.requireOwner(authorization.account(), "challenge");
    authorization.refresh(clock.instant());
    Challenge challenge =
        authorization.challenges().stream()
            .filter(c -> c.id().equals(call.id()))
            .findFirst()
            .orElseThrow();
    if (!call.isPostAsGet()) {
      respond(authorization, challenge, call);
    }
    Answer answer =
        Answer.json(200, challenge.json(urls))
            .with(Header.link(urls.to(Urls.AUTHORIZATION, authorization.id()), "up"));
    return authorization.isBeingValidated() ? answer.retryAfter(retryAfter) : answer;
  }

  /** RFC 8555 section 7.5.1. Answering twice is an error, but not once the goal is reached. */
  private void respond(Authorization authorization, Challenge challenge, Call call) {
    if (!call.isEmptyObject()) {
      throw Refusal.malformed(
          "The response to a challenge is the empty object {} (RFC 8555 section 7.5.1)");
    }
    if (authorization.status() == Authorization.Status.VALID) {
      return;
    }
    if (authorization.status() != Authorization.Status.PENDING
        || authorization.isBeingValidated()) {
      throw Refusal.malformed(
          "The authorization is %s: its challenges cannot be responded to (any more)"
              .formatted(
                  authorization.isBeingValidated()
                      ? "being validated"
                      : Wire.status(authorization.status())));
    }
    challenge.begin();
    validations.start(authorization, challenge);
  }
}
