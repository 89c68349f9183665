package dev.acmesdk;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.issuance.ChainPreference;
import dev.acmesdk.store.Lineage;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate is to be like, where the caller does not say: what the renewal file of its
 * predecessor says, as in Certbot.
 */
final class Inheritance {
  private static final String MUST_STAPLE = "must_staple";
  private static final String PREFERRED_CHAIN = "preferred_chain";
  private static final String REQUIRED_PROFILE = "required_profile";

  /** Certbot's word for an option that is not set. */
  private static final String NONE = "None";

  /** What a renewal file can hold. */
  private static final Pattern STORABLE = Pattern.compile("[^\\p{Cc}\\p{Zl}\\p{Zp}%]+");

  private static final Pattern KEY = Pattern.compile("[a-z0-9_]+");

  /** What the store writes by itself, or the way of proving control brings along. */
  private static final Set<String> FOLLOWING =
      Set.of(
          "account",
          "server",
          "authenticator",
          "webroot_map",
          "key_type",
          "rsa_key_size",
          "elliptic_curve");

  /** Certbot takes a percent sign and a parenthesis for a reference to another value. */
  private static final Pattern WRITABLE = Pattern.compile("(?!.*%\\()[^\\p{Cc}\\p{Zl}\\p{Zp}]*");

  private final URI directory;
  private final @Nullable Boolean mustStaple;
  private final @Nullable Boolean allowSubset;
  private final @Nullable ChainPreference preferredChain;
  private final @Nullable String profile;
  private final RenewedKey keys;
  private final Map<String, String> further;

  /** Refuses, before anything is issued, what could not be written after. */
  static void checkParameter(String key, String value) {
    if (!KEY.matcher(key).matches() || FOLLOWING.contains(key)) {
      throw new InvalidRequestException(
          "\"%s\" is nothing to be set in a renewal file. Give one of Certbot's option names that does not follow from the certificate, such as pre_hook."
              .formatted(key));
    }
    if (!WRITABLE.matcher(value).matches()) {
      throw new InvalidRequestException(
          "The value for %s cannot be written into a renewal file. Give one line, without %%( in it."
              .formatted(key));
    }
  }

  Inheritance(Settings settings, RenewedKey keys) {
    this.directory = settings.directory;
    this.mustStaple = settings.mustStaple;
    this.allowSubset = settings.allowSubset;
    this.preferredChain = settings.preferredChain;
    this.profile = settings.profile;
    this.keys = keys;
    this.further = settings.renewalParameters;
  }

  CertificateRequest complete(CertificateRequest request, Optional<Lineage> predecessor) {
    return request
        .withKeyAlgorithm(keys.algorithm(predecessor))
        .withMustStaple(
            mustStaple != null
                ? mustStaple
                : Boolean.parseBoolean(said(predecessor, MUST_STAPLE).orElse("")))
        .withPreferredChain(preferredChain != null ? preferredChain : chain(predecessor))
        .withProfile(profile != null ? profile : profile(predecessor));
  }

  private @Nullable ChainPreference chain(Optional<Lineage> predecessor) {
    return said(ofThisCa(predecessor), PREFERRED_CHAIN).map(ChainPreference::issuer).orElse(null);
  }

  private @Nullable String profile(Optional<Lineage> predecessor) {
    return said(ofThisCa(predecessor), REQUIRED_PROFILE).orElse(null);
  }

  /** Another CA has other chains, and other profiles. */
  private Optional<Lineage> ofThisCa(Optional<Lineage> predecessor) {
    return predecessor.filter(one -> directory.equals(one.directory()));
  }

  private static Optional<String> said(Optional<Lineage> predecessor, String key) {
    return predecessor
        .map(lineage -> lineage.renewalParameters().get(key))
        .filter(value -> !value.isBlank() && !value.equals(NONE));
  }

  /**
   * What the renewal file is to say of all that. What it has said it says on, also in a store that
   * keeps the words of each version by themselves.
   */
  Map<String, String> renewalParameters(Optional<Lineage> predecessor) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String key :
        new String[] {RenewedKey.REUSE_KEY, MUST_STAPLE, Subset.ALLOW, PREFERRED_CHAIN}) {
      said(predecessor, key).ifPresent(value -> parameters.put(key, value));
    }
    keys.wish().ifPresent(wish -> parameters.put(RenewedKey.REUSE_KEY, word(wish)));
    if (mustStaple != null) {
      parameters.put(MUST_STAPLE, word(mustStaple));
    }
    if (allowSubset != null) {
      parameters.put(Subset.ALLOW, word(allowSubset));
    }
    if (preferredChain instanceof ChainPreference.TopIssuer top
        && STORABLE.matcher(top.commonName()).matches()) {
      parameters.put(PREFERRED_CHAIN, top.commonName());
    }
    parameters.putAll(requiredProfile(predecessor));
    parameters.putAll(further);
    return parameters;
  }

  /** The profile of another CA must not stay in the file: the next renewal would fail for it. */
  private Map<String, String> requiredProfile(Optional<Lineage> predecessor) {
    if (profile != null) {
      return Map.of(REQUIRED_PROFILE, profile);
    }
    return said(predecessor, REQUIRED_PROFILE)
        .map(said -> Map.of(REQUIRED_PROFILE, ofThisCa(predecessor).isPresent() ? said : NONE))
        .orElse(Map.of());
  }

  private static String word(boolean value) {
    return value ? "True" : "False";
  }
}
