package dev.acmesdk.crypto;

import static dev.acmesdk.fuzz.Harmless.require;
import static dev.acmesdk.fuzz.Harmless.unlessRefused;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.acmesdk.fuzz.Harmless;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * PEM, certificates and keys: read, or refused as an illegal argument. What was read can be written
 * and read again, and is the same.
 */
class PemFuzzTest {

  @FuzzTest
  void pem(byte[] text) {
    refusable(() -> Pem.decode(text(text))).stream()
        .flatMap(java.util.List::stream)
        .forEach(PemFuzzTest::checkBlock);
  }

  private static void checkBlock(Pem.Block block) {
    Harmless.shown(block, 200);
    Pem.Block again = Pem.decode(Pem.encode(block.label(), block.content())).get(0);
    require(again.label().equals(block.label()), "another label", block);
    require(Arrays.equals(again.content(), block.content()), "other octets", block);
  }

  @FuzzTest
  void chainText(byte[] text) {
    refusable(() -> CertificateChain.fromPem(text(text))).ifPresent(PemFuzzTest::checkChain);
  }

  /** Octets of one certificate: a fuzzer changes little in it through base64. */
  @FuzzTest
  void certificate(byte[] der) {
    refusable(() -> CertificateChain.fromPem(Pem.encode("CERTIFICATE", der)))
        .ifPresent(PemFuzzTest::checkChain);
  }

  /** As far as both can be read, a certificate and its outline are the same. */
  @FuzzTest
  void certificateOutline(byte[] der) {
    String pem = Pem.encode("CERTIFICATE", der);
    Optional<CertificateChain> parsed = refusable(() -> CertificateChain.fromPem(pem));
    Optional<CertificateChain> outlined = refusable(() -> CertificateChain.outlinedFromPem(pem));
    require(parsed.isEmpty() || outlined.isPresent(), "no outline", parsed);
    if (parsed.isPresent()) {
      X509Certificate one = parsed.get().leaf();
      X509Certificate other = outlined.get().leaf();
      require(
          one.getNotBefore().toInstant().equals(other.getNotBefore().toInstant()),
          "begins otherwise",
          one);
      require(
          one.getNotAfter().toInstant().equals(other.getNotAfter().toInstant()),
          "ends otherwise",
          one);
      require(one.getSerialNumber().equals(other.getSerialNumber()), "another number", one);
      require(
          refusable(parsed.get()::dnsNames).equals(refusable(outlined.get()::dnsNames)),
          "other names",
          one);
      require(
          refusable(() -> CertificateKeyIds.authority(one).map(HexFormat.of()::formatHex))
              .equals(
                  refusable(
                      () -> CertificateKeyIds.authority(other).map(HexFormat.of()::formatHex))),
          "another issuer's key",
          one);
    }
  }

  private static void checkChain(CertificateChain chain) {
    require(CertificateChain.fromPem(chain.toPem()).equals(chain), "another chain", chain);
    refusable(chain::dnsNames);
    refusable(chain::ipAddresses);
    Harmless.shown(chain, Harmless.LONGEST_MESSAGE);
  }

  @FuzzTest
  void keyText(byte[] text) {
    refusable(() -> Pem.decodeKeyPair(text(text))).ifPresent(PemFuzzTest::checkKey);
  }

  /** The octets of a key in one of the three forms; the first octet chooses. */
  @FuzzTest
  void key(byte[] formAndDer) {
    if (formAndDer.length > 1) {
      String label = formAndDer[0] == '1' ? "RSA " : formAndDer[0] == '2' ? "EC " : "";
      byte[] der = Arrays.copyOfRange(formAndDer, 1, formAndDer.length);
      refusable(() -> Pem.decodeKeyPair(Pem.encode(label + "PRIVATE KEY", der)))
          .ifPresent(PemFuzzTest::checkKey);
    }
  }

  private static void checkKey(KeyPair pair) {
    KeyPair again = Pem.decodeKeyPair(Pem.encodePrivateKey(pair.getPrivate()));
    require(again.getPublic().equals(pair.getPublic()), "another key", pair.getPublic());
  }

  /** Private JWK members, one a line: {@code d=...}. */
  @FuzzTest
  void privateJwk(byte[] lines) {
    Map<String, String> members = new TreeMap<>();
    for (String line : text(lines).split("\n", 20)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        members.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    Optional<KeyPair> pair = refusable(() -> PrivateJsonWebKey.parse(members));
    // Keys of kinds that no CA accepts can be read, and are refused from there on.
    pair.flatMap(read -> refusable(() -> PrivateJsonWebKey.members(read)))
        .map(PrivateJsonWebKey::parse)
        .map(KeyPair::getPublic)
        .ifPresent(again -> require(again.equals(pair.get().getPublic()), "another key", again));
  }

  @FuzzTest
  void base64Url(byte[] text) {
    String written = text(text);
    Optional<byte[]> octets = refusable(() -> Base64Url.decode(written));
    require(octets.isEmpty() || written.isEmpty() || Base64Url.isValid(written), "odd", written);
    require(Arrays.equals(Base64Url.decode(Base64Url.encode(text)), text), "changed", written);
  }

  private static <T> Optional<T> refusable(java.util.function.Supplier<T> reading) {
    return unlessRefused(IllegalArgumentException.class, reading);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
