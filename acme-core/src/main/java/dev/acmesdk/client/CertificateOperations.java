package dev.acmesdk.client;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Order;
import java.net.URI;

/**
 * What can be done with certificates (RFC 8555 sections 7.4.2 and 7.6, RFC 9773). As thread-safe as
 * the client that it comes from.
 */
public final class CertificateOperations {
  private final Requests requests;

  CertificateOperations(Requests requests) {
    this.requests = requests;
  }

  /**
   * Downloads the certificate of a valid order (RFC 8555 section 7.4.2).
   *
   * @param account whose order it is
   * @param order the order
   * @return the certificate and its issuers
   * @throws ProtocolViolationException if the order has no certificate, or the answer holds
   *     anything but certificates
   */
  public CertificateChain download(AccountCredentials account, Order order) {
    URI url = order.certificate();
    if (url == null) {
      throw new ProtocolViolationException(
          "The order %s is %s but names no certificate.".formatted(order.url(), order.status()),
          "Report this to the CA.",
          null);
    }
    HttpReply reply =
        requests.read(account, url, MediaTypes.PEM_CHAIN, "to hand out the certificate");
    try {
      return CertificateChain.fromPem(reply.body());
    } catch (IllegalArgumentException e) {
      throw new ProtocolViolationException(
          "The certificate at %s is unusable: %s.".formatted(url, e.getMessage()),
          "Report this to the CA; the certificate was not stored.",
          e);
    }
  }
}
