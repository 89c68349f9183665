package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.acmesdk.cli.Command.Result;
import dev.acmesdk.testing.dns.DnsStub;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --json} prints is as the published schema says. */
@Timeout(120)
class JsonReportTest {
  @TempDir private Path folder;
  private Command acme;
  private Schema schema;

  @BeforeEach
  void start() throws IOException {
    acme = new Command(folder);
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schemaText(), InputFormat.JSON);
  }

  @AfterEach
  void stop() {
    acme.close();
  }

  private static String schemaText() throws IOException {
    try (InputStream in = Program.class.getResourceAsStream("acme-result.schema.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theSchemaOnTheSiteIsThatInTheJar() throws IOException {
    assertThat(Files.readString(Path.of("../../site/docs/acme-result.schema.json")))
        .isEqualTo(schemaText());
  }

  @Test
  void tellsWhatTheLookBeforeAnOrderHasFound() {
    acme.looking();
    try (DnsStub dns = DnsStub.start()) {
      dns.addZone("example. SOA ns.example. admin.example. 1 1800 900 604800 60");
      String resolver = "127.0.0.1:" + dns.address().getPort();
      Result result =
          check(
              "certonly",
              0,
              issuing("-d", "a.example", "--resolver", resolver, "--preflight-limit", "30"));
      assertThat(result.json().at("/preflight/0/severity").asString()).isEqualTo("warning");
    }
  }

  private Result check(String verb, int status, String... words) {
    List<String> line = new ArrayList<>(List.of(verb, "--json"));
    line.addAll(List.of(words));
    line.addAll(acme.directories());
    Result result = acme.run(line, false, "");
    assertThat(result.status()).as(result.all()).isEqualTo(status);
    List<Error> faults = schema.validate(result.out(), InputFormat.JSON);
    assertThat(faults).as(result.out()).isEmpty();
    assertThat(result.json().path("verb").asString()).isEqualTo(verb);
    assertThat(result.json().path("exitStatus").asInt()).isEqualTo(status);
    return result;
  }

  private String[] atCa(String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(acme.atCa());
    return line.toArray(String[]::new);
  }

  private String[] issuing(String... words) {
    List<String> line = new ArrayList<>(List.of(atCa("--standalone", "--http-01-port")));
    line.add(2, String.valueOf(acme.httpPort));
    line.addAll(List.of(words));
    return line.toArray(String[]::new);
  }

  @Test
  void tellsOfCertificates() throws IOException {
    Result issued = check("certonly", 0, issuing("-d", "example.com", "--deploy-hook", "echo hi"));
    assertThat(issued.json().at("/certificates/0/outcome").asString()).isEqualTo("issued");
    assertThat(issued.json().at("/certificates/0/paths/fullchain").asString())
        .isEqualTo(acme.live("example.com", "fullchain.pem").toString());
    assertThat(issued.json().at("/hooks/0/success").asBoolean()).isTrue();
    assertThat(issued.err()).contains("Successfully received certificate.");
    check("certonly", 0, issuing("-d", "example.com"));
    check("certonly", 0, issuing("-d", "example.com", "--dry-run"));
    check("certificates", 0);
    check("renew", 0, "--no-random-sleep-on-renew");
    check("renew", 3, "--no-random-sleep-on-renew", "--detailed-exit-codes");
    check("reconfigure", 0, atCa("--cert-name", "example.com", "--deploy-hook", "echo ho"));
    check("reconfigure", 1, "--cert-name", "other.example.com");
    Files.writeString(acme.conf("example.com"), "nonsense");
    check("renew", 1, "--no-random-sleep-on-renew");
    check("certificates", 0);
    check("audit", 1);
    check("delete", 0, "--cert-name", "example.com");
    check("certificates", 0);
  }

  @Test
  void tellsOfAccounts() {
    check("show_account", 1, atCa());
    check("register", 0, atCa("-m", "admin@example.com"));
    Result shown = check("show_account", 0, atCa());
    assertThat(shown.json().at("/account/contact/0").asString())
        .isEqualTo("mailto:admin@example.com");
    check("update_account", 0, atCa("-m", "new@example.com"));
    check("unregister", 0, atCa());
  }

  @Test
  void tellsWhatTheCaSawAndWhatToDo() {
    acme.close();
    acme = new Command(folder, ca -> ca.unresolvable("www.example.com"));
    Result failed = check("certonly", 1, issuing("-d", "example.com,www.example.com"));
    assertThat(failed.json().at("/error/kind").asString()).isEqualTo("ValidationFailed");
    assertThat(failed.json().at("/error/identifiers/0/identifier").asString())
        .isEqualTo("www.example.com");
    assertThat(failed.json().at("/error/identifiers/0/remedy").asString()).isNotEmpty();
  }

  @Test
  void tellsOfExportsAndSnippets() throws IOException {
    acme.obtain("-d", "example.com");
    Path password = Files.writeString(folder.resolve("pw"), "changeit\n");
    Path file = folder.resolve("a.p12");
    check("export", 0, "--pkcs12", file.toString(), "--password-file", password.toString());
    assertThat(check("deploy-snippet", 0, "nginx").json().path("text").asString())
        .contains("ssl_certificate ");
    check("deploy-snippet", 1, "iis");
  }
}
