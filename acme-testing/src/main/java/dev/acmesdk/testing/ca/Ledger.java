package dev.acmesdk.testing.ca;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All orders and what belongs to them. Whoever touches it, or anything in it, holds its monitor:
 * the API for the time of one request, the validation for the time it takes to note a result.
 */
final class Ledger {
  private final Map<String, Order> orders = new LinkedHashMap<>();
  private final Map<String, Authorization> authorizations = new LinkedHashMap<>();
  private final Map<String, Authorization> byChallenge = new LinkedHashMap<>();
  private final Map<String, IssuedChain> chains = new LinkedHashMap<>();
  private final Map<CertificateId, Renewal> renewals = new LinkedHashMap<>();
  private final Map<BigInteger, IssuedChain> bySerial = new LinkedHashMap<>();
  private final Map<BigInteger, Revocation> revocations = new LinkedHashMap<>();
  private final Set<PublicKey> certified = new HashSet<>();

  void add(Order order) {
    orders.put(order.id(), order);
  }

  void add(Authorization authorization) {
    authorizations.put(authorization.id(), authorization);
    authorization.challenges().forEach(c -> byChallenge.put(c.id(), authorization));
  }

  void add(IssuedChain chain) {
    chains.put(chain.id(), chain);
    bySerial.put(chain.leaf().getSerialNumber(), chain);
    certified.add(chain.leaf().getPublicKey());
  }

  void add(Renewal renewal) {
    renewals.put(renewal.id(), renewal);
  }

  Order order(String id) {
    return found(orders.get(id), "order");
  }

  List<Order> ordersOf(Account account) {
    List<Order> own = new ArrayList<>(orders.values());
    own.removeIf(order -> !order.account().equals(account));
    return own;
  }

  Authorization authorization(String id) {
    return found(authorizations.get(id), "authorization");
  }

  Authorization authorizationOfChallenge(String id) {
    return found(byChallenge.get(id), "challenge");
  }

  IssuedChain chain(String id) {
    return found(chains.get(id), "certificate");
  }

  /** The one that a certificate in DER belongs to, octet by octet. */
  IssuedChain chainOf(Octets der) {
    X509Certificate certificate = DerCertificate.parse(der);
    IssuedChain chain = found(bySerial.get(certificate.getSerialNumber()), "certificate");
    return found(chain.leaf().equals(certificate) ? chain : null, "certificate");
  }

  boolean isRevoked(IssuedChain chain) {
    return revocations.containsKey(chain.leaf().getSerialNumber());
  }

  /** With RFC 9773 section 4.2 in mind: what is revoked should be renewed at once. */
  void revoke(IssuedChain chain, Revocation revocation) {
    revocations.put(revocation.serial(), revocation);
    renewal(CertificateId.of(chain.leaf())).window(RenewalWindow.over(revocation.time()));
  }

  List<Revocation> revocations() {
    return List.copyOf(revocations.values());
  }

  /** RFC 8555 section 11.1: the key of a certificate is not one for an account. */
  void requireNotCertified(Jwk key) {
    if (certified.contains(key.publicKey())) {
      throw Refusal.of(
          ProblemKind.BAD_PUBLIC_KEY,
          "The key is that of a certificate; accounts need keys of their own (RFC 8555 section"
              + " 11.1)");
    }
  }

  /** Whether an account may act for each of these now. */
  boolean holdsAll(Account account, List<Identifier> identifiers, Instant now) {
    authorizations.values().forEach(authorization -> authorization.refresh(now));
    return identifiers.stream()
        .allMatch(
            identifier ->
                authorizations.values().stream().anyMatch(a -> a.allows(account, identifier)));
  }

  Renewal renewal(CertificateId id) {
    return found(renewals.get(id), "certificate");
  }

  Optional<Renewal> findRenewal(CertificateId id) {
    return Optional.ofNullable(renewals.get(id));
  }

  private static <T> T found(@Nullable T object, String what) {
    if (object == null) {
      throw Refusal.notFound(what);
    }
    return object;
  }
}
