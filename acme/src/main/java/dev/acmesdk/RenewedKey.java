package dev.acmesdk;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.store.Lineage;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which key a certificate gets: a new one, or the one of the certificate that it replaces. */
final class RenewedKey {
  /** Certbot's word for it. */
  private static final String REUSE_KEY = "reuse_key";

  private final @Nullable Boolean wish;
  private final @Nullable KeyAlgorithm algorithm;

  RenewedKey(Settings settings) {
    this.wish = settings.reuseKey;
    this.algorithm = settings.keyAlgorithm;
  }

  /** The kind that was asked for; else that of the predecessor; else the default. */
  KeyAlgorithm algorithm(Optional<Lineage> predecessor) {
    if (algorithm != null) {
      return algorithm;
    }
    return predecessor
        .map(lineage -> KeyAlgorithm.of(lineage.chain().leaf().getPublicKey()))
        .orElse(KeyAlgorithm.EC_P256);
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

  /** The parameters of a renewal, with what was said of keys. */
  Map<String, String> with(Map<String, String> parameters) {
    Map<String, String> all = new HashMap<>(parameters);
    if (wish != null) {
      all.put(REUSE_KEY, wish ? "True" : "False");
    }
    return all;
  }
}
