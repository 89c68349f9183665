package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.cli.Command.Result;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class StoreVerbsTest {
  @TempDir private Path folder;
  private Command acme;

  @BeforeEach
  void start() {
    acme = new Command(folder);
  }

  @AfterEach
  void stop() {
    acme.close();
  }

  @Test
  void findsAndMendsAKeyThatOthersCanRead() throws Exception {
    acme.obtain("-d", "example.com");
    assertThat(acme.run("audit").out()).contains("Nothing is wrong");
    Path key = acme.config().resolve("archive/example.com/privkey1.pem");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    Result found = acme.run("audit");
    assertThat(found.status()).isEqualTo(1);
    assertThat(found.all()).contains(key.toString(), "--fix");
    Result mended = acme.run("audit", "--fix");
    assertThat(mended.status()).as(mended.all()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @Test
  void exportsForJavaPrograms() throws Exception {
    acme.obtain("-d", "example.com");
    acme.variables.put("P12_PASSWORD", "changeit");
    Path file = folder.resolve("server.p12");
    Result result =
        acme.run("export", "--pkcs12", file.toString(), "--password-env", "P12_PASSWORD");
    assertThat(result.status()).as(result.all()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, "changeit".toCharArray());
    }
    assertThat(store.isKeyEntry("example.com")).isTrue();
    assertThat(acme.run("export", "--pkcs12", file.toString()).err()).contains("--password-file");
    assertThat(acme.run("export", "--pkcs12", file.toString(), "--cert-name", "x").err())
        .contains("No certificate found with name x");
  }

  @ParameterizedTest
  @CsvSource({
    "nginx, ssl_certificate_key",
    "apache, SSLCertificateKeyFile",
    "haproxy, bind :443 ssl",
    "tomcat, certificateKeyFile",
    "spring-boot, reload-on-update=true",
  })
  void printsWhatAServerHasToBeTold(String server, String expected) {
    acme.obtain("-d", "example.com", "-d", "www.example.com");
    Result result = acme.run("deploy-snippet", server);
    assertThat(result.status()).as(result.all()).isZero();
    assertThat(result.out())
        .contains(expected)
        .contains(acme.live("example.com", "privkey.pem").toString());
  }
}
