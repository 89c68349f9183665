package dev.acmesdk.testing.ca;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** What a certificate signing request must be (RFC 8555 section 7.4, RFC 2986). */
final class CsrRules {
  private static final int LEAST_RSA_BITS = 2048;
  private static final Set<String> SIGNATURES =
      Set.of(
          PKCSObjectIdentifiers.sha256WithRSAEncryption.getId(),
          PKCSObjectIdentifiers.sha384WithRSAEncryption.getId(),
          PKCSObjectIdentifiers.sha512WithRSAEncryption.getId(),
          "1.2.840.10045.4.3.2",
          "1.2.840.10045.4.3.3",
          "1.2.840.10045.4.3.4");

  private CsrRules() {}

  /** The key to certify, if the request is good and for these identifiers and no others. */
  static PublicKey keyOf(Octets der, List<Identifier> identifiers) {
    JcaPKCS10CertificationRequest csr = parse(der.array());
    PublicKey key = key(csr);
    checkSignature(csr, key);
    checkNames(csr, Set.copyOf(identifiers));
    return key;
  }

  private static JcaPKCS10CertificationRequest parse(byte[] der) {
    try {
      JcaPKCS10CertificationRequest csr = new JcaPKCS10CertificationRequest(der);
      if (Arrays.equals(csr.getEncoded(), der)) {
        return csr;
      }
    } catch (IOException | RuntimeException e) {
      throw bad("The CSR cannot be parsed: " + e.getMessage());
    }
    throw bad("The CSR is not plain DER");
  }

  private static PublicKey key(JcaPKCS10CertificationRequest csr) {
    PublicKey key;
    try {
      key = csr.getPublicKey();
    } catch (GeneralSecurityException | RuntimeException e) {
      throw bad("invalid public key in CSR: " + e.getMessage());
    }
    if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= LEAST_RSA_BITS) {
      return key;
    }
    if (key instanceof ECPublicKey ec && Curve.supports(ec)) {
      return key;
    }
    throw bad("invalid public key in CSR: use RSA with 2048 bits or more, P-256, P-384 or P-521");
  }

  private static void checkSignature(JcaPKCS10CertificationRequest csr, PublicKey key) {
    if (!SIGNATURES.contains(csr.getSignatureAlgorithm().getAlgorithm().getId())) {
      throw bad("signature algorithm not supported");
    }
    try {
      if (csr.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        return;
      }
    } catch (OperatorException | PKCSException e) {
      throw bad("The signature of the CSR cannot be verified: " + e.getMessage());
    }
    throw bad("The signature of the CSR is wrong");
  }

  private static void checkNames(JcaPKCS10CertificationRequest csr, Set<Identifier> expected) {
    Extensions extensions = csr.getRequestedExtensions();
    if (extensions == null) {
      throw bad("The CSR has no subject alternative names");
    }
    BasicConstraints constraints = BasicConstraints.fromExtensions(extensions);
    if (constraints != null && constraints.isCA()) {
      throw bad("The CSR asks for a CA certificate");
    }
    List<Identifier> names = alternativeNames(extensions);
    if (names.size() != expected.size() || !new HashSet<>(names).equals(expected)) {
      throw bad("CSR does not specify same identifiers as Order: %s".formatted(names));
    }
    for (RDN rdn : csr.getSubject().getRDNs(BCStyle.CN)) {
      String name = IETFUtils.valueToString(rdn.getFirst().getValue());
      if (!expected.contains(Identifier.dns(name))) {
        throw bad("The common name \"%s\" is none of the order's names".formatted(name));
      }
    }
  }

  private static List<Identifier> alternativeNames(Extensions extensions) {
    GeneralNames names = GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
    if (names == null) {
      throw bad("The CSR has no subject alternative names");
    }
    List<Identifier> identifiers = new ArrayList<>();
    for (GeneralName name : names.getNames()) {
      identifiers.add(identifier(name));
    }
    return identifiers;
  }

  private static Identifier identifier(GeneralName name) {
    return switch (name.getTagNo()) {
      case GeneralName.dNSName -> Identifier.dns(name.getName().toString());
      case GeneralName.iPAddress ->
          address(ASN1OctetString.getInstance(name.getName()).getOctets());
      default -> throw bad("The CSR has an alternative name that is neither a name nor an address");
    };
  }

  private static Identifier address(byte[] octets) {
    try {
      return Identifier.ip(IpLiterals.canonical(InetAddress.getByAddress(octets)));
    } catch (IOException e) {
      throw bad("The CSR has an IP address of %d octets".formatted(octets.length));
    }
  }

  private static Refusal bad(String detail) {
    return Refusal.of(ProblemKind.BAD_CSR, detail);
  }
}
