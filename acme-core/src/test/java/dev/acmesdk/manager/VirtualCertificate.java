package dev.acmesdk.manager;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks like a certificate as far as renewal looks: so that a year has room for a million. */
@SuppressWarnings({"deprecation", "JavaUtilDate"}) // of methods that must be there
final class VirtualCertificate extends X509Certificate {
  private static final long serialVersionUID = 1;
  private static final String AUTHORITY_KEY_ID = "2.5.29.35";

  /** An OCTET STRING with a SEQUENCE with the key identifier 1234. */
  private static final byte[] KEY_ID = {4, 6, 0x30, 4, (byte) 0x80, 2, 0x12, 0x34};

  private final long serial;
  private final long notBefore;
  private final long notAfter;

  VirtualCertificate(long serial, Instant notBefore, Duration lifetime) {
    this.serial = serial;
    this.notBefore = notBefore.toEpochMilli();
    this.notAfter = notBefore.plus(lifetime).toEpochMilli();
  }

  @Override
  public BigInteger getSerialNumber() {
    return BigInteger.valueOf(serial);
  }

  @Override
  public Date getNotBefore() {
    return new Date(notBefore);
  }

  @Override
  public Date getNotAfter() {
    return new Date(notAfter);
  }

  @Override
  public byte @Nullable [] getExtensionValue(String oid) {
    return oid.equals(AUTHORITY_KEY_ID) ? KEY_ID.clone() : null;
  }

  @Override
  public byte[] getEncoded() {
    return ByteBuffer.allocate(8).putLong(serial).array();
  }

  @Override
  public String toString() {
    return "VirtualCertificate[" + serial + "]";
  }

  @Override
  public Set<String> getCriticalExtensionOIDs() {
    return Set.of();
  }

  @Override
  public Set<String> getNonCriticalExtensionOIDs() {
    return Set.of(AUTHORITY_KEY_ID);
  }

  @Override
  public boolean hasUnsupportedCriticalExtension() {
    return false;
  }

  private static UnsupportedOperationException unexpected() {
    return new UnsupportedOperationException("Renewal does not look at this");
  }

  @Override
  public void checkValidity() {
    throw unexpected();
  }

  @Override
  public void checkValidity(Date date) {
    throw unexpected();
  }

  @Override
  public int getVersion() {
    throw unexpected();
  }

  @Override
  public Principal getIssuerDN() {
    throw unexpected();
  }

  @Override
  public Principal getSubjectDN() {
    throw unexpected();
  }

  @Override
  public byte[] getTBSCertificate() {
    throw unexpected();
  }

  @Override
  public byte[] getSignature() {
    throw unexpected();
  }

  @Override
  public String getSigAlgName() {
    throw unexpected();
  }

  @Override
  public String getSigAlgOID() {
    throw unexpected();
  }

  @Override
  public byte[] getSigAlgParams() {
    throw unexpected();
  }

  @Override
  public boolean[] getIssuerUniqueID() {
    throw unexpected();
  }

  @Override
  public boolean[] getSubjectUniqueID() {
    throw unexpected();
  }

  @Override
  public boolean[] getKeyUsage() {
    throw unexpected();
  }

  @Override
  public int getBasicConstraints() {
    throw unexpected();
  }

  @Override
  public void verify(PublicKey key) {
    throw unexpected();
  }

  @Override
  public void verify(PublicKey key, String provider) {
    throw unexpected();
  }

  @Override
  public PublicKey getPublicKey() {
    throw unexpected();
  }
}
