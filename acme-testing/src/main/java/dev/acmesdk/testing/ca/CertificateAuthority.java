package dev.acmesdk.testing.ca;

import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A CA that is running: the parts, put together. Safe for use by several threads. */
public final class CertificateAuthority implements AutoCloseable {
  private final Urls urls;
  private final X509Certificate anchor;
  private final Issuer issuer;
  private final Ledger ledger;
  private final Endpoints endpoints;
  private final Troubles troubles;
  private final Validations validations;
  private final HttpsListener listener;

  private CertificateAuthority(
      Urls urls,
      X509Certificate anchor,
      Issuer issuer,
      Ledger ledger,
      Endpoints endpoints,
      Troubles troubles,
      Validations validations,
      HttpsListener listener) {
    this.urls = urls;
    this.anchor = anchor;
    this.issuer = issuer;
    this.ledger = ledger;
    this.endpoints = endpoints;
    this.troubles = troubles;
    this.validations = validations;
    this.listener = listener;
  }

  /**
   * Starts a CA.
   *
   * @param settings how it behaves
   * @param requests hears of each request, on the thread that serves it
   * @return the CA, which takes requests already
   * @throws IOException if it cannot listen
   */
  public static CertificateAuthority start(CaSettings settings, RequestListener requests)
      throws IOException {
    ServerIdentity identity = ServerIdentity.create(settings.listen().getAddress());
    HttpsListener listener = new HttpsListener(settings.listen(), identity.tls());
    Urls urls = Urls.of(listener.address());
    Issuer issuer =
        new Issuer(
            settings.clock(), settings.issuance().chainLength(), settings.issuance().backdating());
    Ledger ledger = new Ledger();
    Troubles troubles =
        new Troubles(settings.clock(), listener, settings.issuance().processingPolls());
    Validations validations = new Validations(urls, ledger, settings, troubles.validations());
    Chance chance = new Chance(settings.random());
    Accounts accounts = new Accounts(urls);
    Nonces nonces = new Nonces(chance, settings.nonceRejectPercent());
    AccountOperations accountOperations = new AccountOperations(urls, accounts, settings);
    RenewalOperations renewals = new RenewalOperations(ledger, settings, troubles.renewalInfo());
    Endpoints endpoints = new Endpoints(new SignedRequests(urls, accounts, nonces), ledger);
    endpoints.addNonces(nonces);
    if (settings.renewals().offered()) {
      endpoints.addRenewals(renewals);
    }
    endpoints.addDirectory(urls, DirectoryMeta.of(settings));
    endpoints.addAccounts(accountOperations);
    endpoints.addOrders(
        new OrderOperations(urls, ledger, accounts, chance, issuer, renewals, troubles, settings));
    endpoints.addAuthorizations(new AuthorizationOperations(urls, ledger, validations, settings));
    listener.start(new Api(urls, nonces, endpoints, troubles, requests, settings.clock())::handle);
    return new CertificateAuthority(
        urls, identity.anchor(), issuer, ledger, endpoints, troubles, validations, listener);
  }

  /**
   * Where clients begin.
   *
   * @return the URL of the directory
   */
  public URI directory() {
    return urls.directory();
  }

  /**
   * What clients have to trust to talk to it.
   *
   * @return the root of the API's own certificate, in PEM
   */
  public String trustAnchorPem() {
    return IssuedChain.pem(anchor);
  }

  /**
   * What relying parties have to trust.
   *
   * @return the root of the certificates it issues
   */
  public X509Certificate issuerRoot() {
    return issuer.root();
  }

  /**
   * The same in another form.
   *
   * @return the root of the certificates it issues, in PEM
   */
  public String issuerRootPem() {
    return IssuedChain.pem(issuer.root());
  }

  /**
   * Refuses a name that no request is ever recorded under: with a misspelt one, a test could not
   * fail.
   *
   * @param name the name of an operation
   * @throws IllegalArgumentException if there is no such operation
   */
  public void requireOperation(String name) {
    if (!endpoints.operations().contains(name)) {
      throw new IllegalArgumentException(
          "There is no operation \"%s\". Take one of %s.".formatted(name, endpoints.operations()));
    }
  }

  /**
   * What goes wrong.
   *
   * @return switches for it
   */
  public Troubles troubles() {
    return troubles;
  }

  /**
   * Suggests another time for a renewal.
   *
   * @param certificate a certificate that this CA has issued
   * @param start the beginning of the suggested window
   * @param end its end
   * @param explanation a page that explains it
   * @throws IllegalArgumentException if the window does not end after its beginning, or the
   *     certificate is another CA's
   */
  public void setRenewalWindow(
      X509Certificate certificate, Instant start, Instant end, @Nullable URI explanation) {
    RenewalWindow window = new RenewalWindow(start, end, Optional.ofNullable(explanation));
    CertificateId id = CertificateId.of(certificate);
    synchronized (ledger) {
      ledger
          .findRenewal(id)
          .orElseThrow(() -> new IllegalArgumentException("This CA has not issued " + id.value()))
          .window(window);
    }
  }

  @Override
  public void close() throws IOException {
    validations.close();
    listener.close();
  }
}
