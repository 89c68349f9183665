package dev.acmesdk.error;

import dev.acmesdk.protocol.Problem;
import java.util.Locale;

/** What to do about a CA's problem, in plain words. */
final class Remedies {
  private Remedies() {}

  static String forValidation(Problem problem) {
    if (problem.text().contains("TXT ") || problem.text().contains("DNS challenge")) {
      return "Check that the TXT record is where the CA looks for it, that it holds what this attempt asks for, and that all name servers of the zone show it.";
    }
    return switch (problem.kind()) {
      case CONNECTION -> connection(problem.text().toLowerCase(Locale.ROOT));
      case DNS ->
          "Check that the name exists in public DNS and points to this machine, and that its name servers answer.";
      case CAA ->
          "Allow this CA in the CAA records of the name or of the domain above it, or remove them.";
      case TLS -> "Check what answers on port 443 of that name.";
      case UNAUTHORIZED, INCORRECT_RESPONSE ->
          "Something else answers for that name: check that its A and AAAA records point to this machine only, and that no proxy or other web server stands in between.";
      default -> forRejection(problem);
    };
  }

  private static String connection(String text) {
    if (text.contains("refused")) {
      return "Nothing listens on that port at the address that DNS gives: check that the A and AAAA records point to this machine, and that the port is forwarded to it.";
    }
    if (text.contains("timeout") || text.contains("timed out")) {
      return "Something drops the CA's packets: check the firewall, the cloud provider's security group, and port forwarding, for IPv4 and for IPv6.";
    }
    return "Check that the A and AAAA records point to this machine and that the CA can reach it from the Internet.";
  }

  static String forRejection(Problem problem) {
    return switch (problem.kind()) {
      case ACCOUNT_DOES_NOT_EXIST ->
          "Check that the account is one of this CA and not of another. If the CA has forgotten it, move it out of the store, and a new one is made.";
      case REJECTED_IDENTIFIER ->
          "This CA will not issue for the name: leave it out, or ask another CA.";
      case UNSUPPORTED_IDENTIFIER -> "This CA does not issue for that type of identifier.";
      case INVALID_CONTACT, UNSUPPORTED_CONTACT ->
          "Give another e-mail address, or none: most CAs do not need one.";
      case BAD_PUBLIC_KEY, BAD_SIGNATURE_ALGORITHM ->
          "Use another kind of key: every ACME server supports EC on P-256.";
      case BAD_CSR -> "Use another kind of certificate key, or other names.";
      case INVALID_PROFILE -> "Ask for a profile that the CA's directory lists, or for none.";
      case CAA -> "Allow this CA in the CAA records of the names, or remove them.";
      case UNAUTHORIZED ->
          "The account may have been deactivated or revoked, or belong to another CA: use another account key.";
      case USER_ACTION_REQUIRED ->
          problem
              .instanceUrl()
              .map(url -> "Visit " + url + " and do what it says, then try again.")
              .orElse("Log in at the CA and do what it asks for, then try again.");
      case SERVER_INTERNAL -> "The CA has trouble of its own: try again later.";
      default -> "See the CA's own words above.";
    };
  }
}
