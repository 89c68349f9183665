package dev.acmesdk.store;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.EncryptedPem;
import dev.acmesdk.crypto.Pem;
import dev.acmesdk.error.StoreException;
import java.net.URI;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A certificate that another program has obtained, with its key, on its way into a store: both were
 * read from PEM and belong together.
 *
 * <pre>{@code
 * ImportedCertificate imported = ImportedCertificate.fromPem(fullchain, privkey);
 * NewVersion version = imported.newVersion("example.com", directory, account, Map.of());
 * }</pre>
 *
 * <p>Instances are immutable.
 */
public final class ImportedCertificate {
  private final CertificateChain chain;
  private final PrivateKey privateKey;

  private ImportedCertificate(CertificateChain chain, PrivateKey privateKey) {
    this.chain = chain;
    this.privateKey = privateKey;
  }

  /**
   * Reads a certificate and its key, which is not encrypted. A certificate that has expired is
   * imported like others, see {@link #isExpired}; one without its issuers is, too.
   *
   * @param fullchain the certificate, then its issuer, then that one's, and so on, in PEM; what
   *     else is in the text, such as explanations or the key, is not looked at
   * @param privkey the key in PKCS#8, PKCS#1 or SEC1 form; what else is in the text is not looked
   *     at
   * @return both
   * @throws StoreException if one of them cannot be read, the key is another certificate's, or the
   *     chain is not in order; the message never quotes the texts
   */
  public static ImportedCertificate fromPem(String fullchain, String privkey) {
    return of(fullchain, () -> Pem.decodeKeyPair(privkey));
  }

  /**
   * Reads a certificate and its key, which is encrypted. For the rest, this is {@link
   * #fromPem(String, String)}.
   *
   * @param fullchain the certificate, then its issuer, then that one's, and so on, in PEM
   * @param privkey the key in a form that {@link EncryptedPem} reads
   * @param passphrase the key's passphrase
   * @return both
   * @throws StoreException also if the passphrase is wrong, or the key is not encrypted
   */
  public static ImportedCertificate fromPem(String fullchain, String privkey, char[] passphrase) {
    return of(fullchain, () -> EncryptedPem.decodeKeyPair(privkey, passphrase));
  }

  private static ImportedCertificate of(String fullchain, Supplier<KeyPair> reading) {
    CertificateChain chain =
        read("certificate", () -> CertificateChain.fromPem(CertificateText.of(fullchain)));
    KeyPair pair = read("private key", reading);
    ImportChecks.check(chain, pair.getPublic());
    return new ImportedCertificate(chain, pair.getPrivate());
  }

  private static <T> T read(String what, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage());
      throw new StoreException(
          "The %s cannot be imported. %s".formatted(what, reason)
              + (reason.endsWith(".") ? "" : "."),
          "Give the text of the %s in PEM.".formatted(what),
          e);
    }
  }

  /**
   * The certificate and its issuers.
   *
   * @return the chain, which is in order
   */
  public CertificateChain chain() {
    return chain;
  }

  /**
   * The certificate's key.
   *
   * @return the key
   */
  public PrivateKey privateKey() {
    return privateKey;
  }

  /**
   * Whether the certificate has expired, so that it is of no use until it is renewed.
   *
   * @param clock tells what "now" is
   * @return {@code true} from the end of its validity on
   */
  public boolean isExpired(Clock clock) {
    return !clock.instant().isBefore(chain.leaf().getNotAfter().toInstant());
  }

  /**
   * What a {@link CertificateStore} saves. The texts do not tell who issued the certificate over
   * ACME, if it was ACME at all, so it is up to the caller to say who shall renew it.
   *
   * @param name the lineage that it shall belong to
   * @param directory the directory URL of the CA that shall renew it, best the one that issued it:
   *     it counts as this CA's from now on
   * @param account the URL of the account there that shall renew it
   * @param renewalParameters how it shall be renewed, in the words of Certbot's renewal files
   * @return a version that is ready to be saved
   */
  public NewVersion newVersion(
      String name, URI directory, URI account, Map<String, String> renewalParameters) {
    return new NewVersion(name, chain, privateKey, directory, account, renewalParameters);
  }

  /** Shows the chain, never the key. */
  @Override
  public String toString() {
    return "ImportedCertificate[" + chain + "]";
  }
}
