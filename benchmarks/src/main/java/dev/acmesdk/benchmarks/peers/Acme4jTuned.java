package dev.acmesdk.benchmarks.peers;

import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.exception.AcmeException;

/**
 * A program that gets one certificate with acme4j as fast as we could make it: all challenges are
 * answered first, then the order is looked at every two milliseconds, whatever the CA says.
 */
final class Acme4jTuned {
  private static final int FIRST_NAME = 4;
  private static final int PAUSE_MILLIS = 2;

  private Acme4jTuned() {}

  public static void main(String[] args) throws Exception {
    List<String> names = Arrays.asList(args).subList(FIRST_NAME, args.length);
    try (Acme4j acme =
        new Acme4j(URI.create(args[0]), Path.of(args[1]), Integer.parseInt(args[2]))) {
      KeyPair key = Acme4j.key();
      Acme4j.save(issue(acme, acme.register(Acme4j.key()), names, key), key, Path.of(args[3]));
    }
  }

  /** Gets a certificate, and reads it. */
  static Order issue(Acme4j acme, Login login, List<String> names, KeyPair key)
      throws AcmeException, InterruptedException {
    Order order = login.newOrder().domains(names).create();
    for (Authorization authorization : order.getAuthorizations()) {
      acme.present(authorization).trigger();
    }
    await(order, Status.READY);
    order.execute(key);
    await(order, Status.VALID);
    order.getCertificate().download();
    return order;
  }

  private static void await(Order order, Status wanted) throws AcmeException, InterruptedException {
    order.fetch();
    while (order.getStatus() != wanted) {
      if (order.getStatus() == Status.INVALID) {
        throw new IllegalStateException("The order is invalid: " + order.getError());
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      order.fetch();
    }
  }
}
