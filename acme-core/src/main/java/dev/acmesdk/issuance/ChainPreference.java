package dev.acmesdk.issuance;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.error.InvalidRequestException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which of several chains for the same certificate to take (RFC 8555 section 7.4.2). The CA's
 * default chain is looked at first, the others in the CA's order; the first that is accepted is
 * taken. If none is, the default chain is, and {@link IssuanceEvent.PreferredChainMissing} tells.
 *
 * <p>What it throws counts as no. Its {@code toString} is shown to humans.
 */
@FunctionalInterface
public interface ChainPreference {

  /**
   * Whether this chain is wanted. Every chain that is asked about is good: its certificate is the
   * one that was ordered, and its signatures fit.
   *
   * @param chain a chain
   * @return {@code true} to take it
   */
  boolean accepts(CertificateChain chain);

  /**
   * Prefers the chain to a root, as Certbot's {@code --preferred-chain} does: by the common name of
   * the issuer of the last certificate in the chain. That is the root's name, whether or not the
   * root itself is in the chain. The case matters.
   *
   * @param commonName for example {@code ISRG Root X1}
   * @return that preference
   */
  static ChainPreference issuer(String commonName) {
    return new TopIssuer(commonName);
  }

  /**
   * Prefers a chain that has a certain certificate in it: an intermediate's, say, or the root's if
   * the CA sends it along.
   *
   * @param sha256 the certificate's fingerprint in hexadecimal digits, with or without colons
   * @return that preference
   * @throws InvalidRequestException if these are not the digits of a SHA-256 fingerprint
   */
  static ChainPreference certificate(String sha256) {
    return new Fingerprint(sha256);
  }

  /**
   * The preference of {@link ChainPreference#issuer}.
   *
   * @param commonName of the issuer of the last certificate
   */
  record TopIssuer(String commonName) implements ChainPreference {
    @Override
    public boolean accepts(CertificateChain chain) {
      return chain.topIssuerCommonName().filter(commonName::equals).isPresent();
    }

    @Override
    public String toString() {
      return "issuer \"" + commonName + "\"";
    }
  }

  /**
   * The preference of {@link ChainPreference#certificate}.
   *
   * @param sha256 64 lower-case hexadecimal digits
   */
  record Fingerprint(String sha256) implements ChainPreference {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /** Takes colons away, and refuses what is no fingerprint. */
    public Fingerprint {
      sha256 = sha256.replace(":", "").toLowerCase(Locale.ROOT);
      if (!FORM.matcher(sha256).matches()) {
        throw new InvalidRequestException(
            "A SHA-256 fingerprint has 64 hexadecimal digits. Take that of the certificate from: openssl x509 -noout -sha256 -fingerprint");
      }
    }

    @Override
    public boolean accepts(CertificateChain chain) {
      return chain.fingerprints().contains(sha256);
    }

    @Override
    public String toString() {
      return "a certificate with fingerprint " + sha256;
    }
  }
}
