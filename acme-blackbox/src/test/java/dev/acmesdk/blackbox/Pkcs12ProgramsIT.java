package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.Pem;
import dev.acmesdk.store.ImportedCertificate;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.Pkcs12;
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

/** Exported lineages, as other programs see them, and what other programs made, as we see it. */
@RequiresProgram("openssl")
@Timeout(120)
class Pkcs12ProgramsIT {
  private static final String PASSWORD = "pass phrase, $1";

  @TempDir Path folder;

  private String run(String... command) throws IOException, InterruptedException {
    Programs.Result result = Programs.run(List.of(command));
    assertThat(result.status()).as(result.output()).isZero();
    return result.output();
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  /** A CA and a certificate that OpenSSL made for our key. */
  private Lineage lineage(KeyAlgorithm algorithm) throws Exception {
    KeyPair key = algorithm.generate();
    Files.writeString(file("key.pem"), Pem.encodePrivateKey(key.getPrivate()));
    run(
        ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=Root"
                + " -days 9 -keyout %1$s/ca-key.pem -out %1$s/ca.pem")
            .formatted(folder)
            .split(" "));
    run(
        "openssl req -new -key %1$s/key.pem -subj /CN=example.com -out %1$s/csr.pem"
            .formatted(folder)
            .split(" "));
    run(
        ("openssl x509 -req -in %1$s/csr.pem -CA %1$s/ca.pem -CAkey %1$s/ca-key.pem"
                + " -CAcreateserial -days 9 -out %1$s/cert.pem")
            .formatted(folder)
            .split(" "));
    CertificateChain chain =
        CertificateChain.fromPem(
            Files.readString(file("cert.pem")) + Files.readString(file("ca.pem")));
    return new Lineage("example.com", 1, chain, key.getPrivate(), null, null);
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"EC_P256", "EC_P521", "RSA_2048"})
  void keytoolAndOpensslReadWhatWeWrite(KeyAlgorithm algorithm) throws Exception {
    Lineage lineage = lineage(algorithm);
    Path store = file("example.p12");
    Pkcs12.write(lineage, store, PASSWORD.toCharArray());

    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    assertThat(run(keytool, "-list", "-v", "-keystore", store.toString(), "-storepass", PASSWORD))
        .contains("Your keystore contains 1 entry", "Alias name: example.com")
        .contains("Entry type: PrivateKeyEntry", "Certificate chain length: 2");

    String password = "pass:" + PASSWORD;
    String in = store.toString();
    assertThat(run("openssl", "pkcs12", "-info", "-in", in, "-passin", password, "-noout"))
        .contains("MAC: sha256")
        .containsPattern("Shrouded Keybag: PBES2, PBKDF2, AES-256-CBC, .*hmacWithSHA256")
        .containsPattern("Encrypted data: PBES2, PBKDF2, AES-256-CBC, .*hmacWithSHA256");
    String all = run("openssl", "pkcs12", "-in", in, "-passin", password, "-nodes");
    ImportedCertificate imported = ImportedCertificate.fromPem(all, all);
    assertThat(imported.chain()).isEqualTo(lineage.chain());
    assertThat(imported.privateKey().getEncoded()).isEqualTo(lineage.privateKey().getEncoded());
  }

  @Test
  void weImportWhatOpensslExportsUnderAPassphrase() throws Exception {
    Lineage lineage = lineage(KeyAlgorithm.EC_P384);
    List<String> command =
        new ArrayList<>(List.of("openssl", "pkcs8", "-topk8", "-in", file("key.pem").toString()));
    command.addAll(List.of("-passout", "pass:" + PASSWORD, "-out", file("locked.pem").toString()));
    run(command.toArray(String[]::new));
    ImportedCertificate imported =
        ImportedCertificate.fromPem(
            lineage.chain().toPem(), Files.readString(file("locked.pem")), PASSWORD.toCharArray());
    assertThat(imported.privateKey().getEncoded()).isEqualTo(lineage.privateKey().getEncoded());
  }
}
