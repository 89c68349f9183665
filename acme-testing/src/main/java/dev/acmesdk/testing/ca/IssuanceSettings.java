package dev.acmesdk.testing.ca;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a CA issues.
 *
 * @param rsa whether its keys are RSA; else they are on P-256
 * @param chainLength the number of intermediates
 * @param alternates their number in each other chain, which leads to another root
 * @param validity how long certificates are valid from their issuance, without profiles
 * @param backdating how long before its issuance a certificate begins to be valid
 * @param profiles the kinds of certificates by their names, the usual one first
 * @param processingPolls how many polls see an order being processed
 */
public record IssuanceSettings(
    boolean rsa,
    int chainLength,
    List<Integer> alternates,
    Duration validity,
    Duration backdating,
    Map<String, ProfileSettings> profiles,
    int processingPolls) {

  /** Copies what can be changed. */
  public IssuanceSettings {
    alternates = List.copyOf(alternates);
    profiles = Collections.unmodifiableMap(new LinkedHashMap<>(profiles));
  }

  Duration validity(Optional<String> profile) {
    return profile.map(profiles::get).map(ProfileSettings::validity).orElse(validity);
  }
}
