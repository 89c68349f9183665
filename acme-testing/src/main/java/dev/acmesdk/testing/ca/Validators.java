package dev.acmesdk.testing.ca;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who looks whether a challenge is fulfilled, by its type. */
final class Validators {
  private Validators() {}

  static Map<String, ChallengeValidator> of(ValidationSettings settings, Clock clock) {
    Names names = settings.hosts();
    Map<String, ChallengeValidator> validators = new LinkedHashMap<>();
    validators.put(Challenge.HTTP_01, new Http01Validator(names, settings.httpPort()));
    validators.put(Challenge.TLS_ALPN_01, new TlsAlpn01Validator(names, settings.tlsPort()));
    settings
        .dns()
        .ifPresent(
            dns -> {
              addDns(validators, dns, settings, clock);
              CaaRules caa = new CaaRules(dns, settings.caaIdentities());
              validators.replaceAll((type, validator) -> heeding(caa, validator));
            });
    return validators;
  }

  /** As Boulder does it: first the proof, then the permission. */
  private static ChallengeValidator heeding(CaaRules caa, ChallengeValidator validator) {
    return task -> {
      validator.validate(task);
      caa.check(task);
    };
  }

  private static void addDns(
      Map<String, ChallengeValidator> validators,
      DnsLookUp dns,
      ValidationSettings settings,
      Clock clock) {
    validators.put(Challenge.DNS_01, Dns01Validator.usual(dns));
    validators.put(Challenge.DNS_ACCOUNT_01, Dns01Validator.byAccount(dns));
    validators.put(
        Challenge.DNS_PERSIST_01, new DnsPersist01Validator(dns, settings.caaIdentities(), clock));
  }
}
