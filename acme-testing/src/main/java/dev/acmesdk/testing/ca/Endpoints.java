package dev.acmesdk.testing.ca;

import dev.acmesdk.testing.ca.SignedEndpoint.SignedBy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** Which path leads to which operation. */
final class Endpoints {
  static final String UNKNOWN = "unknown";
  private static final String RENEWAL_INFO = "renewalInfo";

  private final Map<String, Endpoint> bySegment = new HashMap<>();
  private final SignedRequests requests;
  private final Ledger ledger;

  Endpoints(SignedRequests requests, Ledger ledger) {
    this.requests = requests;
    this.ledger = ledger;
  }

  Optional<Endpoint> at(String segment) {
    return Optional.ofNullable(bySegment.get(segment));
  }

  /** All names of operations that requests can be recorded under. */
  Set<String> operations() {
    Set<String> names = new TreeSet<>(Set.of(UNKNOWN, RENEWAL_INFO));
    bySegment.values().forEach(endpoint -> names.add(endpoint.operation()));
    return names;
  }

  void addNonces(Nonces nonces) {
    addUnsigned(
        Urls.NEW_NONCE,
        "newNonce",
        request ->
            Answer.empty(request.method().equals("HEAD") ? 200 : 204)
                .with("Replay-Nonce", nonces.next())
                .with("Cache-Control", "no-store"));
  }

  /** RFC 8555 section 7.1.1 and RFC 9773 section 3, with a member that no client knows. */
  void addDirectory(Urls urls, Supplier<Map<String, Object>> meta) {
    Map<String, Object> directory = new LinkedHashMap<>();
    directory.put("newNonce", urls.to(Urls.NEW_NONCE));
    directory.put("newAccount", urls.to(Urls.NEW_ACCOUNT));
    directory.put("newOrder", urls.to(Urls.NEW_ORDER));
    directory.put("revokeCert", urls.to(Urls.REVOCATION));
    directory.put("keyChange", urls.to(Urls.KEY_CHANGE));
    if (bySegment.containsKey(Urls.RENEWAL_INFO)) {
      directory.put(RENEWAL_INFO, urls.to(Urls.RENEWAL_INFO));
    }
    directory.put(Tokens.shortOne(), "https://example.org/members-that-clients-do-not-know");
    addUnsigned(
        Urls.DIRECTORY,
        "directory",
        request -> {
          Map<String, Object> complete = new LinkedHashMap<>(directory);
          complete.put("meta", meta.get());
          return Answer.json(200, complete);
        });
  }

  void addAccounts(AccountOperations operations, KeyChange keyChange) {
    add(Urls.NEW_ACCOUNT, "newAccount", SignedBy.KEY, operations::newAccount);
    add(Urls.ACCOUNT, "account", SignedBy.ACCOUNT, operations::account);
    add(Urls.KEY_CHANGE, "keyChange", SignedBy.ACCOUNT, keyChange::keyChange);
  }

  void addOrders(OrderOperations operations) {
    add(Urls.NEW_ORDER, "newOrder", SignedBy.ACCOUNT, operations::newOrder);
    add(Urls.ORDERS, "orders", SignedBy.ACCOUNT, operations::orders);
    add(Urls.ORDER, "order", SignedBy.ACCOUNT, operations::order);
    add(Urls.FINALIZE, "finalize", SignedBy.ACCOUNT, operations::finalizeOrder);
  }

  void addCertificates(Certificates certificates, Revocations revocations) {
    add(Urls.CERTIFICATE, "certificate", SignedBy.ACCOUNT, certificates::certificate);
    add(Urls.REVOCATION, "revokeCert", SignedBy.EITHER, revocations::revoke);
  }

  void addAuthorizations(AuthorizationOperations operations) {
    add(Urls.AUTHORIZATION, "authorization", SignedBy.ACCOUNT, operations::authorization);
    add(Urls.CHALLENGE, "challenge", SignedBy.ACCOUNT, operations::challenge);
  }

  /** Before the directory, which names it. */
  void addRenewals(RenewalOperations operations) {
    bySegment.put(
        Urls.RENEWAL_INFO,
        new Endpoint.Unsigned(RENEWAL_INFO, (request, id) -> operations.renewalInfo(id)));
  }

  private void addUnsigned(String segment, String operation, Function<Request, Answer> handler) {
    bySegment.put(
        segment,
        new Endpoint.Unsigned(
            operation,
            (request, id) -> {
              if (!id.isEmpty()) {
                throw Refusal.notFound("resource");
              }
              return handler.apply(request);
            }));
  }

  private void add(
      String segment, String operation, SignedBy signedBy, Function<Call, Answer> handler) {
    bySegment.put(segment, new SignedEndpoint(operation, signedBy, handler, requests, ledger));
  }
}
