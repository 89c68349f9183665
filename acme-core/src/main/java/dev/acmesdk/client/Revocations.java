package dev.acmesdk.client;

import dev.acmesdk.client.JsonWebSignature.Signer;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.Base64Url;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.protocol.Directory;
import dev.acmesdk.protocol.ProblemType;
import dev.acmesdk.protocol.RevocationReason;
import java.net.URI;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;

/** Revocation (RFC 8555 section 7.6), which is as good when it is asked for twice. */
final class Revocations {
  private final Requests requests;

  Revocations(Requests requests) {
    this.requests = requests;
  }

  RevocationOutcome revoke(Signer signer, X509Certificate certificate, RevocationReason reason) {
    Map<String, Object> payload = payload(certificate, reason);
    try {
      requests.at(
          Revocations::url,
          url -> requests.send(url, signer, payload, "to revoke the certificate"));
      return RevocationOutcome.REVOKED;
    } catch (RejectedException e) {
      if (e.kind() == ProblemType.ALREADY_REVOKED) {
        return RevocationOutcome.ALREADY_REVOKED;
      }
      throw e;
    }
  }

  private static URI url(Directory directory) {
    URI url = directory.revokeCert();
    if (url == null) {
      throw new InvalidRequestException(
          "The CA at %s does not take revocations over ACME. Ask it how else to revoke."
              .formatted(directory.url()));
    }
    return url;
  }

  private static Map<String, Object> payload(X509Certificate certificate, RevocationReason reason) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("certificate", Base64Url.encode(der(certificate)));
    // RFC 5280 section 5.3.1: the reason SHOULD be absent instead of unspecified.
    if (reason != RevocationReason.UNSPECIFIED) {
      payload.put("reason", reason.code());
    }
    return payload;
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("The certificate cannot be encoded", e);
    }
  }

  /** The certificate's own key, which the server sees at once that it is. */
  static Signer signer(PrivateKey key, X509Certificate certificate) {
    try {
      return new Signer(AccountKey.of(new KeyPair(certificate.getPublicKey(), key)), null);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(
          "The certificate cannot be revoked with this key: %s. Give the certificate's own private key, or revoke with the account that ordered it."
              .formatted(e.getMessage()));
    }
  }
}
