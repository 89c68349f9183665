package dev.acmesdk.store;

import dev.acmesdk.crypto.CertificateChain;
import java.net.URI;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The current version of the line of certificates that a store keeps under one name: key and chain,
 * always of the same version.
 *
 * @param name the lineage's name
 * @param version the number of this version, from 1
 * @param chain the certificate and its issuers
 * @param privateKey the certificate's key
 * @param directory the directory URL of the CA that issued it, if the store knows
 * @param files where they are as files, if the store has files
 * @param renewalParameters how it was obtained, in the words of Certbot's renewal files, as far as
 *     the store knows
 */
public record Lineage(
    String name,
    int version,
    CertificateChain chain,
    PrivateKey privateKey,
    @Nullable URI directory,
    @Nullable Files files,
    Map<String, String> renewalParameters) {

  /** Copies the parameters. */
  public Lineage {
    renewalParameters = Map.copyOf(renewalParameters);
  }

  /**
   * A version of which it is not known how it was obtained.
   *
   * @param name the lineage's name
   * @param version the number of this version, from 1
   * @param chain the certificate and its issuers
   * @param privateKey the certificate's key
   * @param directory the directory URL of the CA that issued it, if the store knows
   * @param files where they are as files, if the store has files
   */
  public Lineage(
      String name,
      int version,
      CertificateChain chain,
      PrivateKey privateKey,
      @Nullable URI directory,
      @Nullable Files files) {
    this(name, version, chain, privateKey, directory, files, Map.of());
  }

  /**
   * Where a version is in the file system. The paths stay the same from version to version, so they
   * can be written into a server's configuration.
   *
   * @param fullchain certificate and issuers: what most servers want
   * @param privkey the private key, readable by its owner only
   * @param cert the certificate alone
   * @param chain the issuers alone
   */
  public record Files(Path fullchain, Path privkey, Path cert, Path chain) {}

  /**
   * Where key and chain are as files.
   *
   * @return the paths, if the store has files
   */
  public Optional<Files> paths() {
    return Optional.ofNullable(files);
  }

  /**
   * The end of the certificate's validity.
   *
   * @return the moment from which on it is worthless
   */
  public Instant notAfter() {
    return chain.leaf().getNotAfter().toInstant();
  }

  /** Shows name, version and chain, never the key. */
  @Override
  public String toString() {
    return "Lineage[%s, version=%d, %s]".formatted(name, version, chain);
  }
}
