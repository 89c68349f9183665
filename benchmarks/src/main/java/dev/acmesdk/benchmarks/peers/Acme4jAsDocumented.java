package dev.acmesdk.benchmarks.peers;

import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Security;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.util.KeyPairUtils;

/** A program that gets one certificate with acme4j in the order of its documentation. */
final class Acme4jAsDocumented {
  private static final int FIRST_NAME = 4;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private Acme4jAsDocumented() {}

  public static void main(String[] args) throws Exception {
    List<String> names = Arrays.asList(args).subList(FIRST_NAME, args.length);
    Security.addProvider(new BouncyCastleProvider());
    try (Acme4j acme =
        new Acme4j(URI.create(args[0]), Path.of(args[1]), Integer.parseInt(args[2]))) {
      Order order = acme.register(KeyPairUtils.createKeyPair()).newOrder().domains(names).create();
      for (Authorization authorization : order.getAuthorizations()) {
        if (authorization.getStatus() == Status.PENDING) {
          Http01Challenge challenge = acme.present(authorization);
          challenge.trigger();
          require(challenge.waitForCompletion(LIMIT), Status.VALID);
        }
      }
      require(order.waitUntilReady(LIMIT), Status.READY);
      KeyPair key = KeyPairUtils.createKeyPair();
      order.execute(key);
      require(order.waitForCompletion(LIMIT), Status.VALID);
      Acme4j.save(order, key, Path.of(args[3]));
    }
  }

  private static void require(Status is, Status wanted) {
    if (is != wanted) {
      throw new IllegalStateException("%s instead of %s".formatted(is, wanted));
    }
  }
}
