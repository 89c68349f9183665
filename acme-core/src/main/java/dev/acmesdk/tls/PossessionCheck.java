package dev.acmesdk.tls;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.KeyPairs;
import dev.acmesdk.store.Lineage;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Map;

/** What must hold of key and chain before a client is shown them. */
final class PossessionCheck {
  /** By what the JDK's TLS calls a kind of key. */
  private static final Map<String, String> SIGNATURES =
      Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA", "EdDSA", "EdDSA");

  private static final int NONCE_LENGTH = 32;

  private PossessionCheck() {}

  static void check(Lineage lineage) {
    CertificateChain chain = lineage.chain();
    PublicKey publicKey = chain.leaf().getPublicKey();
    String signature = SIGNATURES.get(publicKey.getAlgorithm());
    if (signature == null) {
      throw refused(
          lineage,
          "its key is of a kind that no server can use: " + publicKey.getAlgorithm(),
          "Use a key on an elliptic curve, or RSA");
    }
    // The JDK's TLS leaves out a key that calls itself otherwise than the certificate's.
    if (!publicKey.getAlgorithm().equals(lineage.privateKey().getAlgorithm())
        || !isPair(signature, lineage.privateKey(), publicKey, lineage)) {
      throw refused(
          lineage,
          "the private key is not that of the certificate",
          "Give certificate and key of the same version");
    }
    if (!chain.isInOrder()) {
      throw refused(
          lineage,
          "the certificates are not in order",
          "Put the server's certificate first, and behind each certificate its issuer's");
    }
    if (chain.dnsNames().isEmpty() && chain.ipAddresses().isEmpty()) {
      throw refused(
          lineage,
          "the certificate is for no name and no address",
          "Give one with subject alternative names: clients look at nothing else");
    }
  }

  private static boolean isPair(
      String signature, PrivateKey privateKey, PublicKey publicKey, Lineage lineage) {
    return KeyPairs.match(privateKey, publicKey)
        .orElseGet(() -> signs(signature, privateKey, publicKey, lineage));
  }

  /** A key in hardware does not tell its public half, so it has to prove itself. */
  private static boolean signs(
      String algorithm, PrivateKey privateKey, PublicKey publicKey, Lineage lineage) {
    byte[] nonce = new byte[NONCE_LENGTH];
    new SecureRandom().nextBytes(nonce);
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(privateKey);
      signature.update(nonce);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(nonce);
      return signature.verify(signed);
    } catch (GeneralSecurityException | ProviderException e) {
      throw new IllegalArgumentException(
          "Cannot publish %s: its key cannot sign. Give a key that this JVM can use."
              .formatted(lineage),
          e);
    }
  }

  private static IllegalArgumentException refused(Lineage lineage, String reason, String remedy) {
    return new IllegalArgumentException(
        "Cannot publish %s: %s. %s.".formatted(lineage, reason, remedy));
  }
}
