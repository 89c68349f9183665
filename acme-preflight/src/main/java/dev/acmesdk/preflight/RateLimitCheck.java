package dev.acmesdk.preflight;

import dev.acmesdk.ca.CertificateAuthorities;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.LineageHistory;
import dev.acmesdk.store.LineageSummaries;
import dev.acmesdk.store.RenewalState;
import dev.acmesdk.store.RenewalStates;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether Let's Encrypt has issued for the same names too often, as far as the store remembers:
 * others may have ordered, too. Renewals that replace a certificate do not count, so it is a
 * warning only.
 */
final class RateLimitCheck implements PreflightCheck {
  /** The certificates for the same names in a week; one more is allowed every 34 hours. */
  private static final int PER_WEEK = 5;

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration REFILL = Duration.ofHours(34);

  /** CAs date certificates back. */
  private static final Duration BACKDATED = Duration.ofHours(1);

  @Override
  public List<Finding> examine(PlannedIssuance planned) {
    CertificateStore store = planned.store().orElse(null);
    if (store == null) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    if (planned.client().directoryUrl().equals(CertificateAuthorities.LETS_ENCRYPT.directory())
        && store instanceof LineageHistory history) {
      findings.addAll(duplicates(planned, store, history));
    }
    if (store instanceof RenewalStates states) {
      findings.addAll(closed(planned, store, states));
    }
    return findings;
  }

  private static List<Finding> duplicates(
      PlannedIssuance planned, CertificateStore store, LineageHistory history) {
    Instant now = planned.clock().instant();
    List<Instant> issued = recent(planned, store, history, now.minus(WEEK));
    if (issued.size() < PER_WEEK - 1) {
      return List.of();
    }
    if (issued.size() < PER_WEEK) {
      return List.of(
          Finding.of(
              Topic.RATE_LIMIT,
              Severity.HINT,
              "%d certificates for exactly these names were issued in the last week, of %d that are allowed."
                  .formatted(issued.size(), PER_WEEK)));
    }
    Instant latest = issued.stream().max(Instant::compareTo).orElse(now);
    return List.of(
        Finding.of(
                Topic.RATE_LIMIT,
                Severity.WARNING,
                "%d certificates for exactly these names were issued in the last week; no more than %d are allowed."
                    .formatted(issued.size(), PER_WEEK))
            .remedy(
                "Use the one that is in the store, practise with --dry-run or --staging, or wait: one more is allowed every 34 hours, the next about %s."
                    .formatted(latest.plus(REFILL))));
  }

  private static List<Instant> recent(
      PlannedIssuance planned, CertificateStore store, LineageHistory history, Instant since) {
    Set<Identifier> wanted = new HashSet<>(planned.identifiers());
    LineageSummaries summaries = LineageSummaries.of(store);
    List<Instant> issued = new ArrayList<>();
    for (String name : store.names()) {
      boolean isForThem =
          summaries.summary(name).filter(one -> covers(one.leaf(), wanted)).isPresent();
      for (int version : isForThem ? history.versions(name) : List.<Integer>of()) {
        history
            .find(name, version)
            .map(one -> one.chain().leaf())
            .filter(leaf -> covers(leaf, wanted))
            .map(RateLimitCheck::issuedAt)
            .filter(time -> time.isAfter(since))
            .ifPresent(issued::add);
      }
    }
    return issued;
  }

  private static boolean covers(X509Certificate leaf, Set<Identifier> wanted) {
    return Identifier.allOf(new CertificateChain(List.of(leaf))).equals(wanted);
  }

  private static Instant issuedAt(X509Certificate leaf) {
    return leaf.getNotBefore().toInstant().plus(BACKDATED);
  }

  private static List<Finding> closed(
      PlannedIssuance planned, CertificateStore store, RenewalStates states) {
    URI ca = planned.client().directoryUrl();
    Instant now = planned.clock().instant();
    List<Finding> findings = new ArrayList<>();
    for (String name : store.names()) {
      RenewalState state = states.findRenewalState(name);
      for (Map.Entry<URI, Instant> door : state.closed().entrySet()) {
        if (door.getKey().equals(ca) && door.getValue().isAfter(now)) {
          findings.add(said(name, state, door.getValue()));
        }
      }
    }
    return findings;
  }

  private static Finding said(String lineage, RenewalState state, Instant until) {
    String when = until.equals(Instant.MAX) ? "until a human has acted" : "before " + until;
    return Finding.of(
            Topic.RATE_LIMIT,
            Severity.WARNING,
            "The CA has asked not to be asked again %s: %s"
                .formatted(when, state.problem() == null ? "it gave no reason." : state.problem()))
        .about(lineage)
        .remedy("Wait, or do what the CA says.");
  }
}
