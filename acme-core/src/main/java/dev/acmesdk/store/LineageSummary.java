package dev.acmesdk.store;

import dev.acmesdk.crypto.CertificateChain;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The current version of a lineage without its private key and its issuers. Version and certificate
 * are always of the same version; that the key fits is not promised.
 *
 * @param name the lineage's name
 * @param version the number of this version, from 1
 * @param leaf the certificate itself
 * @param directory the directory URL of the CA that issued it, if the store knows
 * @param renewalParameters how it was obtained, in the words of Certbot's renewal files, as far as
 *     the store knows
 * @param renewal what is remembered of its renewal, as {@link RenewalStates} tells it; {@code null}
 *     if that was not looked up together with the rest
 */
public record LineageSummary(
    String name,
    int version,
    X509Certificate leaf,
    @Nullable URI directory,
    Map<String, String> renewalParameters,
    @Nullable RenewalState renewal) {

  /** Copies the parameters. */
  public LineageSummary {
    renewalParameters = Map.copyOf(renewalParameters);
  }

  /**
   * What there is to say of a version that was found.
   *
   * @param lineage the version
   * @return the same without key and issuers
   */
  public static LineageSummary of(Lineage lineage) {
    return new LineageSummary(
        lineage.name(),
        lineage.version(),
        lineage.chain().leaf(),
        lineage.directory(),
        lineage.renewalParameters(),
        null);
  }

  /**
   * The same with what is remembered of its renewal.
   *
   * @param state what {@link RenewalStates#findRenewalState} tells, {@code null} if that is not
   *     known
   * @return a changed copy
   */
  public LineageSummary withRenewal(@Nullable RenewalState state) {
    return new LineageSummary(name, version, leaf, directory, renewalParameters, state);
  }

  /**
   * The end of the certificate's validity.
   *
   * @return the moment from which on it is worthless
   */
  public Instant notAfter() {
    return leaf.getNotAfter().toInstant();
  }

  /** Shows name, version and certificate; the parameters may hold passwords of hooks. */
  @Override
  public String toString() {
    return "LineageSummary[%s, version=%d, %s]"
        .formatted(name, version, new CertificateChain(List.of(leaf)));
  }
}
