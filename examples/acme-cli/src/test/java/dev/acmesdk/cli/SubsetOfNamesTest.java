package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.cli.Command.Result;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.testing.dns.DnsStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code --allow-subset-of-names}: one name that cannot be had does not cost the others theirs. */
@Timeout(120)
class SubsetOfNamesTest {
  private static final String ALLOWED = "--allow-subset-of-names";

  @TempDir private Path folder;
  private Command acme;

  @BeforeEach
  void start() {
    acme = new Command(folder);
    acme.ca.faults().failValidation("b.example", "connection", "Connection refused");
  }

  @AfterEach
  void stop() {
    acme.close();
  }

  private List<String> names(String lineage) throws IOException {
    String pem = Files.readString(acme.live(lineage, "cert.pem"));
    return CertificateChain.fromPem(pem).dnsNames();
  }

  @Test
  void certonlyLeavesOutWhatCannotBeValidatedAndSaysSo() throws IOException {
    Result result = acme.certonly(ALLOWED, "-d", "a.example", "-d", "b.example");
    assertThat(result.status()).as(result.all()).isZero();
    assertThat(result.err())
        .contains("Warning: Going on without b.example: ", "Connection refused");
    assertThat(result.out()).contains("Successfully received certificate.");
    assertThat(names("a.example")).containsExactly("a.example");
    assertThat(acme.conf("a.example")).content().contains("allow_subset_of_names = True\n");
  }

  @Test
  void withoutItNothingIsStored() {
    Result result = acme.certonly("-d", "a.example", "-d", "b.example");
    assertThat(result.status()).isEqualTo(1);
    assertThat(acme.conf("a.example")).doesNotExist();
  }

  @Test
  void programsAreToldWhichNamesThereAre() {
    Result result = acme.certonly("--json", ALLOWED, "-d", "b.example", "-d", "a.example");
    assertThat(result.status()).as(result.all()).isZero();
    assertThat(result.json().at("/certificates/0/identifiers").toString())
        .isEqualTo("[\"a.example\"]");
  }

  @Test
  void aRenewalGoesByTheRenewalFile() throws IOException {
    acme.ca.faults().passValidation("b.example");
    acme.obtain(ALLOWED, "-d", "a.example", "-d", "b.example");
    assertThat(names("a.example")).containsExactlyInAnyOrder("a.example", "b.example");
    acme.ca.faults().failValidation("b.example", "dns", "NXDOMAIN");
    acme.clock.advance(Duration.ofDays(70));
    Result result =
        acme.run(
            "renew",
            "--no-random-sleep-on-renew",
            "--ca-bundle",
            folder.resolve("ca.pem").toString());
    assertThat(result.status()).as(result.all()).isZero();
    assertThat(result.err()).contains("Going on without b.example: ", "NXDOMAIN");
    assertThat(names("a.example")).containsExactly("a.example");
  }

  @Test
  void reconfigureNotesItOnceADryRunHasShownThatItWorks() throws IOException {
    acme.ca.faults().passValidation("b.example");
    acme.obtain("-d", "a.example", "-d", "b.example");
    acme.ca.faults().failValidation("b.example", "dns", "NXDOMAIN");
    Result result =
        acme.run(
            "reconfigure",
            "--cert-name",
            "a.example",
            "--ca-bundle",
            folder.resolve("ca.pem").toString(),
            ALLOWED);
    assertThat(result.status()).as(result.all()).isZero();
    assertThat(acme.conf("a.example")).content().contains("allow_subset_of_names = True\n");
    assertThat(names("a.example")).hasSize(2);
  }

  /** The name has an IPv6 address of this machine, on which nobody will listen. */
  @Test
  void theLookBeforehandStopsOnlyWhatWouldFailForAllNames() {
    acme.looking();
    try (DnsStub dns = DnsStub.start()) {
      dns.addZone(
          """
          example. SOA ns.example. admin.example. 1 1800 900 604800 60
          a.example. A 127.0.0.1
          c.example. A 127.0.0.1
          c.example. AAAA ::1
          """);
      String[] look = {
        "--preflight-limit",
        "30",
        "--resolver",
        "127.0.0.1:" + dns.address().getPort(),
        "--http-01-address",
        "127.0.0.1",
        "-d",
        "c.example"
      };
      Result only = acme.certonly(with(look, ALLOWED));
      assertThat(only.status()).isEqualTo(1);
      assertThat(only.err()).contains("The order would fail, so nothing was ordered:");
      Result both = acme.certonly(with(look, ALLOWED, "-d", "a.example"));
      assertThat(both.status()).as(both.all()).isZero();
      assertThat(both.err()).contains("Warning: c.example: ");
    }
  }

  private static String[] with(String[] words, String... more) {
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }
}
