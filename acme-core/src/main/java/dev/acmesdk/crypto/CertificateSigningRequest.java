package dev.acmesdk.crypto;

import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A PKCS#10 request (RFC 2986) as RFC 8555 section 7.4 wants it: all identifiers as subject
 * alternative names, and an empty subject, since CAs ignore or refuse what a subject says.
 */
public final class CertificateSigningRequest {
  /** RFC 7633 section 6: id-pe-tlsfeature. */
  private static final ASN1ObjectIdentifier TLS_FEATURE =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");

  /** RFC 6066 section 8: the number of the extension by which clients ask for OCSP responses. */
  private static final ASN1Integer STATUS_REQUEST = new ASN1Integer(5);

  private final PublicKey publicKey;
  private final byte[] der;

  private CertificateSigningRequest(PublicKey publicKey, byte[] der) {
    this.publicKey = publicKey;
    this.der = der;
  }

  /**
   * Makes and signs a request.
   *
   * @param key the key that the certificate is for
   * @param dnsNames DNS names in A-label form, wildcards included
   * @param addresses IP addresses (RFC 8738)
   * @return the signed request
   * @throws IllegalArgumentException if the key is of an unsupported kind, a name is not ASCII, or
   *     there is neither name nor address
   */
  public static CertificateSigningRequest create(
      KeyPair key, List<String> dnsNames, List<InetAddress> addresses) {
    return create(key, dnsNames, addresses, false);
  }

  /**
   * Makes and signs a request, perhaps for a certificate that servers must send with a stapled OCSP
   * response.
   *
   * @param key the key that the certificate is for
   * @param dnsNames DNS names in A-label form, wildcards included
   * @param addresses IP addresses (RFC 8738)
   * @param mustStaple whether to ask for the TLS feature {@code status_request} (RFC 7633)
   * @return the signed request
   * @throws IllegalArgumentException if the key is of an unsupported kind, a name is not ASCII, or
   *     there is neither name nor address
   */
  public static CertificateSigningRequest create(
      KeyPair key, List<String> dnsNames, List<InetAddress> addresses, boolean mustStaple) {
    try {
      ExtensionsGenerator extensions = new ExtensionsGenerator();
      extensions.addExtension(
          Extension.subjectAlternativeName, false, AlternativeNames.of(dnsNames, addresses));
      if (mustStaple) {
        extensions.addExtension(TLS_FEATURE, false, new DERSequence(STATUS_REQUEST));
      }
      ContentSigner signer = EcdsaContentSigner.of(key);
      return new CertificateSigningRequest(
          key.getPublic(),
          new JcaPKCS10CertificationRequestBuilder(new X500Name(""), key.getPublic())
              .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
              .build(signer)
              .getEncoded());
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("Cannot make a certificate signing request", e);
    }
  }

  /**
   * The key that the certificate is for.
   *
   * @return its public half
   */
  public PublicKey publicKey() {
    return publicKey;
  }

  /**
   * The request in DER, which goes to the CA in base64url.
   *
   * @return a copy of the octets
   */
  public byte[] der() {
    return der.clone();
  }
}
