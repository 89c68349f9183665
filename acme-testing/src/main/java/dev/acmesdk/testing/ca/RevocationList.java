package dev.acmesdk.testing.ca;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;

/** RFC 5280 section 5. */
final class RevocationList {
  private static final Duration LIFETIME = Duration.ofDays(7);

  private RevocationList() {}

  static byte[] der(Authority issuer, Collection<Revocation> revocations, Instant now) {
    try {
      X509v2CRLBuilder list =
          new X509v2CRLBuilder(issuer.name(), Date.from(now))
              .setNextUpdate(Date.from(now.plus(LIFETIME)));
      for (Revocation revocation : revocations) {
        list.addCRLEntry(revocation.serial(), Date.from(revocation.time()), revocation.reason());
      }
      return list.addExtension(
              Extension.authorityKeyIdentifier,
              false,
              new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.keys().getPublic()))
          .addExtension(
              Extension.cRLNumber,
              false,
              new CRLNumber(BigInteger.valueOf(Math.max(0, now.toEpochMilli()))))
          .build(issuer.signer())
          .getEncoded();
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("The CRL could not be made", e);
    }
  }
}
