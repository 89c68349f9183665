package dev.acmesdk.issuance;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.LinkedChain;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Order;
import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a valid order to the chain that is wanted (RFC 8555 section 7.4.2). Every chain is checked;
 * once the default one is good, nothing that happens to another one can lose it.
 */
final class Downloading {
  private static final Logger LOG = LoggerFactory.getLogger(Downloading.class);

  private final AcmeClient client;
  private final AccountCredentials account;
  private final Progress progress;
  private final Clock clock;
  private final CertificateRequest request;
  private final PublicKey key;

  Downloading(
      AcmeClient client,
      AccountCredentials account,
      Progress progress,
      Clock clock,
      CertificateRequest request,
      PublicKey key) {
    this.client = client;
    this.account = account;
    this.progress = progress;
    this.clock = clock;
    this.request = request;
    this.key = key;
  }

  CertificateChain download(Order order) {
    LinkedChain linked = client.certificates().downloadLinked(account, order);
    CertificateChain standard = linked.chain();
    check(standard);
    ChainPreference preference = request.preferredChain();
    CertificateChain chosen =
        preference == null || accepts(preference, standard)
            ? standard
            : alternate(preference, linked);
    progress.report(new IssuanceEvent.CertificateIssued(chosen));
    return chosen;
  }

  private void check(CertificateChain chain) {
    CertificateChecks.check(chain, key, request.order(), clock.instant());
  }

  private CertificateChain alternate(ChainPreference preference, LinkedChain linked) {
    List<String> faults = new ArrayList<>();
    for (URI url : linked.alternates()) {
      try {
        Optional<CertificateChain> wanted = wanted(preference, url, linked.chain());
        if (wanted.isPresent()) {
          return wanted.get();
        }
      } catch (CancelledException e) {
        // The thread stays interrupted; what was issued must not be lost for that.
        faults.add(String.valueOf(e.getMessage()));
        break;
      } catch (AcmeException e) {
        faults.add(String.valueOf(e.getMessage()));
      }
    }
    progress.report(new IssuanceEvent.PreferredChainMissing(preference, linked.chain(), faults));
    return linked.chain();
  }

  private Optional<CertificateChain> wanted(
      ChainPreference preference, URI url, CertificateChain standard) {
    CertificateChain chain = client.certificates().alternate(account, url);
    check(chain);
    if (!chain.leaf().equals(standard.leaf())) {
      throw new ProtocolViolationException(
          "The chain at %s is for another certificate.".formatted(url),
          "Report this to the CA.",
          null);
    }
    return Optional.of(chain).filter(one -> accepts(preference, one));
  }

  private static boolean accepts(ChainPreference preference, CertificateChain chain) {
    try {
      return preference.accepts(chain);
    } catch (RuntimeException e) {
      LOG.warn("The chain preference failed: {}", preference, e);
      return false;
    }
  }
}
