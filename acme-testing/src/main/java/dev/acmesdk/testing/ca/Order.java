package dev.acmesdk.testing.ca;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request for one certificate (RFC 8555 section 7.1.3). Guarded by the ledger. */
final class Order {
  private final String id = Tokens.next();
  private final Account account;
  private final List<Identifier> identifiers;
  private final List<Authorization> authorizations;
  private final Instant expires;
  private Status status = Status.PENDING;
  private @Nullable CertificateId replaces;
  private Optional<String> profile = Optional.empty();
  private @Nullable Problem error;
  private @Nullable IssuedChain chain;
  private int pollsToGo;

  /** RFC 8555 section 7.1.6. */
  enum Status {
    PENDING,
    READY,
    PROCESSING,
    VALID,
    INVALID;

    boolean isFinalized() {
      return this == PROCESSING || this == VALID;
    }
  }

  Order(
      Account account,
      List<Identifier> identifiers,
      List<Authorization> authorizations,
      Instant expires) {
    this.account = account;
    this.identifiers = identifiers;
    this.authorizations = authorizations;
    this.expires = expires;
  }

  String id() {
    return id;
  }

  Account account() {
    return account;
  }

  List<Identifier> identifiers() {
    return identifiers;
  }

  Status status() {
    return status;
  }

  /** RFC 9773 section 5. */
  void replace(Renewal predecessor) {
    replaces = predecessor.id();
    predecessor.replacedBy(this);
  }

  Optional<String> profile() {
    return profile;
  }

  /** draft-ietf-acme-profiles-00 section 4. */
  void choose(String name) {
    profile = Optional.of(name);
  }

  /** Follows its authorizations and the time. */
  void refresh(Instant now) {
    if (status != Status.PENDING && status != Status.READY) {
      return;
    }
    authorizations.forEach(authorization -> authorization.refresh(now));
    Optional<Authorization> lost = authorizations.stream().filter(Order::isLost).findFirst();
    if (lost.isPresent()) {
      status = Status.INVALID;
      error = lost.get().error().map(problem -> about(problem, lost.get())).orElse(null);
    } else if (!now.isBefore(expires)) {
      status = Status.INVALID;
    } else if (authorizations.stream().allMatch(a -> a.status() == Authorization.Status.VALID)) {
      status = Status.READY;
    }
  }

  private static boolean isLost(Authorization authorization) {
    return authorization.status() != Authorization.Status.PENDING
        && authorization.status() != Authorization.Status.VALID;
  }

  private static Problem about(Problem problem, Authorization authorization) {
    return problem.with("identifier", authorization.identifier().json());
  }

  /** The certificate is there, but shown only after so many polls. */
  void process(IssuedChain issued, int polls) {
    chain = issued;
    pollsToGo = polls;
    status = Status.PROCESSING;
  }

  void poll() {
    if (status == Status.PROCESSING && pollsToGo-- <= 0) {
      status = Status.VALID;
    }
  }

  Map<String, Object> json(Urls urls) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", Wire.status(status));
    json.put("expires", Wire.time(expires));
    json.put("identifiers", identifiers.stream().map(Identifier::json).toList());
    json.put(
        "authorizations",
        authorizations.stream().map(a -> urls.to(Urls.AUTHORIZATION, a.id())).toList());
    if (replaces != null) {
      json.put("replaces", replaces.value());
    }
    profile.ifPresent(name -> json.put("profile", name));
    json.put("finalize", urls.to(Urls.FINALIZE, id));
    if (status == Status.VALID && chain != null) {
      json.put("certificate", urls.to(Urls.CERTIFICATE, chain.id()));
    }
    if (error != null) {
      json.put("error", error.json());
    }
    Wire.addUnknownMember(json);
    return json;
  }
}
