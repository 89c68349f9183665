package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.EncryptedPem;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Private keys under a passphrase, to OpenSSL and from there. */
@RequiresProgram("openssl")
@Timeout(120)
class EncryptedKeyOpenSslIT {
  private static final String PASSPHRASE = "p\u00e4ss phrase, $1";

  @TempDir Path folder;

  private Programs.Result openssl(String... command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("openssl"));
    all.addAll(List.of(command));
    return Programs.run(all);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  void rfc8018Section6_2_opensslReadsWhatWeWrite(KeyAlgorithm algorithm) throws Exception {
    KeyPair pair = algorithm.generate();
    String key =
        file(
            "key.pem", EncryptedPem.encryptPrivateKey(pair.getPrivate(), PASSPHRASE.toCharArray()));
    String right = "file:" + file("passphrase", PASSPHRASE + "\n");
    Programs.Result read = openssl("pkey", "-in", key, "-passin", right, "-pubout");
    assertThat(read.output()).isEqualTo(Pem.encodePublicKey(pair.getPublic()));
    assertThat(openssl("pkey", "-in", key, "-passin", "pass:wrong").status()).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-iter 100000",
        "-v2 aes-128-cbc -v2prf hmacWithSHA1",
        "-v2 aes-192-cbc -v2prf hmacWithSHA384",
        "-v2 aes-256-cbc -v2prf hmacWithSHA512",
        "-v2 des3 -v2prf hmacWithSHA224"
      })
  void rfc8018Section6_2_weReadWhatOpensslWrites(String options) throws Exception {
    KeyPair pair = KeyAlgorithm.EC_P521.generate();
    List<String> command =
        new ArrayList<>(
            List.of(
                "pkcs8",
                "-topk8",
                "-in",
                file("plain.pem", Pem.encodePrivateKey(pair.getPrivate())),
                "-passout",
                "file:" + file("passphrase", PASSPHRASE + "\n"),
                "-out",
                folder.resolve("key.pem").toString()));
    command.addAll(options.isEmpty() ? List.of() : List.of(options.split(" ")));
    Programs.Result written = openssl(command.toArray(String[]::new));
    assertThat(written.status()).as(written.output()).isZero();
    KeyPair read =
        EncryptedPem.decodeKeyPair(
            Files.readString(folder.resolve("key.pem")), PASSPHRASE.toCharArray());
    assertThat(read.getPublic()).isEqualTo(pair.getPublic());
  }

  @Test
  void rfc8018AppendixA_4_opensslNamesTheSchemesThatWeUse() throws Exception {
    String key =
        file(
            "key.pem",
            EncryptedPem.encryptPrivateKey(
                KeyAlgorithm.EC_P256.generate().getPrivate(), PASSPHRASE.toCharArray()));
    assertThat(openssl("asn1parse", "-in", key).output())
        .contains(":PBES2", ":PBKDF2", ":hmacWithSHA256", ":aes-256-cbc");
  }
}
