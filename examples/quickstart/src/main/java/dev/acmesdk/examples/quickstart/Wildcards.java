package dev.acmesdk.examples.quickstart;

import dev.acmesdk.Acme;
import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.provider.ExecProvider;
import dev.acmesdk.dns01.provider.Rfc2136Provider;
import dev.acmesdk.hook.ManualHooks;
import java.io.IOException;
import java.nio.file.Path;

/** Ways to prove control by DNS, as the site's page on them shows them. */
final class Wildcards {
  private Wildcards() {}

  /** By updates of the zone's primary server, with the credentials of a file for Certbot. */
  static Acme byUpdates() throws IOException {
    DnsProvider provider = Rfc2136Provider.ofCertbotFile(Path.of("/etc/letsencrypt/rfc2136.ini"));
    return Acme.dns(provider);
  }

  /** By scripts that were written for Certbot. */
  static Acme byCertbotsHooks() {
    ManualHooks hooks =
        ManualHooks.of("/opt/acme/auth.sh")
            .cleanupHook("/opt/acme/cleanup.sh")
            .preferredChallenges("dns");
    return Acme.manualHooks(hooks);
  }

  /** By a program that was written for lego. */
  static Acme byLegosProgram() {
    return Acme.dns(ExecProvider.of(Path.of("/opt/acme/update-dns.sh")));
  }
}
