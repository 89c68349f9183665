package dev.acmesdk.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is broken in a key: one type of exception, and nothing of the key in it. */
class BrokenKeyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p256-sec1.pem",
        "p256-pkcs8.pem",
        "rsa2048-pkcs1.pem",
        "rsa2048-pkcs8.pem",
        "p256-pkcs8-encrypted.pem",
        "p256-sec1-encrypted.pem",
        "p256-bundle.pem",
        "p256-explicit-pkcs8.pem",
        "ed25519-pkcs8.pem"
      })
  void brokenPemIsAlwaysAnIllegalArgumentWithoutSecrets(String file) {
    String text = Keys.file(file);
    Random random = new Random(file.hashCode());
    for (int i = 0; i < 60; i++) {
      String broken =
          i % 2 == 0 || text.contains("DEK-Info")
              ? withAnotherCharacter(text, random)
              : withAnotherBit(text, random);
      assertHarmless(() -> AccountKey.fromPem(broken), secrets(text));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"p256-sec1.pem", "rsa2048-pkcs8.pem"})
  void cutPemIsAlwaysAnIllegalArgumentWithoutSecrets(String file) {
    String text = Keys.file(file);
    for (int length = 0; length < text.length(); length += 7) {
      String cut = text.substring(0, length);
      assertHarmless(() -> AccountKey.fromPem(cut), secrets(text));
    }
  }

  @Test
  void brokenJwkIsAlwaysAnIllegalArgumentWithoutSecrets() {
    Random random = new Random(7517);
    for (Map<String, String> key : List.of(Rfc7515Keys.EC, Keys.RSA_TO_DAMAGE)) {
      for (String name : key.keySet()) {
        for (int i = 0; i < 12; i++) {
          Map<String, String> broken = new HashMap<>(key);
          broken.put(name, withAnotherCharacter(key.get(name), random));
          assertHarmless(() -> AccountKey.fromPrivateJwk(broken), privateMembers(key));
        }
        for (String value : List.of("", "AA", "AQ", "_w", "A".repeat(8000), "\u0000", "é")) {
          Map<String, String> broken = new HashMap<>(key);
          broken.put(name, value);
          assertHarmless(() -> AccountKey.fromPrivateJwk(broken), privateMembers(key));
        }
      }
    }
  }

  private interface Reading {
    AccountKey read();
  }

  /** Some changes do no harm (a bit that is not looked at): then there is a key that signs. */
  private static void assertHarmless(Reading reading, List<String> secrets) {
    try {
      AccountKey key = reading.read();
      assertThatCode(() -> key.sign(new byte[] {1, 2, 3})).doesNotThrowAnyException();
    } catch (IllegalArgumentException e) {
      StringWriter all = new StringWriter();
      e.printStackTrace(new PrintWriter(all));
      assertThat(e.getMessage()).isNotBlank();
      assertThat(all.toString()).doesNotContain(secrets.toArray(String[]::new));
    }
  }

  private static List<String> secrets(String pem) {
    return pem.lines().filter(line -> line.length() > 20 && !line.startsWith("-")).toList();
  }

  private static List<String> privateMembers(Map<String, String> key) {
    List<String> secrets = new ArrayList<>();
    for (String name : List.of("d", "p", "q", "dp", "dq", "qi")) {
      if (key.containsKey(name)) {
        secrets.add(key.get(name).substring(8, 28));
      }
    }
    return secrets;
  }

  private static String withAnotherCharacter(String text, Random random) {
    StringBuilder changed = new StringBuilder(text);
    changed.setCharAt(random.nextInt(text.length()), (char) (' ' + random.nextInt(95)));
    return changed.toString();
  }

  /** Still base64, but with other octets in it. */
  private static String withAnotherBit(String pem, Random random) {
    int start = pem.indexOf('\n', pem.lastIndexOf("-----BEGIN ")) + 1;
    int end = pem.lastIndexOf("-----END ");
    byte[] der = Base64.getMimeDecoder().decode(pem.substring(start, end));
    der[random.nextInt(der.length)] ^= (byte) (1 << random.nextInt(8));
    return pem.substring(0, start)
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n"
        + pem.substring(end);
  }
}
