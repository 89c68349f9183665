package dev.acmesdk.testing.ca;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** RFC 8555 section 7.6: who may revoke, and for which reasons. */
final class Revocations {
  private static final String PAYLOAD = "the payload";

  /** unspecified, keyCompromise, superseded, cessationOfOperation: those that Boulder takes. */
  private static final Set<Integer> REASONS = Set.of(0, 1, 4, 5);

  private final Ledger ledger;
  private final Clock clock;

  Revocations(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  Answer revoke(Call call) {
    JsonNode wish = call.json();
    Octets certificate =
        StrictBase64Url.decode(Json.string(wish, "certificate", PAYLOAD), "\"certificate\"");
    IssuedChain chain = ledger.chainOf(certificate);
    Instant now = clock.instant();
    requireRight(call, chain, now);
    int reason = reason(wish);
    if (ledger.isRevoked(chain)) {
      throw Refusal.of(ProblemKind.ALREADY_REVOKED, "The certificate is revoked already");
    }
    ledger.revoke(chain, new Revocation(chain.leaf().getSerialNumber(), now, reason));
    return Answer.empty(200);
  }

  private void requireRight(Call call, IssuedChain chain, Instant now) {
    Account account = call.signer();
    boolean hasRight =
        account == null
            ? call.key().publicKey().equals(chain.leaf().getPublicKey())
            : chain.account().equals(account) || ledger.holdsAll(account, chain.identifiers(), now);
    if (!hasRight) {
      throw Refusal.of(
          ProblemKind.UNAUTHORIZED,
          "To revoke takes the key of the certificate, the account that has got it, or one with"
              + " valid authorizations for all of its identifiers (RFC 8555 section 7.6)");
    }
  }

  private static int reason(JsonNode wish) {
    JsonNode reason = wish.get("reason");
    if (reason == null) {
      return 0;
    }
    if (!reason.isIntegralNumber()) {
      throw Refusal.malformed("\"reason\" of the payload is not a whole number");
    }
    if (!reason.canConvertToInt() || !REASONS.contains(reason.intValue())) {
      throw Refusal.of(
          ProblemKind.BAD_REVOCATION_REASON,
          "The reason %s is none that a subscriber can give: 0, 1, 4 or 5".formatted(reason));
    }
    return reason.intValue();
  }
}
