package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.acmesdk.storage.CertbotDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A wildcard by dynamic updates of a real name server, and its renewal by the renewal file alone.
 */
@RequiresBind
@RequiresPebble
@Timeout(180)
class AcmeCommandDnsProviderIT {
  @TempDir private Path files;
  @TempDir private Path folder;

  @BeforeEach
  void requirePort53() {
    boolean isFree = Bind.mayUsePort53();
    if (!isFree) {
      System.out.println("Port 53 is in use, or takes root; the command's providers are left out.");
    }
    assumeTrue(isFree, "the name servers of a zone are asked on port 53");
  }

  @Test
  void getsAndRenewsAWildcardByDynamicUpdates() throws Exception {
    try (Bind bind = Bind.startOnPort53(files);
        Pebble pebble = Pebble.with().dnsServer(bind.address()).start()) {
      String host = bind.address().replaceAll(":.*", "");
      Path credentials = credentials(host);
      AcmeCommand acme = new AcmeCommand(folder).trusting(pebble);
      List<String> words = new ArrayList<>(List.of("certonly", "--dns-provider", "rfc2136"));
      words.addAll(List.of("--dns-credentials", credentials.toString(), "--resolver", host));
      words.addAll(List.of("-d", "*." + Bind.ZONE, "-d", Bind.ZONE, "--agree-tos"));
      words.addAll(List.of("--server", pebble.directoryUri().toString()));
      acme.run(words.toArray(String[]::new));

      assertThat(acme.directory().resolve("renewal/" + Bind.ZONE + ".conf"))
          .content()
          .contains("dns_provider = rfc2136", "dns_credentials = " + credentials)
          .doesNotContain(Bind.SECRET);
      assertThat(bind.values("_acme-challenge." + Bind.ZONE)).isEmpty();
      acme.run("renew", "--force-renewal", "--no-random-sleep-on-renew", "--resolver", host);
      assertThat(acme.run("renew")).contains("Not due for renewal before");
      assertThat(CertbotDirectory.at(acme.directory()).find(Bind.ZONE).orElseThrow().version())
          .isEqualTo(2);
    }
  }

  private Path credentials(String host) throws Exception {
    Path file =
        Files.createFile(
            folder.resolve("rfc2136.ini"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(
        file,
        """
        dns_rfc2136_server = %s
        dns_rfc2136_name = acme
        dns_rfc2136_secret = %s
        dns_rfc2136_algorithm = HMAC-SHA256
        """
            .formatted(host, Bind.SECRET));
  }
}
