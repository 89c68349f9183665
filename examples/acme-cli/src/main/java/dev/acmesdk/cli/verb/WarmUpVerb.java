package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.RetryPolicy;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.AcmeException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;

/**
 * Loads the classes that other verbs use, so that the start script can have the JVM keep them. It
 * changes nothing, and speaks to nobody but a closed port of this machine.
 */
@Command(name = "warm-up", hidden = true, description = "For the start script.")
final class WarmUpVerb extends Verb {
  private static final URI NOBODY = URI.create("https://127.0.0.1:1/directory");

  WarmUpVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  boolean isLogged() {
    return false;
  }

  @Override
  ExitStatus run(Session session) {
    AccountKey key = AccountKey.generate(KeyAlgorithm.EC_P256);
    byte[] signature = key.sign("warm".getBytes(StandardCharsets.UTF_8));
    session.report().put("octets", signature.length);
    session.report().put("report", session.report().json(ExitStatus.OK));
    try (AcmeClient client = AcmeClient.builder(NOBODY).retries(RetryPolicy.NONE).build()) {
      client.directory();
    } catch (AcmeException e) {
      session.screen().say("Warm: " + e.getMessage());
    }
    return ExitStatus.OK;
  }
}
