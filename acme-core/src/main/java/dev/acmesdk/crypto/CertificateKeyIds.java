package dev.acmesdk.crypto;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;

/** The key identifiers in certificates (RFC 5280 section 4.2.1.1). */
public final class CertificateKeyIds {
  static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";

  private static final byte OCTET_STRING = 0x04;
  private static final byte SEQUENCE = 0x30;
  private static final byte KEY_IDENTIFIER = (byte) 0x80;

  /** Lengths from here on take more than one octet. */
  private static final int SHORT = 0x80;

  /** Three tags with their lengths. */
  private static final int USUAL_START = 6;

  private CertificateKeyIds() {}

  /**
   * Which of its keys the issuer signed with.
   *
   * @param certificate any certificate
   * @return the key identifier; empty if the certificate has none that can be read
   */
  public static Optional<byte[]> authority(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue(AUTHORITY_KEY_IDENTIFIER);
    return extension == null ? Optional.empty() : authority(extension);
  }

  static Optional<byte[]> authority(byte[] extension) {
    return isUsual(extension)
        ? Optional.of(Arrays.copyOfRange(extension, USUAL_START, extension.length))
        : read(extension);
  }

  /**
   * The form that nearly all have: an OCTET STRING around a SEQUENCE around a key identifier, all
   * of them short, and nothing else. It can be read without a parser, and so without the time that
   * it takes to load one.
   */
  private static boolean isUsual(byte[] extension) {
    int length = extension.length;
    return length > USUAL_START
        && length < SHORT
        && extension[0] == OCTET_STRING
        && extension[1] == length - 2
        && extension[2] == SEQUENCE
        && extension[3] == length - 4
        && extension[4] == KEY_IDENTIFIER
        && extension[5] == length - USUAL_START;
  }

  private static Optional<byte[]> read(byte[] extension) {
    try {
      AuthorityKeyIdentifier identifier =
          AuthorityKeyIdentifier.getInstance(
              ASN1OctetString.getInstance(ASN1OctetString.fromByteArray(extension)).getOctets());
      return Optional.ofNullable(identifier.getKeyIdentifierOctets());
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
