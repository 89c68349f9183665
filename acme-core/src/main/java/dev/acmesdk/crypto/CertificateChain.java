package dev.acmesdk.crypto;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A certificate followed by the certificates of its issuers, each of which certifies the one before
 * it (RFC 8555 section 9.1). The root is usually left out.
 *
 * @param certificates the end-entity certificate first; never empty
 */
public record CertificateChain(List<X509Certificate> certificates) {
  private static final byte DER_SEQUENCE = 0x30;
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final int MAX_SHOWN = 200;
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  /** Copies the list and refuses an empty one. */
  public CertificateChain {
    certificates = List.copyOf(certificates);
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("A certificate chain has at least one certificate");
    }
  }

  /**
   * Reads a chain with the strictness of RFC 8555 section 11.4: if the text holds anything but
   * certificates, for example a private key, all of it is refused.
   *
   * @param pem PEM text
   * @return the chain, in the order of the text
   * @throws IllegalArgumentException if the text is not strict PEM, holds something else, or
   *     nothing
   */
  public static CertificateChain fromPem(String pem) {
    return fromPem(pem, CertificateChain::parse);
  }

  /**
   * The same for those who look at thousands of chains, and mostly at their dates and names: a
   * certificate of the usual form is parsed only when it is asked for something else, and an {@link
   * IllegalArgumentException} says only then that it cannot be.
   *
   * @param pem PEM text
   * @return the chain, in the order of the text
   * @throws IllegalArgumentException if the text is not strict PEM, holds something else, or
   *     nothing
   */
  public static CertificateChain outlinedFromPem(String pem) {
    return fromPem(pem, CertificateChain::outlined);
  }

  private static CertificateChain fromPem(String pem, Function<byte[], X509Certificate> reading) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Pem.Block block : Pem.decode(pem)) {
      if (!block.label().equals("CERTIFICATE")) {
        throw new IllegalArgumentException(
            "A certificate chain must hold nothing but certificates, but has a "
                + block.label()
                + " (RFC 8555 section 11.4)");
      }
      certificates.add(reading.apply(block.octets()));
    }
    return new CertificateChain(certificates);
  }

  private static X509Certificate outlined(byte[] der) {
    try {
      return new OutlinedCertificate(der);
    } catch (IllegalArgumentException e) {
      return parse(der);
    }
  }

  static X509Certificate parse(byte[] der) {
    // The factory would also look for PEM in it.
    if (der[0] != DER_SEQUENCE) {
      throw new IllegalArgumentException("Not an X.509 certificate");
    }
    X509Certificate certificate = generate(der);
    // The factory also finds a certificate in front of, or within, something else.
    if (!Arrays.equals(der(certificate), der)) {
      throw new IllegalArgumentException("Not an X.509 certificate");
    }
    return certificate;
  }

  private static X509Certificate generate(byte[] der) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException | RuntimeException e) {
      // Of some keys, such as an Ed25519 key without octets, the JDK's parser runs out of bounds.
      throw new IllegalArgumentException("Not an X.509 certificate", Pem.withoutWords(e));
    }
  }

  /**
   * The certificate itself.
   *
   * @return the end-entity certificate
   */
  public X509Certificate leaf() {
    return certificates.get(0);
  }

  /**
   * The certificates of the issuers.
   *
   * @return all but the first; may be empty
   */
  public List<X509Certificate> issuers() {
    return certificates.subList(1, certificates.size());
  }

  /**
   * The DNS names that the certificate is valid for.
   *
   * @return dNSName entries of the subject alternative names, in the certificate's order
   */
  public List<String> dnsNames() {
    return alternativeNames(DNS_NAME);
  }

  /**
   * The IP addresses that the certificate is valid for.
   *
   * @return iPAddress entries of the subject alternative names, in the JDK's text form
   */
  public List<String> ipAddresses() {
    return alternativeNames(IP_ADDRESS);
  }

  private List<String> alternativeNames(int type) {
    try {
      Collection<List<?>> names = leaf().getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> Objects.equals(name.get(0), type))
              .map(name -> (String) name.get(1))
              .toList();
    } catch (CertificateParsingException e) {
      throw new IllegalArgumentException(
          "The certificate's subject alternative names cannot be read", Pem.withoutWords(e));
    }
  }

  /**
   * Whether the certificate was issued for a key.
   *
   * @param key a public key
   * @return {@code true} if it is the certificate's
   */
  public boolean isFor(PublicKey key) {
    return leaf().getPublicKey().equals(key);
  }

  /**
   * Whether each certificate is signed by the next one and names it as its issuer.
   *
   * @return {@code true} for a chain in order; a chain of one is in order
   */
  public boolean isInOrder() {
    for (int i = 0; i + 1 < certificates.size(); i++) {
      if (!isIssuedBy(certificates.get(i), certificates.get(i + 1))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
    if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      return CertificateSignature.isBy(issuer.getPublicKey(), certificate);
    } catch (GeneralSecurityException | RuntimeException e) {
      // With a key that makes no sense, the JDK may run into other trouble than a bad signature.
      return false;
    }
  }

  /**
   * Who issued the last certificate: the root that the chain leads to, by its common name.
   *
   * @return the common name of the last certificate's issuer; empty if it has none
   */
  public Optional<String> topIssuerCommonName() {
    return DistinguishedNames.commonName(
        certificates.get(certificates.size() - 1).getIssuerX500Principal());
  }

  /**
   * The SHA-256 fingerprints of all certificates, as {@code openssl x509 -fingerprint} computes
   * them.
   *
   * @return 64 lower-case hexadecimal digits for each, in the chain's order
   */
  public List<String> fingerprints() {
    return certificates.stream()
        .map(certificate -> HexFormat.of().formatHex(Sha256.digest(der(certificate))))
        .toList();
  }

  /**
   * The whole chain as PEM: Certbot's {@code fullchain.pem}.
   *
   * @return all certificates
   */
  public String toPem() {
    return pem(certificates);
  }

  /**
   * The certificate alone as PEM: Certbot's {@code cert.pem}.
   *
   * @return the first certificate
   */
  public String leafPem() {
    return pem(List.of(leaf()));
  }

  /**
   * The issuers as PEM: Certbot's {@code chain.pem}.
   *
   * @return all certificates but the first; may be empty
   */
  public String issuersPem() {
    return pem(issuers());
  }

  private static String pem(List<X509Certificate> certificates) {
    return certificates.stream().map(CertificateChain::pem).collect(Collectors.joining());
  }

  private static String pem(X509Certificate certificate) {
    return Pem.encode("CERTIFICATE", der(certificate));
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("The certificate cannot be encoded", e);
    }
  }

  /** Shows subject names, issuer and end of validity. */
  @Override
  public String toString() {
    return "CertificateChain[%s, issuer=%s, notAfter=%s, length=%d]"
        .formatted(
            shown(names()),
            shown(leaf().getIssuerX500Principal().getName()),
            leaf().getNotAfter().toInstant(),
            certificates.size());
  }

  private String names() {
    try {
      return dnsNames().toString();
    } catch (IllegalArgumentException e) {
      return "unreadable names";
    }
  }

  /** The names in a certificate may hold anything and be of any length. */
  private static String shown(String text) {
    String start = text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    return UNSEEN.matcher(start).replaceAll("\uFFFD");
  }
}
