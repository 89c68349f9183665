package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.output.Screen;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.store.Lineage;
import java.time.ZoneOffset;

/** What is said when a certificate has come. */
final class Received {
  private Received() {}

  static void show(Session session, Lineage lineage) {
    Screen screen = session.screen();
    screen.succeed("Successfully received certificate.");
    lineage
        .paths()
        .ifPresent(
            files -> {
              screen.say("Certificate is saved at: " + files.fullchain());
              screen.say("Key is saved at:         " + files.privkey());
            });
    screen.say(
        "This certificate expires on %s."
            .formatted(lineage.notAfter().atZone(ZoneOffset.UTC).toLocalDate()));
    screen.say(
        "It is renewed by acme renew, which acme timer install has run daily; or keep Certbot's timer.");
  }
}
