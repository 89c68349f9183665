package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Challenge.TlsAlpn01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.tlsalpn01.TlsAlpn01Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What another TLS library makes of the answers of the TLS-ALPN-01 solver. */
@RequiresProgram("openssl")
@Timeout(120)
class TlsAlpnOpenSslIT {
  private static final String NAME = "openssl.test";
  private static final PendingChallenge<TlsAlpn01> CHALLENGE =
      new PendingChallenge<>(
          Identifier.dns(NAME),
          false,
          new TlsAlpn01(
              URI.create("https://ca.example/1"), Challenge.Status.PENDING, null, "token"),
          URI.create("https://ca.example/account/1"),
          "thumbprint");

  private final TlsAlpn01Server server = TlsAlpn01Server.onPort(0);
  @TempDir Path folder;

  @BeforeEach
  void present() throws IOException {
    server.present(CHALLENGE);
  }

  @AfterEach
  void cleanUp() {
    server.cleanUp(CHALLENGE);
  }

  private String connect(String... more) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + server.port()));
    command.addAll(List.of(more));
    return Programs.run(command).output();
  }

  private String openssl(String... command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("openssl"));
    all.addAll(List.of(command));
    Programs.Result result = Programs.run(all);
    assertThat(result.status()).as(result.output()).isZero();
    return result.output();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void rfc8737Section3_negotiatesTheProtocolAndShowsTheCertificate(String version)
      throws Exception {
    assertThat(connect("-alpn", "acme-tls/1", "-servername", NAME, version))
        .contains("ALPN protocol: acme-tls/1", "-----BEGIN CERTIFICATE-----");
  }

  @Test
  void rfc8737Section3_theCertificateHasTheDigestInACriticalExtensionAndOneName() throws Exception {
    String session = connect("-alpn", "acme-tls/1", "-servername", NAME);
    String pem =
        session.substring(
            session.indexOf("-----BEGIN CERTIFICATE-----"),
            session.indexOf("-----END CERTIFICATE-----") + "-----END CERTIFICATE-----\n".length());
    String file = Files.writeString(folder.resolve("cert.pem"), pem).toString();
    String digest =
        HexFormat.of()
            .formatHex(CHALLENGE.challenge().keyAuthorization(CHALLENGE.thumbprint()).digest())
            .toUpperCase(Locale.ROOT);
    assertThat(openssl("x509", "-in", file, "-noout", "-text"))
        .contains(
            "Issuer: CN = ACME TLS-ALPN-01 challenge",
            "Subject: CN = ACME TLS-ALPN-01 challenge",
            "Signature Algorithm: ecdsa-with-SHA256",
            "1.3.6.1.5.5.7.1.31: critical",
            "DNS:" + NAME + "\n");
    assertThat(openssl("asn1parse", "-in", file))
        .containsPattern("OBJECT +:1\\.3\\.6\\.1\\.5\\.5\\.7\\.1\\.31\n.*BOOLEAN +:255\n")
        .contains("[HEX DUMP]:0420" + digest + "\n");
    // A critical extension that it does not know is what keeps others from relying on it.
    assertThat(openssl("verify", "-CAfile", file, "-ignore_critical", file)).endsWith(": OK\n");
    assertThat(Programs.run(List.of("openssl", "verify", "-CAfile", file, file)).output())
        .contains("unhandled critical extension");
  }

  @Test
  void rfc8737Section3_showsNoCertificateToOthers() throws Exception {
    for (String[] client :
        List.of(
            new String[] {"-servername", NAME},
            new String[] {"-servername", NAME, "-alpn", "h2,http/1.1"})) {
      assertThat(connect(client))
          .contains("no application protocol", "no peer certificate available");
    }
    assertThat(connect("-alpn", "acme-tls/1", "-servername", "other.test"))
        .contains("unrecognized name", "no peer certificate available");
    assertThat(connect("-alpn", "acme-tls/1", "-noservername"))
        .contains("unrecognized name", "no peer certificate available");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1", "-tls1_1"})
  void rfc8737Section4_refusesWhatIsOlderThanTls1_2(String version) throws Exception {
    assertThat(
            connect(
                "-alpn", "acme-tls/1", "-servername", NAME, version, "-cipher", "ALL:@SECLEVEL=0"))
        .contains("alert protocol version", "no peer certificate available");
  }
}
