package dev.acmesdk.issuance;

import static dev.acmesdk.fuzz.Harmless.require;
import static dev.acmesdk.fuzz.Harmless.unlessRefused;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.acmesdk.client.NewOrder;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.Pem;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.protocol.Identifier;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A chain that can be read is what was asked for, or it is refused as a protocol violation. */
class CertificateChecksFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final List<Identifier> ORDERED =
      List.of(Identifier.dns("example.com"), Identifier.ip("192.0.2.1"));

  /** DER certificates one after the other: leaf, issuer, issuer's issuer. */
  @FuzzTest
  void chain(byte[] certificates) {
    unlessRefused(IllegalArgumentException.class, () -> CertificateChain.fromPem(pem(certificates)))
        .ifPresent(CertificateChecksFuzzTest::check);
  }

  private static void check(CertificateChain chain) {
    PublicKey key = chain.leaf().getPublicKey();
    Optional<Boolean> accepted =
        unlessRefused(
            ProtocolViolationException.class,
            () -> {
              CertificateChecks.check(chain, key, NewOrder.of(ORDERED), NOW);
              return true;
            });
    if (accepted.isPresent()) {
      require(Identifier.allOf(chain).equals(Set.copyOf(ORDERED)), "for other names", chain);
      require(chain.isInOrder(), "out of order", chain);
    }
  }

  private static String pem(byte[] certificates) {
    StringBuilder pem = new StringBuilder();
    for (byte[] der : split(certificates)) {
      pem.append(Pem.encode("CERTIFICATE", der));
    }
    return pem.toString();
  }

  /** At most four, by the two octets of length that certificates have. */
  private static List<byte[]> split(byte[] octets) {
    List<byte[]> parts = new ArrayList<>();
    int start = 0;
    while (start + 4 < octets.length && parts.size() < 4) {
      int length = 4 + ((octets[start + 2] & 0xff) << 8 | (octets[start + 3] & 0xff));
      int end = Math.min(start + length, octets.length);
      parts.add(Arrays.copyOfRange(octets, start, end));
      start = end;
    }
    return parts;
  }
}
