package dev.acmesdk;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.store.Lineage;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which key a certificate gets: a new one, or the one of the certificate that it replaces. */
final class RenewedKey {
  /** Certbot's word for it. */
  static final String REUSE_KEY = "reuse_key";

  private static final Logger LOG = LoggerFactory.getLogger(RenewedKey.class);

  private final @Nullable Boolean wish;
  private final @Nullable KeyAlgorithm algorithm;

  RenewedKey(Settings settings) {
    this.wish = settings.reuseKey;
    this.algorithm = settings.keyAlgorithm;
  }

  /**
   * The kind that was asked for; else the one in the predecessor's renewal file, which somebody may
   * have changed since; else that of the predecessor; else the default.
   */
  KeyAlgorithm algorithm(Optional<Lineage> predecessor) {
    if (algorithm != null) {
      return algorithm;
    }
    return predecessor.map(RenewedKey::noted).orElse(KeyAlgorithm.EC_P256);
  }

  private static KeyAlgorithm noted(Lineage lineage) {
    KeyAlgorithm before = algorithmOf(lineage);
    Map<String, String> said = lineage.renewalParameters();
    String type = said.get("key_type");
    boolean isEllipticCurve = type == null ? before.isEllipticCurve() : type.equals("ecdsa");
    String size = said.get(isEllipticCurve ? "elliptic_curve" : "rsa_key_size");
    if (size == null) {
      // With the type alone, it is Certbot's default of that type.
      size = type == null ? size(before) : isEllipticCurve ? "secp256r1" : "2048";
    }
    for (KeyAlgorithm one : KeyAlgorithm.values()) {
      if (one.isEllipticCurve() == isEllipticCurve && size(one).equalsIgnoreCase(size)) {
        return one;
      }
    }
    LOG.warn(
        "{} gets a key of the kind that it has, since there is none of type {} and size {}",
        lineage.name(),
        type,
        size);
    return before;
  }

  /** Certbot's word. */
  private static String size(KeyAlgorithm algorithm) {
    String bits = String.valueOf(algorithm.bits());
    return algorithm.isEllipticCurve() ? "secp" + bits + "r1" : bits;
  }

  KeyPair after(Optional<Lineage> predecessor) {
    KeyAlgorithm wanted = algorithm(predecessor);
    return predecessor
        .filter(lineage -> isReused(lineage) && wanted == algorithmOf(lineage))
        .map(RenewedKey::keyOf)
        .orElseGet(wanted::generate);
  }

  /** Whether the successor of a certificate is to have the same key. */
  boolean isReused(Lineage lineage) {
    return wish != null ? wish : Boolean.parseBoolean(lineage.renewalParameters().get(REUSE_KEY));
  }

  private static KeyAlgorithm algorithmOf(Lineage lineage) {
    return KeyAlgorithm.of(lineage.chain().leaf().getPublicKey());
  }

  private static KeyPair keyOf(Lineage lineage) {
    PublicKey publicKey = lineage.chain().leaf().getPublicKey();
    return new KeyPair(publicKey, lineage.privateKey());
  }

  /** What a renewal file is to say of the next key's kind, if the caller has said something. */
  Map<String, String> renewalParameters() {
    if (algorithm == null) {
      return Map.of();
    }
    boolean isEllipticCurve = algorithm.isEllipticCurve();
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("key_type", isEllipticCurve ? "ecdsa" : "rsa");
    if (algorithm != KeyAlgorithm.EC_P256 && algorithm != KeyAlgorithm.RSA_2048) {
      parameters.put(isEllipticCurve ? "elliptic_curve" : "rsa_key_size", size(algorithm));
    }
    return parameters;
  }

  /** What the caller has said of it. */
  Optional<Boolean> wish() {
    return Optional.ofNullable(wish);
  }
}
