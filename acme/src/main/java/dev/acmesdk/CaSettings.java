package dev.acmesdk;

import dev.acmesdk.client.ExternalAccount;
import dev.acmesdk.client.RetryPolicy;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.CertificateStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;

/**
 * What certificates and accounts have in common: which CA, who asks it, and where everything is
 * kept. See {@link Acme} and {@link AcmeAccount}.
 *
 * <p>Every method returns a changed copy and sends nothing.
 *
 * @param <S> the type of the copies
 */
public abstract sealed class CaSettings<S extends CaSettings<S>> permits Acme, AcmeAccount {
  final Settings settings;

  CaSettings(Settings settings) {
    this.settings = settings;
  }

  abstract S copy(Settings changed);

  final S change(Consumer<Settings> change) {
    Settings changed = settings.copy();
    change.accept(changed);
    return copy(changed);
  }

  /**
   * Addresses for the CA to write to. Most CAs do not need one, and Let's Encrypt does not keep it.
   *
   * @param addresses e-mail addresses
   * @return a changed copy
   */
  public final S email(String... addresses) {
    List<String> copy = List.of(addresses);
    return change(settings -> settings.emails = copy);
  }

  /**
   * States that you have read the CA's terms of service and agree to them. It matters only when an
   * account is made; without it, that fails with an exception that names the terms.
   *
   * @return a changed copy
   */
  public final S agreeToTermsOfService() {
    return change(settings -> settings.termsOfServiceAgreed = true);
  }

  /**
   * The credentials that a CA gives its customers for ACME, which it calls external account binding
   * (EAB; RFC 8555 section 7.3.4): Certbot's {@code --eab-kid} and {@code --eab-hmac-key}. They
   * matter only when an account is made.
   *
   * @param keyId the key identifier
   * @param macKey the MAC key in base64url, as the CA shows it
   * @return a changed copy
   * @throws dev.acmesdk.error.InvalidRequestException if they cannot be credentials; the message
   *     does not show them
   */
  public final S externalAccount(String keyId, String macKey) {
    return externalAccount(ExternalAccount.of(keyId, macKey));
  }

  /**
   * External account binding with another MAC algorithm than HS256. See {@link
   * #externalAccount(String, String)}.
   *
   * @param credentials what the CA gave out
   * @return a changed copy
   */
  public final S externalAccount(ExternalAccount credentials) {
    return change(settings -> settings.externalAccount = credentials);
  }

  /**
   * Another CA: {@link dev.acmesdk.ca.CertificateAuthorities} knows the directories of many.
   *
   * @param url its directory URL
   * @return a changed copy
   */
  public final S directory(URI url) {
    return change(settings -> settings.directory = url);
  }

  /**
   * Let's Encrypt's staging environment, for practice: its certificates are trusted by nobody.
   *
   * @return a changed copy
   */
  public final S staging() {
    return directory(LetsEncrypt.STAGING);
  }

  /**
   * Trusts a private CA's HTTPS server by the certificates in a PEM file, and by no others.
   *
   * @param pemFile certificates in PEM
   * @return a changed copy
   */
  public final S trust(Path pemFile) {
    return change(
        settings -> {
          settings.trustedFile = pemFile;
          settings.trustedPem = null;
        });
  }

  /**
   * Trusts a private CA's HTTPS server by certificates in PEM, and by no others.
   *
   * @param pem certificates in PEM
   * @return a changed copy
   */
  public final S trust(String pem) {
    return change(
        settings -> {
          settings.trustedFile = null;
          settings.trustedPem = pem;
        });
  }

  /**
   * Talks to the CA through an HTTP client of your own: with a proxy, say.
   *
   * @param client the client; it is not closed
   * @return a changed copy
   */
  public final S httpClient(OkHttpClient client) {
    return change(settings -> settings.httpClient = client);
  }

  /**
   * Changes the library's own HTTP client: with a proxy, say, or an interceptor that notes what is
   * asked. All else remains as it is by default. Dispatcher and connection pool are shut down after
   * each request for a certificate: to share yours, use {@link #httpClient}.
   *
   * @param change sets up the builder that it is given, for each request for a certificate anew
   * @return a changed copy
   */
  public final S adjustHttpClient(Consumer<OkHttpClient.Builder> change) {
    return change(settings -> settings.httpChange = change);
  }

  /**
   * Names your application to the CA, in the User-Agent header.
   *
   * @param product for example {@code my-server/1.2}
   * @return a changed copy
   */
  public final S application(String product) {
    return change(settings -> settings.application = product);
  }

  /**
   * Another directory in Certbot's layout than {@code /etc/letsencrypt}.
   *
   * @param directory where {@code live}, {@code archive}, {@code renewal} and {@code accounts} are
   * @return a changed copy
   */
  public final S storeIn(Path directory) {
    return change(
        settings -> {
          settings.storeDirectory = directory;
          settings.accounts = null;
          settings.certificates = null;
        });
  }

  /**
   * Keeps accounts and certificates somewhere else than in files.
   *
   * @param store for both
   * @param <T> a type that is both kinds of store
   * @return a changed copy
   */
  public final <T extends AccountStore & CertificateStore> S storeIn(T store) {
    return change(
        settings -> {
          settings.accounts = store;
          settings.certificates = store;
        });
  }

  /**
   * The kind of the account's key, if a new account must be made: P-256 if not given.
   *
   * @param algorithm the kind
   * @return a changed copy
   */
  public final S accountKeyAlgorithm(KeyAlgorithm algorithm) {
    return change(settings -> settings.accountKeyAlgorithm = algorithm);
  }

  /**
   * Uses the account of this key, instead of the one in the store; it is made if there is none.
   *
   * @param key the account's key
   * @return a changed copy
   */
  public final S accountKey(AccountKey key) {
    return change(settings -> settings.accountKey = key);
  }

  /**
   * How long a verb may take at most: ten minutes, if not given.
   *
   * @param limit more than zero
   * @return a changed copy
   */
  public final S timeLimit(Duration limit) {
    return change(settings -> settings.timeLimit = limit);
  }

  /**
   * The clock to go by.
   *
   * @param clock the system's, if not given
   * @return a changed copy
   */
  public final S clock(Clock clock) {
    return change(settings -> settings.clock = clock);
  }

  /**
   * How passing troubles of network and CA are dealt with: {@link RetryPolicy#DEFAULT}, if not
   * given.
   *
   * @param policy the rules
   * @return a changed copy
   */
  public final S retries(RetryPolicy policy) {
    return change(settings -> settings.retries = policy);
  }
}
