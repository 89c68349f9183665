package dev.acmesdk.spring;

import dev.acmesdk.crypto.KeyAlgorithm;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * The properties below {@code acme}. A name that is not among them is refused at the start.
 *
 * @param enabled whether to do anything at all
 * @param domains what the certificate is for. It is kept under the first of them
 * @param certificates further certificates, by the names under which they are kept, as in
 *     acme.certificates.shop.domains; clients get them by server name (SNI)
 * @param email where the CA may write to
 * @param agreeToTermsOfService that you have read the CA's terms of service and agree to them. It
 *     must be true
 * @param staging whether to practise with Let's Encrypt's staging environment
 * @param directory the directory URL of another CA than Let's Encrypt
 * @param trust what to trust when talking to the CA, for private ones: a file in PEM, or the PEM
 * @param store a directory in Certbot's layout, in which everything is kept
 * @param keyAlgorithm the kind of the certificates' keys, if not EC on P-256
 * @param profile the profile to ask the CA for, if not its default
 * @param bundle the name of the SSL bundle with all certificates
 * @param http01 how the CA's requests are answered
 * @param externalAccount credentials that the CA has given out
 */
@ConfigurationProperties(prefix = "acme", ignoreUnknownFields = false)
public record AcmeProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue List<String> domains,
    @DefaultValue Map<String, Certificate> certificates,
    @Nullable String email,
    @DefaultValue("false") boolean agreeToTermsOfService,
    @DefaultValue("false") boolean staging,
    @Nullable URI directory,
    @Nullable String trust,
    @DefaultValue("/etc/letsencrypt") Path store,
    @Nullable KeyAlgorithm keyAlgorithm,
    @Nullable String profile,
    @DefaultValue("acme") String bundle,
    @Name("http01") @DefaultValue Http01 http01,
    @Nullable ExternalAccount externalAccount) {

  /** Copies the collections. */
  public AcmeProperties {
    domains = List.copyOf(domains);
  }

  /**
   * One of several certificates.
   *
   * @param domains what it is for
   */
  public record Certificate(@DefaultValue List<String> domains) {}

  /** Who answers the CA's requests. */
  public enum Mode {
    /** A small server that listens only while the CA looks. */
    STANDALONE,
    /** The application: on a plain connector of its own with Tomcat or Jetty. */
    APPLICATION
  }

  /**
   * How control of the names is proved, unless there is a bean of the type {@link
   * dev.acmesdk.Acme}.
   *
   * @param mode who answers: a small server that listens only while the CA looks, or the
   *     application
   * @param port where the CA's requests arrive. CAs connect to port 80 and no other; another one is
   *     for forwarding
   * @param redirectToHttps whether the application sends all other plain requests to HTTPS
   * @param httpsPort the port to which they are sent, if that is not the one that the server
   *     listens on
   */
  public record Http01(
      @DefaultValue("standalone") Mode mode,
      @DefaultValue("80") int port,
      @DefaultValue("false") boolean redirectToHttps,
      @Nullable Integer httpsPort) {}

  /**
   * Credentials for an external account binding.
   *
   * @param keyId the key identifier for the external account binding
   * @param macKey the MAC key for the external account binding, in base64url
   */
  public record ExternalAccount(@Nullable String keyId, @Nullable String macKey) {
    /** Does not show the key. */
    @Override
    public String toString() {
      return "ExternalAccount[keyId=" + keyId + "]";
    }
  }
}
