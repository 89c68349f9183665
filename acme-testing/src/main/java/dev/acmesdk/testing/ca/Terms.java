package dev.acmesdk.testing.ca;

import java.net.URI;
import java.util.Optional;

/** The terms of service (RFC 8555 section 7.3.3), which can change. Safe for several threads. */
final class Terms {
  private volatile Optional<URI> current;

  Terms(Optional<URI> current) {
    this.current = current;
  }

  Optional<URI> current() {
    return current;
  }

  void change(URI url) {
    current = Optional.of(url);
  }

  /** For a new account. */
  void requireAgreement(boolean agreed) {
    if (current.isPresent() && !agreed) {
      throw refusal(current.get(), "The terms of service at %s must be agreed to");
    }
  }

  /** For an account that may have agreed to others. */
  void requireAgreement(Account account) {
    if (current.isPresent() && !current.equals(account.agreedTerms())) {
      throw refusal(current.get(), "The terms of service have changed: those at %s need agreement");
    }
  }

  private static Refusal refusal(URI url, String detail) {
    return new Refusal(
        Problem.of(ProblemKind.USER_ACTION_REQUIRED, detail.formatted(url))
            .with("instance", url.toString()),
        Header.link(url.toString(), "terms-of-service"));
  }
}
