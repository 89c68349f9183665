package dev.acmesdk.testing.ca;

import java.util.Set;
import java.util.function.Function;

/** An operation that takes signed requests only. Handlers run one at a time. */
record SignedEndpoint(
    String operation,
    SignedBy signedBy,
    Function<Call, Answer> handler,
    SignedRequests requests,
    Ledger ledger)
    implements Endpoint {

  /** How a request says who sent it (RFC 8555 section 6.2). */
  enum SignedBy {
    /** By the public key itself, in {@code jwk}. */
    KEY,
    /** By the URL of the account, in {@code kid}. */
    ACCOUNT,
    /** By one of the two (RFC 8555 section 7.6). */
    EITHER;

    boolean isByKey(Jws jws) {
      return this == KEY || (this == EITHER && jws.jwk().isPresent());
    }
  }

  @Override
  public Set<String> methods() {
    return Set.of("POST");
  }

  @Override
  public Answer answer(Request request, String id) {
    Call call = requests.verify(request, signedBy, id);
    synchronized (ledger) {
      return handler.apply(call);
    }
  }
}
