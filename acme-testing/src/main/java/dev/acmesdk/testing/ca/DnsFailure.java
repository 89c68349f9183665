package dev.acmesdk.testing.ca;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Rcode;

/** DNS gave no answer that counts, in the words of Boulder. */
final class DnsFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int rcode;

  private DnsFailure(int rcode, String message) {
    super(message);
    this.rcode = rcode;
  }

  static DnsFailure answered(int rcode, String type, String name) {
    String hint =
        switch (rcode) {
          case Rcode.NXDOMAIN -> " - check that a DNS record exists for this domain";
          case Rcode.SERVFAIL -> " - the domain's nameservers may be malfunctioning";
          default -> "";
        };
    return new DnsFailure(
        rcode,
        "DNS problem: %s looking up %s for %s%s".formatted(Rcode.string(rcode), type, name, hint));
  }

  static DnsFailure silent(String type, String name, @Nullable IOException cause) {
    DnsFailure failure =
        new DnsFailure(
            Rcode.SERVFAIL,
            "DNS problem: query timed out looking up %s for %s".formatted(type, name));
    failure.initCause(cause);
    return failure;
  }

  static DnsFailure endless(String type, String name) {
    return new DnsFailure(
        Rcode.SERVFAIL,
        "DNS problem: too many aliases (CNAME) looking up %s for %s".formatted(type, name));
  }

  boolean isNoSuchName() {
    return rcode == Rcode.NXDOMAIN;
  }

  /** The server says that the zone is none of its business. */
  boolean isRefused() {
    return rcode == Rcode.REFUSED;
  }

  ChallengeFailure toChallengeFailure() {
    return new ChallengeFailure(ProblemKind.DNS, String.valueOf(getMessage()));
  }
}
