package dev.acmesdk.client;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.Order;
import dev.acmesdk.protocol.RevocationReason;
import java.net.URI;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;

/**
 * What can be done with certificates (RFC 8555 sections 7.4.2 and 7.6, RFC 9773). As thread-safe as
 * the client that it comes from.
 */
public final class CertificateOperations {
  private final Requests requests;
  private final Clock clock;

  CertificateOperations(Requests requests, Clock clock) {
    this.requests = requests;
    this.clock = clock;
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
    return downloadLinked(account, order).chain();
  }

  /**
   * Downloads the certificate of a valid order, and tells where other chains for it are. A link
   * that is no HTTPS URL is left out: it must not cost a good certificate.
   *
   * @param account whose order it is
   * @param order the order
   * @return the default chain, with the URLs of the others
   * @throws ProtocolViolationException as above
   */
  public LinkedChain downloadLinked(AccountCredentials account, Order order) {
    URI url = order.certificate();
    if (url == null) {
      throw new ProtocolViolationException(
          "The order %s is %s but names no certificate.".formatted(order.url(), order.status()),
          "Report this to the CA.",
          null);
    }
    HttpReply reply = fetch(account, url);
    return new LinkedChain(
        chain(reply),
        reply.links("alternate").stream()
            .filter(link -> Https.isHttps(link) && !link.equals(url))
            .toList());
  }

  /**
   * Downloads another chain for the same certificate.
   *
   * @param account whose order it was
   * @param url one of {@link LinkedChain#alternates()}
   * @return the certificate and its issuers
   * @throws ProtocolViolationException if the answer holds anything but certificates
   */
  public CertificateChain alternate(AccountCredentials account, URI url) {
    return chain(fetch(account, Https.required(url, "link to another chain")));
  }

  private HttpReply fetch(AccountCredentials account, URI url) {
    return requests.read(account, url, MediaTypes.PEM_CHAIN, "to hand out the certificate");
  }

  private static CertificateChain chain(HttpReply reply) {
    try {
      return CertificateChain.fromPem(reply.body());
    } catch (IllegalArgumentException e) {
      throw new ProtocolViolationException(
          "The certificate at %s is unusable: %s.".formatted(reply.url(), e.getMessage()),
          "Report this to the CA; the certificate was not stored.",
          e);
    }
  }

  /**
   * Revokes a certificate in the name of an account (RFC 8555 section 7.6): the one that ordered
   * it, or one that has proved control of all its names. Asking twice does no harm.
   *
   * @param account who revokes
   * @param certificate the certificate
   * @param reason why
   * @return whether it was revoked now or before
   * @throws dev.acmesdk.error.InvalidRequestException if the CA does not take revocations
   * @throws dev.acmesdk.error.RejectedException if the CA refuses; of kind {@code
   *     BAD_REVOCATION_REASON} if it does not take the reason
   */
  public RevocationOutcome revoke(
      AccountCredentials account, X509Certificate certificate, RevocationReason reason) {
    return new Revocations(requests).revoke(Requests.signer(account), certificate, reason);
  }

  /**
   * Revokes a certificate with its own key (RFC 8555 section 7.6), for which no account is needed.
   * CAs may take it for a proof that the key is compromised, whatever the reason says.
   *
   * @param key the certificate's private key, of a kind listed in {@link
   *     dev.acmesdk.crypto.KeyAlgorithm}
   * @param certificate the certificate
   * @param reason why
   * @return whether it was revoked now or before
   * @throws dev.acmesdk.error.InvalidRequestException if the key is not the certificate's; nothing
   *     was sent then
   * @throws dev.acmesdk.error.RejectedException as above
   */
  public RevocationOutcome revoke(
      PrivateKey key, X509Certificate certificate, RevocationReason reason) {
    return new Revocations(requests)
        .revoke(Revocations.signer(key, certificate), certificate, reason);
  }

  /**
   * Asks when the CA suggests to renew a certificate (RFC 9773 section 4). It takes no account.
   *
   * <p>Nothing is sent for a certificate that has expired, as section 4.3 demands; that it must not
   * be asked for either when it has been replaced, only the caller can heed.
   *
   * @param certificate an end-entity certificate
   * @return what came of it; empty if the server has no renewal information, if the certificate
   *     does not name its issuer's key, or if it has expired
   */
  public Optional<RenewalAnswer> renewalInfo(X509Certificate certificate) {
    return clock.instant().isAfter(certificate.getNotAfter().toInstant())
        ? Optional.empty()
        : CertificateId.of(certificate).flatMap(this::renewalInfo);
  }

  /**
   * Asks when the CA suggests to renew a certificate (RFC 9773 section 4). It takes no account.
   *
   * @param certificate a certificate that has neither expired nor been replaced
   * @return what came of it; empty if the server has no renewal information
   */
  public Optional<RenewalAnswer> renewalInfo(CertificateId certificate) {
    return Optional.ofNullable(requests.directory().renewalInfo())
        .map(url -> new RenewalInformation(requests, clock).ask(url, certificate));
  }
}
