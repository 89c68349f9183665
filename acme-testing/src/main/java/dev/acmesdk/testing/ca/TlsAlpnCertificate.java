package dev.acmesdk.testing.ca;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1OctetString;

/** RFC 8737 section 3: what the certificate for a TLS-ALPN-01 challenge must be. */
final class TlsAlpnCertificate {
  private static final String ACME_IDENTIFIER = "1.3.6.1.5.5.7.1.31";
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private TlsAlpnCertificate() {}

  static void check(X509Certificate certificate, ValidationTask task) throws ChallengeFailure {
    requireSelfSigned(certificate, task);
    requireOneName(certificate, task);
    if (!certificate.getCriticalExtensionOIDs().contains(ACME_IDENTIFIER)) {
      throw incorrect(task, "Missing or not critical: the extension acmeIdentifier");
    }
    byte[] shown = digest(certificate, task);
    if (!MessageDigest.isEqual(shown, Sha256.of(task.keyAuthorization()))) {
      throw incorrect(task, "Received certificate with unexpected acmeIdentifier extension value");
    }
  }

  private static void requireSelfSigned(X509Certificate certificate, ValidationTask task)
      throws ChallengeFailure {
    try {
      certificate.verify(certificate.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw incorrect(task, "Received certificate which is not self-signed");
    }
    if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      throw incorrect(task, "Received certificate which is not self-signed");
    }
  }

  private static void requireOneName(X509Certificate certificate, ValidationTask task)
      throws ChallengeFailure {
    Collection<List<?>> names;
    try {
      names = certificate.getSubjectAlternativeNames();
    } catch (GeneralSecurityException e) {
      throw incorrect(task, "Received certificate with unreadable identifiers");
    }
    if (names == null || names.size() != 1 || !isName(names.iterator().next(), task.identifier())) {
      throw incorrect(task, "Received certificate with unexpected identifiers: " + names);
    }
  }

  private static boolean isName(List<?> name, Identifier expected) {
    String value = String.valueOf(name.get(1));
    return expected.isIp()
        ? name.get(0).equals(IP_ADDRESS)
            && IpLiterals.parse(value).equals(IpLiterals.parse(expected.value()))
        : name.get(0).equals(DNS_NAME) && value.toLowerCase(Locale.ROOT).equals(expected.value());
  }

  private static byte[] digest(X509Certificate certificate, ValidationTask task)
      throws ChallengeFailure {
    try {
      byte[] value =
          ASN1OctetString.getInstance(certificate.getExtensionValue(ACME_IDENTIFIER)).getOctets();
      return ASN1OctetString.getInstance(value).getOctets();
    } catch (IllegalArgumentException e) {
      throw incorrect(task, "Received certificate with malformed acmeIdentifier extension");
    }
  }

  private static ChallengeFailure incorrect(ValidationTask task, String why) {
    return new ChallengeFailure(
        ProblemKind.UNAUTHORIZED,
        "Incorrect validation certificate for tls-alpn-01 challenge. Requested %s. %s"
            .formatted(task.identifier().value(), why));
  }
}
