package dev.acmesdk.cli.verb;

import dev.acmesdk.ca.PlannedOrder;
import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.RetryPolicy;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.dns01.lookup.DnsClient;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.preflight.Checklist;
import dev.acmesdk.preflight.PlannedIssuance;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;

/**
 * Loads the classes that other verbs use, so that the start script can have the JVM keep them. It
 * changes nothing, and speaks to nobody but a closed port of this machine.
 */
@Command(name = "warm-up", hidden = true, description = "For the start script.")
final class WarmUpVerb extends Verb {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
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
      look(client);
      client.directory();
    } catch (AcmeException e) {
      session.screen().say("Warm: " + e.getMessage());
    }
    return ExitStatus.OK;
  }

  /** What is asked on the way is asked of closed ports. */
  private static void look(AcmeClient client) {
    InetAddress here = InetAddress.getLoopbackAddress();
    List<Identifier> identifiers = List.of(Identifier.dns("localhost"), Identifier.ip("127.0.0.1"));
    PlannedIssuance planned =
        PlannedIssuance.of(client, PlannedOrder.of(identifiers), List.of(new Idle()))
            .withPublicPort(1);
    Checklist.of(DnsClient.of(List.of(new InetSocketAddress(here, 1)))).examine(planned, PATIENCE);
  }

  /** Answers nobody. */
  private static final class Idle implements ChallengeSolver<Challenge.Http01> {
    @Override
    public Class<Challenge.Http01> challengeType() {
      return Challenge.Http01.class;
    }

    @Override
    public void present(PendingChallenge<Challenge.Http01> challenge) {}

    @Override
    public void cleanUp(PendingChallenge<Challenge.Http01> challenge) {}
  }
}
