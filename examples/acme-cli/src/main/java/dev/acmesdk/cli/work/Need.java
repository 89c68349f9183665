package dev.acmesdk.cli.work;

import dev.acmesdk.cli.option.CaOptions;
import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.RenewalAnswer;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.renewal.CertificateFacts;
import dev.acmesdk.renewal.RenewalPolicy;
import dev.acmesdk.renewal.RenewalSchedule;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.store.LeaseKeeper;
import dev.acmesdk.store.LineageSummary;
import dev.acmesdk.store.RenewalState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When certificates are due: as their CA wishes, if it says so, else by their lifetime. */
public final class Need implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Need.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Session session;
  private final CaOptions ca;
  private final CertbotDirectory store;
  private final Map<URI, AcmeClient> clients = new HashMap<>();

  /**
   * Asks CAs as whom the run says.
   *
   * @param session the run
   * @param ca what to trust
   */
  public Need(Session session, CaOptions ca) {
    this.session = session;
    this.ca = ca;
    this.store = session.store();
  }

  /**
   * When a certificate is due. The CA is asked, unless it wants to be asked later, or the
   * certificate has expired.
   *
   * @param current the certificate
   * @return the moment, which may be in the past
   */
  public Instant dueAt(LineageSummary current) {
    Instant now = session.terminal().clock().instant();
    CertificateFacts facts = CertificateFacts.of(current, RenewalPolicy.byLifetime());
    RenewalState state = store.findRenewalState(current.name());
    if (facts.id() != null
        && facts.notAfter().isAfter(now)
        && !RenewalSchedule.askAt(facts, state, now, now).isAfter(now)) {
      state = ask(facts, state, current.name());
    }
    return RenewalSchedule.dueAt(facts, state, now);
  }

  private RenewalState ask(CertificateFacts facts, RenewalState state, String name) {
    URI directory = facts.directory();
    CertificateId id = facts.id();
    if (directory == null || id == null) {
      return state;
    }
    try {
      RenewalAnswer answer = client(directory).certificates().renewalInfo(id).orElse(null);
      if (answer instanceof RenewalAnswer.Suggested suggested) {
        RenewalState known = state.withInfo(suggested.info());
        remember(name, known);
        return known;
      }
      LOG.info("The CA does not say when to renew {}: {}", name, answer);
    } catch (AcmeException e) {
      LOG.info("The CA cannot be asked when to renew {}: {}", name, e.getMessage());
    }
    return state;
  }

  private AcmeClient client(URI directory) {
    return clients
        .computeIfAbsent(directory, url -> session.client(url, ca))
        .withDeadline(session.terminal().clock().instant().plus(PATIENCE));
  }

  /** It is only for asking less often: if somebody else is at work on the lineage, never mind. */
  private void remember(String name, RenewalState state) {
    try {
      LeaseKeeper.tryAcquire(store, name, Duration.ofMinutes(1))
          .ifPresent(
              keeper -> {
                try (keeper) {
                  store.saveRenewalState(keeper.lease(), state);
                }
              });
    } catch (AcmeException e) {
      LOG.info("What the CA says of {} cannot be remembered: {}", name, e.getMessage());
    }
  }

  @Override
  public void close() {
    clients.values().forEach(AcmeClient::close);
  }
}
