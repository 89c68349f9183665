package dev.acmesdk.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
  private static final byte[] OCTETS = "strict textual encoding".getBytes(US_ASCII);
  private static final String BLOCK =
      "-----BEGIN CERTIFICATE-----\nc3RyaWN0IHRleHR1YWwgZW5jb2Rpbmc=\n-----END CERTIFICATE-----\n";

  @Test
  void rfc7468Section2_linesHave64CharactersAndEndWithLineFeed() {
    byte[] octets = new byte[200];
    new Random(7468).nextBytes(octets);
    String[] lines = Pem.encode("CERTIFICATE", octets).split("\n", -1);
    assertThat(lines).hasSize(2 + 5 + 1).startsWith("-----BEGIN CERTIFICATE-----").endsWith("");
    assertThat(Arrays.copyOfRange(lines, 1, 5)).allSatisfy(line -> assertThat(line).hasSize(64));
    assertThat(lines[5]).hasSize(268 - 4 * 64);
    assertThat(lines[6]).isEqualTo("-----END CERTIFICATE-----");
  }

  @Test
  void roundTripsAnyLength() {
    Random random = new Random(1421);
    for (int length = 1; length < 300; length++) {
      byte[] octets = new byte[length];
      random.nextBytes(octets);
      assertThat(Pem.decode(Pem.encode("X509 CRL", octets)))
          .singleElement()
          .satisfies(
              block -> {
                assertThat(block.label()).isEqualTo("X509 CRL");
                assertThat(block.content()).isEqualTo(octets);
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", " \t\r\n\n"})
  void findsNoBlockInABlankText(String blank) {
    assertThat(Pem.decode(blank)).isEmpty();
  }

  @Test
  void rfc7468Section3_acceptsEveryKindOfLineEnd() {
    assertDecodes(BLOCK);
    assertDecodes(BLOCK.replace("\n", "\r\n"));
    assertDecodes(BLOCK.replace("\n", "\r"));
  }

  @Test
  void acceptsATextWithoutFinalLineEnd() {
    assertDecodes(BLOCK.strip());
    assertDecodes(BLOCK.replace("\n", "\r\n").strip());
  }

  @Test
  void acceptsBlankLinesAroundBlocks() {
    assertThat(Pem.decode("\n\n" + BLOCK + "\n \r\n" + BLOCK + "\n"))
        .hasSize(2)
        .allSatisfy(block -> assertThat(block.content()).isEqualTo(OCTETS));
  }

  @Test
  void keepsTheOrderOfBlocks() {
    String text = Pem.encode("B", new byte[] {2}) + Pem.encode("A", new byte[] {1});
    assertThat(Pem.decode(text)).extracting(Pem.Block::label).containsExactly("B", "A");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leading text\n-----BEGIN A-----\nAAAA\n-----END A-----\n",
        "\uFEFF-----BEGIN A-----\nAAAA\n-----END A-----\n",
        "-----BEGIN A-----\nAAAA\n-----END A-----\ntrailing text",
        "-----BEGIN A-----\nAAAA\n-----END A-----trailing text",
        "-----BEGIN A-----\nAAAA\n-----END A-----\n-----BEGIN A-----\n",
        "-----BEGIN A-----\nAAAA\n-----END B-----\n",
        "-----BEGIN A-----\nAAAA\n-----END A----\n",
        "-----BEGIN A-----\nAAAA\n----END A-----\n",
        "-----BEGIN A-----\nAAAA\n",
        "-----BEGIN A-----\nAAAA",
        "-----BEGIN A-----\n",
        "-----BEGIN A-----",
        "-----BEGIN A",
        "-----BEGIN A-----\n-----END A-----\n",
        "-----BEGIN A-----\n\n-----END A-----\n",
        "-----BEGIN A-----AAAA\n-----END A-----\n",
        "-----BEGIN A-----\nAAAA-----END A-----\n",
        "-----BEGIN A-----\nAA*A\n-----END A-----\n",
        "-----BEGIN A-----\nAAA_\n-----END A-----\n",
        "-----BEGIN A-----\n AAAA\n-----END A-----\n",
        "-----BEGIN A-----\nAAAA\n\nAAAA\n-----END A-----\n",
        "-----BEGIN A-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END A-----\n",
        "-----BEGIN A-----\nAAAA\n-----BEGIN B-----\nAAAA\n-----END B-----\n-----END A-----\n",
        "  -----BEGIN A-----\nAAAA\n-----END A-----\n",
        "-----BEGIN A-----\nAAA\n-----END A-----\n",
        "-----BEGIN A-----\nA===\n-----END A-----\n",
        "-----BEGIN A-----\n====\n-----END A-----\n",
        "-----BEGIN A-----\n=AAA\n-----END A-----\n",
        "-----BEGIN A-----\nAA==\nAAAA\n-----END A-----\n",
        "-----BEGIN -----\nAAAA\n-----END -----\n",
        "-----BEGIN a-----\nAAAA\n-----END a-----\n",
        "-----END A-----\n",
        "<html>502 Bad Gateway</html>"
      })
  void rfc7468Section3_refusesWhatIsNotStrict(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pem.decode(text))
        .withMessageStartingWith("Not strict PEM (RFC 7468)");
  }

  @Test
  void namesTheLineThatIsWrongAndNeverQuotesIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pem.decode(BLOCK + "\n-----BEGIN A-----\nAAAA\nsecret!\n"))
        .withMessage("Not strict PEM (RFC 7468), line 7: it is neither base64 nor -----END A-----");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pem.decode("secret\n" + BLOCK))
        .withMessage("Not strict PEM (RFC 7468), line 1: it is not the beginning of a block");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pem.decode("-----BEGIN A-----\r\nAAAA\r\n"))
        .withMessage("Not strict PEM (RFC 7468), line 3: the text ends within a block");
  }

  @Test
  void cuttingATextAnywhereIsNoticed() {
    for (int length = 1; length < BLOCK.length() - 1; length++) {
      String cut = BLOCK.substring(0, length);
      assertThatIllegalArgumentException()
          .as("%d characters", length)
          .isThrownBy(() -> Pem.decode(cut));
    }
  }

  @Test
  void blocksDoNotShowOrShareTheirContent() {
    Pem.Block block = Pem.decode(BLOCK).get(0);
    assertThat(block).hasToString("Block[CERTIFICATE, 23 octets]");
    block.content()[0] = 0;
    assertThat(block.content()).isEqualTo(OCTETS);
  }

  @Test
  void encodesPublicKeysAsOpenSslDoes() {
    for (String name : new String[] {"rsa2048", "p256", "p384"}) {
      var pair = Pem.decodeKeyPair(Keys.file(name + "-pkcs8.pem"));
      assertThat(Pem.encodePublicKey(pair.getPublic())).isEqualTo(Keys.file(name + "-public.pem"));
    }
  }

  private static void assertDecodes(String text) {
    assertThat(Pem.decode(text))
        .singleElement()
        .satisfies(block -> assertThat(block.content()).isEqualTo(OCTETS));
  }
}
