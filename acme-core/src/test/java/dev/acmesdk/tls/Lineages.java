package dev.acmesdk.tls;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.store.Lineage;
import java.security.PrivateKey;

/** Issued certificates as a store would give them. */
final class Lineages {
  private Lineages() {}

  static Lineage lineage(String name, TestCa.Issued issued) {
    return lineage(name, issued.chain(), issued.key().getPrivate());
  }

  static Lineage lineage(String name, CertificateChain chain, PrivateKey key) {
    return new Lineage(name, 1, chain, key, null, null);
  }
}
