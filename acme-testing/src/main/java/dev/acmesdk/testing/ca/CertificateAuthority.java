package dev.acmesdk.testing.ca;

import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;

/** A CA that is running: the parts, put together. Safe for use by several threads. */
public final class CertificateAuthority implements AutoCloseable {
  private final Urls urls;
  private final X509Certificate anchor;
  private final Issuer issuer;
  private final Validations validations;
  private final HttpsListener listener;

  private CertificateAuthority(
      Urls urls,
      X509Certificate anchor,
      Issuer issuer,
      Validations validations,
      HttpsListener listener) {
    this.urls = urls;
    this.anchor = anchor;
    this.issuer = issuer;
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
    Issuer issuer = new Issuer(settings.clock(), settings.chainLength());
    Ledger ledger = new Ledger();
    Validations validations = new Validations(ledger, settings);
    Chance chance = new Chance(settings.random());
    Accounts accounts = new Accounts(urls);
    Nonces nonces = new Nonces(chance, settings.nonceRejectPercent());
    AccountOperations accountOperations = new AccountOperations(urls, accounts, settings);
    Endpoints endpoints = new Endpoints(new SignedRequests(urls, accounts, nonces), ledger);
    endpoints.addNonces(nonces);
    endpoints.addDirectory(urls, accountOperations.meta());
    endpoints.addAccounts(accountOperations);
    endpoints.addOrders(new OrderOperations(urls, ledger, accounts, chance, issuer, settings));
    endpoints.addAuthorizations(new AuthorizationOperations(urls, ledger, validations, settings));
    listener.start(new Api(urls, nonces, endpoints, requests)::handle);
    return new CertificateAuthority(urls, identity.anchor(), issuer, validations, listener);
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

  @Override
  public void close() throws IOException {
    validations.close();
    listener.close();
  }
}
