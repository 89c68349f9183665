package dev.acmesdk;

import dev.acmesdk.manager.CertificateManager;
import dev.acmesdk.manager.LineageStatus;
import dev.acmesdk.manager.ManagedLineage;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.tls.ReloadableKeyManager;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that looks after itself: it is renewed in time for as long as this is open, and
 * servers that were given one of its TLS objects show the new one from the next handshake on,
 * without a restart and without losing a connection.
 *
 * <p>Instances are safe for use by several threads.
 */
public final class ManagedCertificate implements AutoCloseable {
  private final ManagedLineage lineage;
  private final ReloadableKeyManager keys;
  private final @Nullable CertificateManager own;

  ManagedCertificate(
      ManagedLineage lineage, ReloadableKeyManager keys, @Nullable CertificateManager own) {
    this.lineage = lineage;
    this.keys = keys;
    this.own = own;
  }

  /**
   * Under which name it is kept.
   *
   * @return the lineage's name
   */
  public String name() {
    return lineage.name();
  }

  /**
   * What servers show now.
   *
   * @return the version; empty while it is a placeholder
   */
  public Optional<Lineage> current() {
    return keys.shown(lineage.name());
  }

  /**
   * A TLS context for servers that take one. It is always the same, and always shows the current
   * certificate.
   *
   * @return the context
   */
  public SSLContext sslContext() {
    return keys.sslContext();
  }

  /**
   * What the context is made of, which comes in other shapes as well: for servers that want a
   * {@code KeyManagerFactory} or a {@code KeyStore}.
   *
   * @return the key manager
   */
  public ReloadableKeyManager keyManager() {
    return keys;
  }

  /**
   * How it fares, and when it will be renewed.
   *
   * @return the state of this moment
   */
  public LineageStatus status() {
    return lineage.status();
  }

  /**
   * Renews it now, whether it is due or not. CAs limit how often that may be done.
   *
   * @return completes with the new version, or with why there is none
   */
  public CompletableFuture<Lineage> refresh() {
    return lineage.refresh();
  }

  /**
   * Looks after it no more. What is under way is interrupted if it has a manager of its own, and
   * can be gone on with at the next start. Servers go on showing what they show.
   */
  @Override
  public void close() {
    lineage.close();
    if (own != null) {
      own.close();
    }
  }

  /** Shows name and state. */
  @Override
  public String toString() {
    return "ManagedCertificate[%s, %s]".formatted(name(), status());
  }
}
