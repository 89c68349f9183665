package dev.acmesdk.testing;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.testing.ca.CaSettings;
import dev.acmesdk.testing.ca.CertificateAuthority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An ACME CA (RFC 8555) that runs inside this JVM, for tests and demonstrations.
 *
 * <p>It is a strict one: it makes every check that RFC 8555 asks of a server and refuses what real
 * CAs refuse, so that a client that gets a certificate here has done everything right. Only the
 * keys on P-521, which Let's Encrypt refuses, it takes, as others do. It validates HTTP-01 for
 * real, by a request to the web server that a name leads to; all names lead to {@code 127.0.0.1}
 * unless it is told otherwise, so nothing leaves the machine. And it offers what clients have to
 * put up with: lists in any order, members and a challenge type that nobody knows, and if wanted
 * refused nonces and all that {@link #faults()} can switch on.
 *
 * <p>It tells when to renew and knows which certificate replaces which (RFC 9773). Its time is that
 * of a {@link java.time.Clock}, so that a test can let months pass.
 *
 * <p>TLS-ALPN-01 it validates in the same way. For DNS-01, its variants and CAA records it asks
 * {@linkplain EmbeddedAcmeServerBuilder#dnsServer a DNS server}, such as a {@link
 * dev.acmesdk.testing.dns.DnsStub}. Revoked certificates are in {@link #crl()}.
 *
 * <pre>{@code
 * try (EmbeddedAcmeServer server =
 *     EmbeddedAcmeServer.builder().httpPort(webServer.port()).start()) {
 *   // point the client at server.directory(), and let it trust server.trustAnchorPem()
 * }
 * }</pre>
 *
 * <p>Everything is kept in memory and gone when it is closed. Safe for use by several threads.
 */
public final class EmbeddedAcmeServer implements AutoCloseable {
  private final CaSettings settings;
  private final CertificateAuthority authority;
  private final RequestLog requests;
  private final Faults faults;

  private EmbeddedAcmeServer(
      CaSettings settings, CertificateAuthority authority, RequestLog requests) {
    this.settings = settings;
    this.authority = authority;
    this.requests = requests;
    this.faults = new Faults(authority);
  }

  /**
   * A server to be set up.
   *
   * @return a builder with the defaults that its methods tell
   */
  public static EmbeddedAcmeServerBuilder builder() {
    return new EmbeddedAcmeServerBuilder();
  }

  static EmbeddedAcmeServer start(CaSettings settings, int requestsKept) {
    RequestLog requests = new RequestLog(requestsKept);
    try {
      CertificateAuthority authority =
          CertificateAuthority.start(
              settings,
              (method, path, operation, status, replaces, problem) ->
                  requests.add(
                      new ReceivedRequest(method, path, operation, status, replaces, problem)));
      return new EmbeddedAcmeServer(settings, authority, requests);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The ACME server cannot listen on %s: %s. Choose another address, or port 0."
              .formatted(settings.listen(), e.getMessage()),
          e);
    }
  }

  /**
   * Where clients begin (RFC 8555 section 7.1.1).
   *
   * @return the {@code https} URL of the directory
   */
  public URI directory() {
    return authority.directory();
  }

  /**
   * Where HTTP-01 validation connects to, see {@link EmbeddedAcmeServerBuilder#httpPort}.
   *
   * @return the port on which a client has to answer challenges
   */
  public int httpPort() {
    return settings.validation().httpPort();
  }

  /**
   * Where TLS-ALPN-01 validation connects to, see {@link EmbeddedAcmeServerBuilder#tlsPort}.
   *
   * @return the port on which a client has to answer challenges
   */
  public int tlsPort() {
    return settings.validation().tlsPort();
  }

  /**
   * Who is asked about DNS, see {@link EmbeddedAcmeServerBuilder#dnsServer}.
   *
   * @return the name server, if there is one
   */
  public Optional<InetSocketAddress> dnsServer() {
    return settings.validation().dnsServer();
  }

  /**
   * What a client has to trust to talk to this server. The certificate of the API covers {@code
   * localhost}, {@code 127.0.0.1}, {@code ::1} and the address that it listens on.
   *
   * @return a root certificate in PEM, new at every start
   */
  public String trustAnchorPem() {
    return authority.trustAnchorPem();
  }

  /**
   * What has to be trusted by those who meet an issued certificate. Not the root of the API.
   *
   * @return the root of all issued chains, new at every start; it is not part of the chains
   */
  public X509Certificate issuerRoot() {
    return authority.issuerRoot();
  }

  /**
   * The same as {@link #issuerRoot()} in another form.
   *
   * @return the root of all issued chains, in PEM
   */
  public String issuerRootPem() {
    return authority.issuerRootPem();
  }

  /**
   * All roots that certificates lead to.
   *
   * @return {@link #issuerRoot()}, then those of the alternate chains
   */
  public List<X509Certificate> issuerRoots() {
    return authority.issuerRoots();
  }

  /**
   * Which certificates are revoked (RFC 5280 section 5). Certificates name a URL where it is to be
   * had by plain HTTP.
   *
   * @return the CRL as it is now
   */
  public X509CRL crl() {
    try {
      return (X509CRL)
          CertificateFactory.getInstance("X.509")
              .generateCRL(new ByteArrayInputStream(authority.crl()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This CA has made a CRL that cannot be read", e);
    }
  }

  /**
   * Changes the terms of service. From now on new orders are refused with {@code
   * userActionRequired} (RFC 8555 section 7.3.3), until {@link #agreeToTerms}.
   *
   * @param url where the new ones are, as told in the directory
   */
  public void changeTerms(URI url) {
    authority.changeTerms(url);
  }

  /**
   * Does what a human does on the CA's web site.
   *
   * @param account the URL of an account that agrees to the terms as they are now
   * @throws IllegalArgumentException if there is no such account
   */
  public void agreeToTerms(URI account) {
    authority.agreeToTerms(account);
  }

  /**
   * Ends an account from the CA's side: its status is {@code revoked} (RFC 8555 section 7.1.6).
   *
   * @param account its URL
   * @throws IllegalArgumentException if there is no such account
   */
  public void revokeAccount(URI account) {
    authority.revokeAccount(account);
  }

  /**
   * What clients have asked so far, or of that the newest, see {@link
   * EmbeddedAcmeServerBuilder#keepRequests}. A request is in the list before its answer arrives.
   *
   * @return a copy, in the order in which the requests were answered
   */
  public List<ReceivedRequest> requests() {
    return requests.all();
  }

  /**
   * How many of {@link #requests()} were for an operation, whatever the answers were.
   *
   * @param operation as in {@link ReceivedRequest#operation()}
   * @return their number
   * @throws IllegalArgumentException if there is no such operation
   */
  public long count(String operation) {
    authority.requireOperation(operation);
    return requests().stream().filter(request -> request.operation().equals(operation)).count();
  }

  /**
   * The same for each operation that was asked for.
   *
   * @return a copy, by the names of the operations
   */
  public SortedMap<String, Long> counts() {
    return requests().stream()
        .collect(
            Collectors.groupingBy(ReceivedRequest::operation, TreeMap::new, Collectors.counting()));
  }

  /** Forgets the requests so far. */
  public void resetRequests() {
    requests.clear();
  }

  /**
   * Suggests another time to renew a certificate (RFC 9773 section 4.2) to those who ask from now
   * on. Without it, the window is that of Let's Encrypt: its centre is where two thirds of the
   * lifetime are over (half of it, if that is less than ten days), and it reaches a hundredth of
   * the lifetime to both sides.
   *
   * @param certificate one that this CA has issued
   * @param start the beginning of the window, to the second
   * @param end its end, to the second; in the past for a renewal at once
   * @param explanation a page that tells why, or {@code null}
   * @throws IllegalArgumentException if the window does not end after its beginning, or this CA has
   *     not issued the certificate
   */
  public void setRenewalWindow(
      X509Certificate certificate, Instant start, Instant end, @Nullable URI explanation) {
    authority.setRenewalWindow(certificate, start, end, explanation);
  }

  /**
   * The same for the certificate at the beginning of a chain.
   *
   * @param chain one that this CA has issued
   * @param start the beginning of the window, to the second
   * @param end its end, to the second; in the past for a renewal at once
   * @param explanation a page that tells why, or {@code null}
   * @throws IllegalArgumentException as above
   */
  public void setRenewalWindow(
      CertificateChain chain, Instant start, Instant end, @Nullable URI explanation) {
    setRenewalWindow(chain.leaf(), start, end, explanation);
  }

  /**
   * What goes wrong: outages, limits, failing validations, answers that are held back.
   *
   * @return switches for it, always the same
   */
  public Faults faults() {
    return faults;
  }

  /** Stops at once; connections are cut, validations given up. Closing twice does nothing. */
  @Override
  public void close() {
    try {
      authority.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The ACME server could not be closed", e);
    }
  }
}
