package dev.acmesdk.issuance;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Authorization;
import dev.acmesdk.protocol.Order;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the CA which authorizations of a failed order will not be used (RFC 8555 section 7.5.2).
 * Those that are valid are left alone: the next order needs them.
 */
final class GivingUp {
  private static final Logger LOG = LoggerFactory.getLogger(GivingUp.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final AcmeClient client;
  private final AccountCredentials account;
  private final Clock clock;

  GivingUp(AcmeClient client, AccountCredentials account, Clock clock) {
    this.client = client;
    this.account = account;
    this.clock = clock;
  }

  /**
   * Does it as far as that is possible at once, also in an interrupted thread.
   *
   * @param reason why the order has failed; it learns of what could not be done
   */
  void giveUp(Order order, RuntimeException reason) {
    boolean interrupted = Thread.interrupted();
    try {
      giveUp(order, client.withDeadline(clock.instant().plus(LIMIT)));
    } catch (AcmeException e) {
      reason.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void giveUp(Order order, AcmeClient briefly) {
    for (Authorization authorization : briefly.orders().authorizations(account, order)) {
      if (authorization.status() == Authorization.Status.PENDING) {
        briefly.orders().deactivate(account, authorization);
        LOG.debug("Gave up the unused authorization for {}", authorization.orderedIdentifier());
      }
    }
  }
}
