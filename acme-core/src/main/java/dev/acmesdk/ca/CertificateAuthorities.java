package dev.acmesdk.ca;

import dev.acmesdk.ca.ExternalAccount.Need;
import dev.acmesdk.crypto.KeyAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The public CAs that speak ACME and have one directory for all, as of September 2026. */
public final class CertificateAuthorities {
  private static final URI LETS_ENCRYPT_URL = url("https://acme-v02.api.letsencrypt.org/directory");
  private static final URI LETS_ENCRYPT_STAGING_URL =
      url("https://acme-staging-v02.api.letsencrypt.org/directory");
  private static final URI GOOGLE_URL = url("https://dv.acme-v02.api.pki.goog/directory");
  private static final URI GOOGLE_STAGING_URL =
      url("https://dv.acme-v02.test-api.pki.goog/directory");

  /** Let's Encrypt, whose certificates are trusted everywhere, within strict rate limits. */
  public static final CertificateAuthority LETS_ENCRYPT =
      letsEncrypt("Let's Encrypt", LETS_ENCRYPT_URL).staging(LETS_ENCRYPT_STAGING_URL).build();

  /** Let's Encrypt for practice. It has accounts of its own. */
  public static final CertificateAuthority LETS_ENCRYPT_STAGING =
      letsEncrypt("Let's Encrypt (staging)", LETS_ENCRYPT_STAGING_URL).build();

  /** ZeroSSL. It has no twin for practice. */
  public static final CertificateAuthority ZERO_SSL =
      publicCa("ZeroSSL", "https://acme.zerossl.com/v2/DV90")
          .website(url("https://zerossl.com"))
          .externalAccount(
              customers("A POST request to https://api.zerossl.com/acme/eab-credentials"))
          .build();

  /** Google Trust Services. */
  public static final CertificateAuthority GOOGLE_TRUST_SERVICES =
      google("Google Trust Services", GOOGLE_URL).staging(GOOGLE_STAGING_URL).build();

  /** Google Trust Services for practice. It has accounts and credentials of its own. */
  public static final CertificateAuthority GOOGLE_TRUST_SERVICES_STAGING =
      google("Google Trust Services (staging)", GOOGLE_STAGING_URL).build();

  /** SSL.com for practice, with RSA. */
  public static final CertificateAuthority SSL_COM_RSA_STAGING =
      sslCom("SSL.com RSA (staging)", "https://acme-try.ssl.com/sslcom-dv-rsa").build();

  /** SSL.com, issuing with RSA. */
  public static final CertificateAuthority SSL_COM_RSA =
      sslCom("SSL.com RSA", "https://acme.ssl.com/sslcom-dv-rsa")
          .staging(SSL_COM_RSA_STAGING.directory())
          .build();

  /** SSL.com for practice, with ECDSA. */
  public static final CertificateAuthority SSL_COM_ECC_STAGING =
      sslCom("SSL.com ECC (staging)", "https://acme-try.ssl.com/sslcom-dv-ecc").build();

  /** SSL.com, issuing with ECDSA. */
  public static final CertificateAuthority SSL_COM_ECC =
      sslCom("SSL.com ECC", "https://acme.ssl.com/sslcom-dv-ecc")
          .staging(SSL_COM_ECC_STAGING.directory())
          .build();

  /** Actalis. It has no twin for practice. */
  public static final CertificateAuthority ACTALIS =
      publicCa("Actalis", "https://acme-api.actalis.com/acme/directory")
          .website(url("https://www.actalis.com"))
          .externalAccount(customers("The customer area of Actalis"))
          .build();

  /** Sectigo, with validation of the domain alone. */
  public static final CertificateAuthority SECTIGO_DV = sectigo("DV");

  /** Sectigo, with validation of the organization. */
  public static final CertificateAuthority SECTIGO_OV = sectigo("OV");

  /** Sectigo, with extended validation. */
  public static final CertificateAuthority SECTIGO_EV = sectigo("EV");

  private static final List<CertificateAuthority> ALL =
      List.of(
          LETS_ENCRYPT,
          LETS_ENCRYPT_STAGING,
          ZERO_SSL,
          GOOGLE_TRUST_SERVICES,
          GOOGLE_TRUST_SERVICES_STAGING,
          SSL_COM_RSA,
          SSL_COM_RSA_STAGING,
          SSL_COM_ECC,
          SSL_COM_ECC_STAGING,
          ACTALIS,
          SECTIGO_DV,
          SECTIGO_OV,
          SECTIGO_EV);

  private CertificateAuthorities() {}

  /**
   * All of them.
   *
   * @return each of the constants once
   */
  public static List<CertificateAuthority> all() {
    return ALL;
  }

  /**
   * Finds out whose directory this is.
   *
   * @param directory the URL of a directory
   * @return the CA; empty for a private CA and others that are not listed
   */
  public static Optional<CertificateAuthority> at(URI directory) {
    return ALL.stream().filter(ca -> ca.directory().equals(directory)).findFirst();
  }

  private static URI url(String text) {
    return URI.create(text);
  }

  private static CertificateAuthorityBuilder publicCa(String name, String directory) {
    return CertificateAuthority.builder(name, url(directory)).nameRules(NameRules.BASELINE);
  }

  private static ExternalAccount customers(String source) {
    return new ExternalAccount(Need.REQUIRED, source, null);
  }

  private static CertificateAuthorityBuilder letsEncrypt(String name, URI directory) {
    Set<KeyAlgorithm> keys =
        EnumSet.of(
            KeyAlgorithm.EC_P256,
            KeyAlgorithm.EC_P384,
            KeyAlgorithm.RSA_2048,
            KeyAlgorithm.RSA_3072,
            KeyAlgorithm.RSA_4096);
    OrderLimits classic =
        new OrderLimits(OptionalInt.of(100), Offered.YES, Offered.NO, Offered.NO, keys);
    OrderLimits small = classic.withMaxNames(25);
    return CertificateAuthority.builder(name, directory)
        .website(url("https://letsencrypt.org"))
        .caaIdentities("letsencrypt.org")
        .externalAccount(ExternalAccount.NOT_REQUIRED)
        .nameRules(NameRules.BOULDER)
        .limits(classic)
        .profile("classic", classic)
        .profile("tlsserver", small)
        .profile("shortlived", small.withIpAddresses(Offered.YES))
        .accountKeys(keys)
        .ordersList(Offered.NO)
        .renewalInfo(Offered.YES);
  }

  private static CertificateAuthorityBuilder google(String name, URI directory) {
    return CertificateAuthority.builder(name, directory)
        .website(url("https://pki.goog"))
        .externalAccount(
            new ExternalAccount(
                Need.REQUIRED,
                "The command: gcloud publicca external-account-keys create",
                Duration.ofDays(7)))
        .nameRules(NameRules.BASELINE)
        .ordersList(Offered.NO);
  }

  private static CertificateAuthorityBuilder sslCom(String name, String directory) {
    return publicCa(name, directory)
        .website(url("https://www.ssl.com"))
        .externalAccount(
            new ExternalAccount(
                Need.REQUIRED_UNANNOUNCED, "The API credentials in your SSL.com account", null));
  }

  private static CertificateAuthority sectigo(String kind) {
    return publicCa("Sectigo " + kind, "https://acme.sectigo.com/v2/" + kind)
        .website(url("https://www.sectigo.com"))
        .externalAccount(customers("Your contract with Sectigo"))
        .build();
  }
}
