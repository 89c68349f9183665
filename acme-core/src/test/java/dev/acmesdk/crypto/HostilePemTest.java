package dev.acmesdk.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that a server in the wrong hands could send: large, endless, broken at the last octet. */
class HostilePemTest {
  private static final int MEGABYTE = 1 << 20;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void readsABlockOfAMegabyte() {
    byte[] octets = new byte[MEGABYTE];
    new Random(1).nextBytes(octets);
    String text = Pem.encode("CERTIFICATE", octets);
    assertThat(inTime(() -> Pem.decode(text)).get(0).content()).isEqualTo(octets);
  }

  @Test
  void readsAMegabyteInOneLine() {
    String text = "-----BEGIN A-----\n" + "A".repeat(MEGABYTE) + "\n-----END A-----\n";
    assertThat(inTime(() -> Pem.decode(text)).get(0).content()).hasSize(MEGABYTE / 4 * 3);
  }

  @Test
  void readsTenThousandBlocks() {
    String text = Pem.encode("CERTIFICATE", new byte[48]).repeat(10_000);
    assertThat(inTime(() -> Pem.decode(text))).hasSize(10_000);
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void refusesHostileTextsInTimeAndInFewWords(String text) {
    inTime(
        () -> {
          assertThatIllegalArgumentException()
              .isThrownBy(() -> Pem.decode(text))
              .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
          assertThatIllegalArgumentException()
              .isThrownBy(() -> CertificateChain.fromPem(text))
              .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
          assertThatIllegalArgumentException()
              .isThrownBy(() -> Pem.decodeKeyPair(text))
              .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
          return List.of();
        });
  }

  static Stream<String> hostileTexts() {
    String begin = "-----BEGIN A-----\n";
    return Stream.of(
        begin + "AAAA\n".repeat(MEGABYTE / 5),
        begin + "A".repeat(MEGABYTE),
        begin + "AAAA\n".repeat(MEGABYTE / 5) + "!\n-----END A-----\n",
        begin + "AAAA\r\n".repeat(MEGABYTE / 6) + "-----END B-----\n",
        begin + "\n".repeat(MEGABYTE) + "-----END A-----\n",
        begin.repeat(MEGABYTE / begin.length()),
        "-----BEGIN " + "A".repeat(MEGABYTE) + "-----\nAAAA\n",
        "-----BEGIN " + "A ".repeat(MEGABYTE / 2) + "-----\nAAAA\n",
        "-----BEGIN " + "A-".repeat(MEGABYTE / 2),
        "-".repeat(MEGABYTE),
        "-----BEGIN ".repeat(MEGABYTE / 11),
        " ".repeat(MEGABYTE) + "x",
        "=".repeat(MEGABYTE),
        begin + "=".repeat(MEGABYTE) + "\n-----END A-----\n");
  }

  private static List<Pem.Block> inTime(
      org.junit.jupiter.api.function.ThrowingSupplier<List<Pem.Block>> work) {
    return Assertions.assertTimeoutPreemptively(LIMIT, work);
  }
}
