package dev.acmesdk.storage;

/** What is told to somebody who looks into {@code live/}. Certbot has files of that name too. */
final class Readme {
  static final String OF_LIVE =
      """
      Here are your private keys and certificates, one directory per lineage.

      Let your server use these files:
        privkey.pem    the private key; keep it secret
        fullchain.pem  the certificate and its issuers; what most servers want
        cert.pem       the certificate alone
        chain.pem      the issuers alone

      They are links to the current version in ../archive and change at each renewal. Do not move,
      rename or replace them, and do not edit ../archive or ../renewal by hand: renewal would stop.
      """;

  static final String OF_LINEAGE =
      """
      privkey.pem    the private key; keep it secret
      fullchain.pem  the certificate and its issuers; what most servers want
      cert.pem       the certificate alone
      chain.pem      the issuers alone

      These are links to the current version. Name them in your server's configuration; they change
      at each renewal. Do not move, rename or replace them: renewal would stop.
      """;

  private Readme() {}
}
