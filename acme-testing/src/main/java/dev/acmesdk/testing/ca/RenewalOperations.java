package dev.acmesdk.testing.ca;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** RFC 9773: when to renew, and which certificate an order replaces. */
final class RenewalOperations {
  private final Ledger ledger;
  private final CaSettings settings;
  private final RenewalInfoFaults faults;

  RenewalOperations(Ledger ledger, CaSettings settings, RenewalInfoFaults faults) {
    this.ledger = ledger;
    this.settings = settings;
    this.faults = faults;
  }

  /** Section 4.1. It goes on for certificates that were replaced or have expired. */
  Answer renewalInfo(String id) {
    if (id.isEmpty()) {
      throw new Refusal(
          Problem.of(ProblemKind.MALFORMED, "Must specify a request path").withStatus(404));
    }
    CertificateId certificate = CertificateId.parse(id);
    synchronized (ledger) {
      RenewalWindow window = ledger.renewal(certificate).window();
      return faults
          .instead(window)
          .orElseGet(() -> Answer.json(200, window.json()))
          .retryAfter(settings.renewals().retryAfter());
    }
  }

  /** Section 5, with the checks that a server should make, in the order of Boulder. */
  Optional<Renewal> predecessor(Account account, JsonNode wish, List<Identifier> identifiers) {
    Optional<String> id = Json.optionalString(wish, "replaces", "the payload");
    if (id.isEmpty() || !settings.renewals().offered()) {
      return Optional.empty();
    }
    Renewal predecessor = ledger.renewal(CertificateId.parse(id.get()));
    if (predecessor.isReplaced(
        settings.clock().instant(), settings.renewals().replacedWhenFinalized())) {
      throw Refusal.of(
          ProblemKind.ALREADY_REPLACED,
          "Could not validate ARI 'replaces' field :: cannot indicate an order replaces certificate \"%s\", which already has a replacement order"
              .formatted(id.get()));
    }
    if (!predecessor.account().equals(account)) {
      throw Refusal.of(
          ProblemKind.UNAUTHORIZED,
          "requester account did not request the certificate being replaced by this order");
    }
    if (!predecessor.sharesOneOf(identifiers)) {
      throw Refusal.malformed(
          "identifiers in this order do not match any identifiers in the certificate being replaced");
    }
    return Optional.of(predecessor);
  }
}
