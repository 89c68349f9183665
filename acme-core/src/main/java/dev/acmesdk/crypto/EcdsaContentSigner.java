package dev.acmesdk.crypto;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs certificates and requests for them by {@link Ecdsa}. */
final class EcdsaContentSigner implements ContentSigner {
  private final ECPrivateKey key;
  private final int bits;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  private EcdsaContentSigner(ECPrivateKey key, int bits) {
    this.key = key;
    this.bits = bits;
  }

  /**
   * A signer for any key: keys on curves sign by {@link Ecdsa} unless their scalar is kept from us,
   * in hardware, say; all others sign by their providers.
   */
  static ContentSigner of(KeyPair pair) throws OperatorCreationException {
    KeyAlgorithm algorithm = KeyAlgorithm.of(pair.getPublic());
    ECPrivateKey onCurve = Ecdsa.onCurveOf(pair.getPublic(), pair.getPrivate());
    return onCurve == null
        ? new JcaContentSignerBuilder(algorithm.signatureAlgorithm())
            .build(EllipticCurves.inJdkTerms(pair).getPrivate())
        : new EcdsaContentSigner(onCurve, algorithm.bits());
  }

  @Override
  public AlgorithmIdentifier getAlgorithmIdentifier() {
    return new AlgorithmIdentifier(algorithm());
  }

  private ASN1ObjectIdentifier algorithm() {
    return switch (bits) {
      case 256 -> X9ObjectIdentifiers.ecdsa_with_SHA256;
      case 384 -> X9ObjectIdentifiers.ecdsa_with_SHA384;
      default -> X9ObjectIdentifiers.ecdsa_with_SHA512;
    };
  }

  @Override
  public OutputStream getOutputStream() {
    return content;
  }

  @Override
  public byte[] getSignature() {
    return Ecdsa.signInDer(key, bits, content.toByteArray());
  }
}
