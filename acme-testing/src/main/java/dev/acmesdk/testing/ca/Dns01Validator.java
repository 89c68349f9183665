package dev.acmesdk.testing.ca;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.bouncycastle.util.encoders.Base32;

/**
 * DNS-01 (RFC 8555 section 8.4) and its variant with a label for each account
 * (draft-ietf-acme-dns-account-label-03), with the words of Boulder.
 */
final class Dns01Validator implements ChallengeValidator {
  private static final int LABEL_OCTETS = 10;

  private final DnsLookUp dns;
  private final Function<ValidationTask, String> place;

  private Dns01Validator(DnsLookUp dns, Function<ValidationTask, String> place) {
    this.dns = dns;
    this.place = place;
  }

  static Dns01Validator usual(DnsLookUp dns) {
    return new Dns01Validator(dns, task -> "_acme-challenge." + task.identifier().value());
  }

  static Dns01Validator byAccount(DnsLookUp dns) {
    return new Dns01Validator(
        dns,
        task ->
            "_%s._acme-challenge.%s".formatted(label(task.account()), task.identifier().value()));
  }

  /** Section 3.2 of the draft. Case does not matter in DNS. */
  static String label(String account) {
    return Base32.toBase32String(Sha256.of(account), 0, LABEL_OCTETS).toLowerCase(Locale.ROOT);
  }

  @Override
  public void validate(ValidationTask task) throws ChallengeFailure {
    String name = place.apply(task);
    List<String> texts = dns.evidence(name);
    if (texts.isEmpty()) {
      throw new ChallengeFailure(
          ProblemKind.UNAUTHORIZED,
          "No TXT record found at %s (for the account %s)".formatted(name, task.account()));
    }
    if (!texts.contains(Sha256.base64Url(task.keyAuthorization()))) {
      String more = texts.size() == 1 ? "" : " (and %d more)".formatted(texts.size() - 1);
      throw new ChallengeFailure(
          ProblemKind.UNAUTHORIZED,
          "Incorrect TXT record \"%s\"%s found at %s".formatted(texts.get(0), more, name));
    }
  }
}
