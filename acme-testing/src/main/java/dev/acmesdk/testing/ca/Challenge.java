package dev.acmesdk.testing.ca;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One way to prove control of an identifier (RFC 8555 section 8). Guarded by the ledger. */
final class Challenge {
  static final String HTTP_01 = "http-01";
  static final String DNS_01 = "dns-01";
  static final String TLS_ALPN_01 = "tls-alpn-01";
  static final String DNS_ACCOUNT_01 = "dns-account-01";
  static final String DNS_PERSIST_01 = "dns-persist-01";

  /** Invented: RFC 8555 section 7.5 lets CAs offer types that a client has never heard of. */
  static final String UNKNOWN = "carrier-pigeon-01";

  private final String id = Tokens.next();
  private final String token = Tokens.next();
  private final String type;
  private final Map<String, Object> members;
  private Status status = Status.PENDING;
  private @Nullable Problem error;
  private @Nullable Instant validated;

  /** RFC 8555 section 7.1.6. */
  enum Status {
    PENDING,
    PROCESSING,
    VALID,
    INVALID
  }

  /** One with a token, as nearly all have it. */
  Challenge(String type) {
    this.type = type;
    this.members = Map.of(type.equals(UNKNOWN) ? "dovecote" : "token", token);
  }

  /** One that tells other things instead. */
  Challenge(String type, Map<String, Object> members) {
    this.type = type;
    this.members = Map.copyOf(members);
  }

  String id() {
    return id;
  }

  String type() {
    return type;
  }

  String token() {
    return token;
  }

  Status status() {
    return status;
  }

  @Nullable Problem error() {
    return error;
  }

  void begin() {
    status = Status.PROCESSING;
  }

  void succeed(Instant when) {
    status = Status.VALID;
    validated = when;
  }

  void fail(Problem why) {
    status = Status.INVALID;
    error = why;
  }

  Map<String, Object> json(Urls urls) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", type);
    json.put("url", urls.to(Urls.CHALLENGE, id));
    json.put("status", Wire.status(status));
    json.putAll(members);
    if (validated != null) {
      json.put("validated", Wire.time(validated));
    }
    if (error != null) {
      json.put("error", error.json());
    }
    return json;
  }
}
