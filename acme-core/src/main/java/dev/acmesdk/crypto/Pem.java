package dev.acmesdk.crypto;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** PEM text in the strict form of RFC 7468: what we write, and all that we accept from a CA. */
public final class Pem {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  /** One block of a PEM text. */
  public static final class Block {
    private final String label;
    private final byte[] content;

    Block(String label, byte[] content) {
      this.label = label;
      this.content = content;
    }

    /**
     * What the block says it is.
     *
     * @return for example {@code CERTIFICATE}
     */
    public String label() {
      return label;
    }

    /**
     * What is in it.
     *
     * @return a copy of the decoded octets
     */
    public byte[] content() {
      return content.clone();
    }

    /** What is in it, for those who change nothing. */
    byte[] octets() {
      return content;
    }

    /** Shows label and length, never the content: it may be a key. */
    @Override
    public String toString() {
      return "Block[" + label + ", " + content.length + " octets]";
    }
  }

  /**
   * Encodes octets as one block with lines of 64 characters that end with LF.
   *
   * @param label for example {@code CERTIFICATE}
   * @param content the DER octets
   * @return the block, ending with LF
   */
  public static String encode(String label, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, LINES.encodeToString(content), label);
  }

  /**
   * Decodes a text that consists of PEM blocks and blank lines only.
   *
   * @param text PEM with LF, CRLF or CR at the end of lines
   * @return its blocks in order, none for a blank text
   * @throws IllegalArgumentException if there is anything else in the text, or it is cut off; the
   *     message tells the line and never quotes it
   */
  public static List<Block> decode(String text) {
    return new StrictPem(text).blocks();
  }

  /**
   * Encodes a private key.
   *
   * @param key a private key
   * @return PKCS#8 in PEM
   * @throws IllegalArgumentException if the key cannot leave its hardware
   */
  public static String encodePrivateKey(PrivateKey key) {
    return encode("PRIVATE KEY", pkcs8(key));
  }

  static byte[] pkcs8(PrivateKey key) {
    byte[] encoded = key.getEncoded();
    if (encoded == null) {
      throw new IllegalArgumentException(
          "The private key cannot be written down: it may be in hardware");
    }
    return encoded;
  }

  /**
   * Encodes a public key.
   *
   * @param key any public key
   * @return its SubjectPublicKeyInfo in PEM
   */
  public static String encodePublicKey(PublicKey key) {
    return encode("PUBLIC KEY", key.getEncoded());
  }

  /**
   * Reads the first private key of a PEM text and completes it with its public half.
   *
   * @param text a key in PKCS#8, PKCS#1 ({@code RSA PRIVATE KEY}) or SEC1 ({@code EC PRIVATE KEY})
   *     form, not encrypted; {@link EncryptedPem} reads those that are
   * @return the key pair
   * @throws IllegalArgumentException if there is none, or it cannot be read; the message never
   *     quotes the text
   */
  public static KeyPair decodeKeyPair(String text) {
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
        if (object instanceof PEMKeyPair keyPair) {
          return complete(keyPair.getPrivateKeyInfo());
        }
        if (object instanceof PrivateKeyInfo info) {
          return complete(info);
        }
        if (object.getClass().getSimpleName().contains("Encrypted")) {
          throw new IllegalArgumentException(
              "The private key is encrypted: read it with its passphrase by EncryptedPem, or decrypt it first (openssl pkey -in … -out …)");
        }
      }
    } catch (IOException | GeneralSecurityException | IllegalStateException e) {
      throw new IllegalArgumentException(
          "The PEM text holds no readable private key", withoutWords(e));
    }
    throw new IllegalArgumentException("The PEM text holds no private key");
  }

  /** A parser's own words may quote what it reads. */
  static Exception withoutWords(Exception e) {
    Exception shown = new IllegalArgumentException(e.getClass().getSimpleName());
    shown.setStackTrace(e.getStackTrace());
    return shown;
  }

  static KeyPair complete(PrivateKeyInfo info) throws PEMException, GeneralSecurityException {
    PrivateKey key = new JcaPEMKeyConverter().getPrivateKey(info);
    return new KeyPair(publicHalf(key), key);
  }

  private static PublicKey publicHalf(PrivateKey key) throws GeneralSecurityException {
    if (key instanceof RSAPrivateCrtKey rsa && rsa.getAlgorithm().equals("RSA")) {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
    }
    if (key instanceof ECPrivateKey ec && EllipticCurves.nistBits(ec.getParams()) > 0) {
      int bits = EllipticCurves.nistBits(ec.getParams());
      return KeyFactory.getInstance("EC")
          .generatePublic(
              new ECPublicKeySpec(EllipticCurves.publicPoint(bits, ec.getS()), ec.getParams()));
    }
    throw UnsupportedKey.refuse(key);
  }
}
