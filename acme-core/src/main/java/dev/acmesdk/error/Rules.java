package dev.acmesdk.error;

import dev.acmesdk.protocol.ProblemType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** All rules: which kind a problem is of by its type, and by what its words hint at. */
final class Rules {
  private static final List<Rule> ALL =
      Stream.of(
              ConnectionRules.ALL,
              RedirectRules.ALL,
              ContentRules.ALL,
              DnsRules.ALL,
              RecordRules.ALL,
              CaaAndTlsRules.ALL,
              LimitRules.ALL,
              NameRules.ALL,
              AccountRules.ALL,
              OrderRules.ALL,
              ServerRules.ALL)
          .flatMap(List::stream)
          .toList();

  private static final Map<DiagnosisKind, Rule> BY_KIND = byKind();

  private Rules() {}

  private static Map<DiagnosisKind, Rule> byKind() {
    Map<DiagnosisKind, Rule> byKind = new EnumMap<>(DiagnosisKind.class);
    ALL.forEach(rule -> byKind.put(rule.kind(), rule));
    return byKind;
  }

  static Rule of(DiagnosisKind kind) {
    return Objects.requireNonNull(BY_KIND.get(kind), kind::id);
  }

  /**
   * The kind that the words hint at.
   *
   * @param type the problem's type
   * @param text the problem's words in lower case
   */
  static Optional<DiagnosisKind> byWords(ProblemType type, String text) {
    Optional<DiagnosisKind> best = Optional.empty();
    long rank = Rule.Sign.ABSENT;
    for (Rule rule : ALL) {
      for (Rule.Sign sign : rule.signs()) {
        long other = sign.rank(type, text);
        if (other < rank) {
          rank = other;
          best = Optional.of(rule.kind());
        }
      }
    }
    return best;
  }

  /** The kind of a problem with one name, whose words say nothing. */
  static DiagnosisKind inValidation(ProblemType type) {
    return switch (type) {
      case CONNECTION -> DiagnosisKind.CONNECTION_FAILED;
      case DNS -> DiagnosisKind.DNS_LOOKUP_FAILED;
      case UNAUTHORIZED, INCORRECT_RESPONSE, MALFORMED, OTHER -> DiagnosisKind.CONTROL_NOT_PROVEN;
      default -> inRequest(type);
    };
  }

  /** The kind of a problem with a request, whose words say nothing. */
  static DiagnosisKind inRequest(ProblemType type) {
    return switch (type) {
      case ACCOUNT_DOES_NOT_EXIST -> DiagnosisKind.ACCOUNT_UNKNOWN;
      case ALREADY_REPLACED -> DiagnosisKind.ALREADY_REPLACED;
      case ALREADY_REVOKED -> DiagnosisKind.ALREADY_REVOKED;
      case BAD_CSR -> DiagnosisKind.CSR_REFUSED;
      case BAD_NONCE -> DiagnosisKind.BAD_NONCE;
      case BAD_PUBLIC_KEY, BAD_SIGNATURE_ALGORITHM -> DiagnosisKind.ACCOUNT_KEY_REFUSED;
      case BAD_REVOCATION_REASON -> DiagnosisKind.BAD_REVOCATION_REASON;
      case CAA -> DiagnosisKind.CAA_FORBIDS;
      case COMPOUND -> DiagnosisKind.SEVERAL_PROBLEMS;
      case CONNECTION, DNS -> inValidation(type);
      case EXTERNAL_ACCOUNT_REQUIRED -> DiagnosisKind.EXTERNAL_ACCOUNT_REQUIRED;
      case INCORRECT_RESPONSE -> DiagnosisKind.CONTROL_NOT_PROVEN;
      case INVALID_CONTACT -> DiagnosisKind.INVALID_CONTACT;
      case INVALID_PROFILE -> DiagnosisKind.INVALID_PROFILE;
      case MALFORMED -> DiagnosisKind.REQUEST_MALFORMED;
      case ORDER_NOT_READY -> DiagnosisKind.ORDER_NOT_READY;
      case RATE_LIMITED -> DiagnosisKind.RATE_LIMITED;
      case REJECTED_IDENTIFIER -> DiagnosisKind.NAME_REJECTED;
      case SERVER_INTERNAL -> DiagnosisKind.CA_TROUBLE;
      case TLS -> DiagnosisKind.TLS_FAILED;
      case UNAUTHORIZED -> DiagnosisKind.ACCOUNT_NOT_ALLOWED;
      case UNSUPPORTED_CONTACT -> DiagnosisKind.UNSUPPORTED_CONTACT;
      case UNSUPPORTED_IDENTIFIER -> DiagnosisKind.IDENTIFIER_TYPE_UNSUPPORTED;
      case USER_ACTION_REQUIRED -> DiagnosisKind.USER_ACTION_REQUIRED;
      case OTHER -> DiagnosisKind.UNKNOWN_PROBLEM;
    };
  }
}
