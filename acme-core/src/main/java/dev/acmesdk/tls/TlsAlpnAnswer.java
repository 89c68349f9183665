package dev.acmesdk.tls;

import dev.acmesdk.crypto.TlsAlpnCertificate;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The answer to one TLS-ALPN-01 challenge (RFC 8737), in place until it is closed. It is
 * thread-safe.
 */
public final class TlsAlpnAnswer implements AutoCloseable {
  private final String alias;
  private final TlsAlpnCertificate certificate;
  private final Consumer<TlsAlpnAnswer> removal;
  private final CountDownLatch unasked = new CountDownLatch(1);

  TlsAlpnAnswer(String alias, TlsAlpnCertificate certificate, Consumer<TlsAlpnAnswer> removal) {
    this.alias = alias;
    this.certificate = certificate;
    this.removal = removal;
  }

  String alias() {
    return alias;
  }

  TlsAlpnCertificate certificate() {
    return certificate;
  }

  void noteThatItWasAsked() {
    unasked.countDown();
  }

  /**
   * Waits until it was shown to somebody who has asked for it.
   *
   * @param limit how long to wait at most
   * @return {@code true} if it was shown, {@code false} if the time is over
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public boolean awaitRequested(Duration limit) throws InterruptedException {
    return unasked.await(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
  }

  /** Takes it away. What was in place for the same identifier before is shown again. */
  @Override
  public void close() {
    removal.accept(this);
  }

  @Override
  public String toString() {
    return alias;
  }
}
