package dev.acmesdk.crypto;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Principal;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that the JDK parses once, and only when it is asked for something. If that fails,
 * an {@link IllegalArgumentException} says so then. Safe for use by several threads.
 */
class LaterParsedCertificate extends X509Certificate {
  private static final long serialVersionUID = 1L;

  private final byte[] der;
  private transient volatile @Nullable X509Certificate parsed;

  LaterParsedCertificate(byte[] der) {
    this.der = der;
  }

  private X509Certificate parsed() {
    X509Certificate known = parsed;
    if (known == null) {
      known = CertificateChain.parse(der);
      parsed = known;
    }
    return known;
  }

  @Override
  public final byte[] getEncoded() {
    return der.clone();
  }

  @Override
  @Deprecated(since = "16")
  public final Principal getIssuerDN() {
    return parsed().getIssuerDN();
  }

  @Override
  @Deprecated(since = "16")
  public final Principal getSubjectDN() {
    return parsed().getSubjectDN();
  }

  @Override
  public final void checkValidity()
      throws CertificateExpiredException, CertificateNotYetValidException {
    parsed().checkValidity();
  }

  @Override
  public final void checkValidity(Date date)
      throws CertificateExpiredException, CertificateNotYetValidException {
    parsed().checkValidity(date);
  }

  @Override
  public final int getVersion() {
    return parsed().getVersion();
  }

  @Override
  public BigInteger getSerialNumber() {
    return parsed().getSerialNumber();
  }

  @Override
  public final X500Principal getIssuerX500Principal() {
    return parsed().getIssuerX500Principal();
  }

  @Override
  public final X500Principal getSubjectX500Principal() {
    return parsed().getSubjectX500Principal();
  }

  @Override
  public Date getNotBefore() {
    return parsed().getNotBefore();
  }

  @Override
  public Date getNotAfter() {
    return parsed().getNotAfter();
  }

  @Override
  public final byte[] getTBSCertificate() throws CertificateEncodingException {
    return parsed().getTBSCertificate();
  }

  @Override
  public final byte[] getSignature() {
    return parsed().getSignature();
  }

  @Override
  public final String getSigAlgName() {
    return parsed().getSigAlgName();
  }

  @Override
  public final String getSigAlgOID() {
    return parsed().getSigAlgOID();
  }

  @Override
  public final byte @Nullable [] getSigAlgParams() {
    return parsed().getSigAlgParams();
  }

  @Override
  public final boolean @Nullable [] getIssuerUniqueID() {
    return parsed().getIssuerUniqueID();
  }

  @Override
  public final boolean @Nullable [] getSubjectUniqueID() {
    return parsed().getSubjectUniqueID();
  }

  @Override
  public final boolean @Nullable [] getKeyUsage() {
    return parsed().getKeyUsage();
  }

  @Override
  public final @Nullable List<String> getExtendedKeyUsage() throws CertificateParsingException {
    return parsed().getExtendedKeyUsage();
  }

  @Override
  public final int getBasicConstraints() {
    return parsed().getBasicConstraints();
  }

  @Override
  public @Nullable Collection<List<?>> getSubjectAlternativeNames()
      throws CertificateParsingException {
    return parsed().getSubjectAlternativeNames();
  }

  @Override
  public final @Nullable Collection<List<?>> getIssuerAlternativeNames()
      throws CertificateParsingException {
    return parsed().getIssuerAlternativeNames();
  }

  @Override
  public final boolean hasUnsupportedCriticalExtension() {
    return parsed().hasUnsupportedCriticalExtension();
  }

  @Override
  public final @Nullable Set<String> getCriticalExtensionOIDs() {
    return parsed().getCriticalExtensionOIDs();
  }

  @Override
  public final @Nullable Set<String> getNonCriticalExtensionOIDs() {
    return parsed().getNonCriticalExtensionOIDs();
  }

  @Override
  public byte @Nullable [] getExtensionValue(String identifier) {
    return parsed().getExtensionValue(identifier);
  }

  @Override
  public final PublicKey getPublicKey() {
    return parsed().getPublicKey();
  }

  @Override
  public final void verify(PublicKey key)
      throws CertificateException,
          NoSuchAlgorithmException,
          InvalidKeyException,
          NoSuchProviderException,
          SignatureException {
    parsed().verify(key);
  }

  @Override
  public final void verify(PublicKey key, String provider)
      throws CertificateException,
          NoSuchAlgorithmException,
          InvalidKeyException,
          NoSuchProviderException,
          SignatureException {
    parsed().verify(key, provider);
  }

  @Override
  public final void verify(PublicKey key, Provider provider)
      throws CertificateException,
          NoSuchAlgorithmException,
          InvalidKeyException,
          SignatureException {
    parsed().verify(key, provider);
  }

  @Override
  public final String toString() {
    return parsed().toString();
  }
}
