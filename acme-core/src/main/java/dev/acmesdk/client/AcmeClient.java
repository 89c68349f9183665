package dev.acmesdk.client;

import dev.acmesdk.protocol.Directory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Speaks ACME v2 with one server: one method for each operation of RFC 8555 section 7 and RFC 9773,
 * values in, values out. For a certificate in one call, use {@code CertificateIssuer} or the facade
 * {@code Acme}.
 *
 * <p>A client is safe for use by several threads, which share its connections and nonces. All
 * methods throw kinds of {@link dev.acmesdk.error.AcmeException}; an interrupted thread is an
 * interrupted call. Passing troubles are dealt with as the {@link RetryPolicy} says.
 */
public final class AcmeClient implements AutoCloseable {
  private final Requests requests;
  private final Polling polling;
  private final Clock clock;
  private final Runnable onClose;

  AcmeClient(Requests requests, Polling polling, Clock clock, Runnable onClose) {
    this.requests = requests;
    this.polling = polling;
    this.clock = clock;
    this.onClose = onClose;
  }

  /**
   * Sets up a client.
   *
   * @param directory the URL of the server's directory, the one thing that must be known of it
   * @return a builder
   * @throws dev.acmesdk.error.InvalidRequestException if it is not an HTTPS URL
   */
  public static AcmeClientBuilder builder(URI directory) {
    return new AcmeClientBuilder(directory);
  }

  /**
   * The same client, all of whose calls end by a moment. What the server wants to have waited for
   * until later fails at once, with an exception that tells until when. Connections, nonces and the
   * directory are shared; closing either of the two closes both.
   *
   * @param moment when everything has to be over, by the client's clock
   * @return a client that keeps to it
   */
  public AcmeClient withDeadline(Instant moment) {
    return new AcmeClient(requests.until(moment), polling.until(moment), clock, onClose);
  }

  /**
   * Where the directory is. This sends nothing.
   *
   * @return the URL that the client was made with
   */
  public URI directoryUrl() {
    return requests.directoryUrl();
  }

  /**
   * The server's directory (RFC 8555 section 7.1.1). It is fetched once and kept for a day, or
   * until one of its resources is no longer there.
   *
   * @return where the server's resources are
   */
  public Directory directory() {
    return requests.directory();
  }

  /**
   * How this machine's clock compares with the server's, by the Date header that came with the
   * directory (RFC 9110 section 6.6.1). This sends nothing.
   *
   * @return how far the server's clock is ahead, negative if it is behind, in whole seconds; empty
   *     if the directory has not been fetched yet, or the server does not tell the time
   */
  public Optional<Duration> clockOffset() {
    return Optional.ofNullable(requests.clockOffset());
  }

  /**
   * Accounts (RFC 8555 section 7.3).
   *
   * @return what can be done with them
   */
  public AccountOperations accounts() {
    return new AccountOperations(requests);
  }

  /**
   * Orders, authorizations and challenges (RFC 8555 sections 7.4 and 7.5).
   *
   * @return what can be done with them
   */
  public OrderOperations orders() {
    return new OrderOperations(requests, polling, clock);
  }

  /**
   * Certificates (RFC 8555 sections 7.4.2 and 7.6, RFC 9773).
   *
   * @return what can be done with them
   */
  public CertificateOperations certificates() {
    return new CertificateOperations(requests, clock);
  }

  /** Closes idle connections and ends idle threads. A client that was handed in is left alone. */
  @Override
  public void close() {
    onClose.run();
  }
}
