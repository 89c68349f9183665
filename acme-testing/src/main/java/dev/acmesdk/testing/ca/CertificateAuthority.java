package dev.acmesdk.testing.ca;

import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A CA that is running: the parts, put together. Safe for use by several threads. */
public final class CertificateAuthority implements AutoCloseable {
  private final Urls urls;
  private final X509Certificate anchor;
  private final Core core;
  private final Endpoints endpoints;
  private final Troubles troubles;
  private final Validations validations;
  private final HttpsListener listener;
  private final CrlServer crlServer;

  /** What lasts: whom the CA knows, what it has done, and with what. */
  private record Core(
      Accounts accounts, Terms terms, Ledger ledger, Issuer issuer, Quotas quotas, Clock clock) {

    byte[] crl() {
      synchronized (ledger) {
        return RevocationList.der(issuer.issuing(), ledger.revocations(), clock.instant());
      }
    }
  }

  private CertificateAuthority(
      CaSettings settings,
      ServerIdentity identity,
      HttpsListener listener,
      CrlServer crlServer,
      RequestListener requests) {
    Clock clock = settings.clock();
    this.urls = Urls.of(listener.address());
    this.anchor = identity.anchor();
    this.listener = listener;
    this.crlServer = crlServer;
    this.core =
        new Core(
            new Accounts(urls),
            new Terms(settings.accounts().termsOfService()),
            new Ledger(),
            new Issuer(clock, settings.issuance(), Optional.of(crlServer.url())),
            new Quotas(settings.limits(), clock),
            clock);
    this.troubles = new Troubles(clock, listener, settings.issuance().processingPolls());
    this.validations =
        new Validations(urls, core.ledger(), settings, troubles.validations(), core.quotas());
    Chance chance = new Chance(settings.random());
    Nonces nonces = new Nonces(chance, settings.nonceRejectPercent());
    this.endpoints = endpoints(settings, chance, nonces);
    crlServer.start(core::crl);
    Forger forger = new Forger(core.issuer(), clock);
    listener.start(new Api(urls, nonces, endpoints, troubles, forger, requests, clock)::handle);
  }

  private Endpoints endpoints(CaSettings settings, Chance chance, Nonces nonces) {
    Ledger ledger = core.ledger();
    Accounts accounts = core.accounts();
    RenewalOperations renewals = new RenewalOperations(ledger, settings, troubles.renewalInfo());
    Certificates certificates =
        new Certificates(urls, ledger, accounts, core.issuer(), core.quotas(), settings.issuance());
    NewOrders newOrders =
        new NewOrders(
            urls,
            ledger,
            chance,
            renewals,
            core.terms(),
            troubles.limits(),
            core.quotas(),
            settings);
    Endpoints all = new Endpoints(new SignedRequests(urls, accounts, nonces), ledger);
    all.addNonces(nonces);
    if (settings.renewals().offered()) {
      all.addRenewals(renewals);
    }
    all.addDirectory(urls, new DirectoryMeta(core.terms(), settings)::json);
    all.addAccounts(
        new AccountOperations(
            urls, accounts, ledger, core.terms(), new ExternalAccounts(settings.accounts())),
        new KeyChange(urls, accounts, ledger));
    all.addOrders(
        new OrderOperations(urls, ledger, accounts, newOrders, certificates, troubles, settings));
    all.addCertificates(certificates, new Revocations(ledger, settings.clock()));
    all.addAuthorizations(new AuthorizationOperations(urls, ledger, validations, settings));
    return all;
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
    CrlServer crlServer;
    try {
      crlServer = new CrlServer(settings.listen().getAddress());
    } catch (IOException e) {
      listener.close();
      throw e;
    }
    return new CertificateAuthority(settings, identity, listener, crlServer, requests);
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
    return core.issuer().root();
  }

  /**
   * The same in another form.
   *
   * @return the root of the certificates it issues, in PEM
   */
  public String issuerRootPem() {
    return IssuedChain.pem(core.issuer().root());
  }

  /**
   * What relying parties can choose from.
   *
   * @return the root of the usual chains, then those of the alternates
   */
  public List<X509Certificate> issuerRoots() {
    return core.issuer().roots();
  }

  /**
   * Which certificates are revoked now.
   *
   * @return the CRL in DER, as it is served
   */
  public byte[] crl() {
    return core.crl();
  }

  /**
   * Changes the terms of service.
   *
   * @param url where the new ones are
   */
  public void changeTerms(URI url) {
    core.terms().change(url);
  }

  /**
   * Takes note that an account has agreed to the terms as they are now.
   *
   * @param account its URL
   * @throws IllegalArgumentException if there is no such account
   */
  public void agreeToTerms(URI account) {
    core.accounts().known(account).agree(core.terms().current());
  }

  /**
   * Ends an account from the CA's side.
   *
   * @param account its URL
   * @throws IllegalArgumentException if there is no such account
   */
  public void revokeAccount(URI account) {
    core.accounts().known(account).revoke();
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
    synchronized (core.ledger()) {
      core.ledger()
          .findRenewal(id)
          .orElseThrow(() -> new IllegalArgumentException("This CA has not issued " + id.value()))
          .window(window);
    }
  }

  @Override
  public void close() throws IOException {
    validations.close();
    crlServer.close();
    listener.close();
  }
}
