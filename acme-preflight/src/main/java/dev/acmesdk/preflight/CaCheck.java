package dev.acmesdk.preflight;

import dev.acmesdk.protocol.Directory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether the CA answers, and has what is going to be asked for. */
final class CaCheck implements PreflightCheck {

  @Override
  public List<Finding> examine(PlannedIssuance planned) {
    Directory directory = planned.client().directory();
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.of(Topic.CA, Severity.OK, "The CA answers at " + directory.url() + "."));
    findings.addAll(account(planned, directory.meta()));
    findings.addAll(profile(planned, directory.meta().profiles()));
    return findings;
  }

  private static List<Finding> account(PlannedIssuance planned, Directory.Meta meta) {
    if (!planned.needsAccount()) {
      return List.of(Finding.of(Topic.ACCOUNT, Severity.OK, "There is an account at this CA."));
    }
    List<Finding> findings = new ArrayList<>();
    if (meta.terms().isPresent() && !planned.agreesToTerms()) {
      findings.add(
          Finding.of(
                  Topic.ACCOUNT,
                  Severity.ERROR,
                  "The CA makes accounts only for those who agree to its terms of service.")
              .remedy(
                  "Read %s; if you agree, say so by --agree-tos, or agreeToTermsOfService()."
                      .formatted(meta.terms().get())));
    }
    if (meta.externalAccountRequired() && !planned.hasExternalAccount()) {
      findings.add(
          Finding.of(
                  Topic.ACCOUNT,
                  Severity.ERROR,
                  "The CA makes accounts only for its customers (external account binding).")
              .remedy(
                  "Get a key identifier and a MAC key from the CA, and give them by --eab-kid and --eab-hmac-key, or externalAccount()."));
    }
    if (findings.isEmpty()) {
      findings.add(Finding.of(Topic.ACCOUNT, Severity.OK, "An account can be made at this CA."));
    }
    return findings;
  }

  private static List<Finding> profile(PlannedIssuance planned, Map<String, String> offered) {
    String wanted = planned.order().profile();
    if (wanted == null || offered.containsKey(wanted)) {
      return List.of();
    }
    String choice =
        offered.isEmpty()
            ? "It offers none, so leave it out."
            : "It offers these: " + String.join(", ", offered.keySet()) + ".";
    return List.of(
        Finding.of(
                Topic.CA, Severity.ERROR, "The CA does not offer the profile %s.".formatted(wanted))
            .remedy(choice));
  }
}
