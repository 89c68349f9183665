package dev.acmesdk.testing.ca;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What has been asked for, and whether it is too much. Guarded by the ledger. */
final class Quotas {
  private final Optional<Bucket> newOrders;
  private final Optional<Bucket> certificates;
  private final Optional<Bucket> failures;
  private final Clock clock;

  Quotas(LimitSettings settings, Clock clock) {
    this.newOrders = settings.newOrders().map(Bucket::new);
    this.certificates = settings.certificates().map(Bucket::new);
    this.failures = settings.failures().map(Bucket::new);
    this.clock = clock;
  }

  /** Counts an order, or refuses it. */
  void order(Account account, List<Identifier> identifiers) {
    Instant now = clock.instant();
    newOrders.ifPresent(bucket -> check(RateLimit.NEW_ORDERS, bucket, account.id(), "", now));
    certificates.ifPresent(
        bucket -> check(RateLimit.DUPLICATES, bucket, exactSet(identifiers), "", now));
    for (Identifier identifier : identifiers) {
      String name = identifier.withoutWildcard().value();
      failures.ifPresent(
          bucket -> check(RateLimit.FAILED_AUTHORIZATIONS, bucket, key(account, name), name, now));
    }
    newOrders.ifPresent(bucket -> bucket.take(account.id(), now));
  }

  private static void check(RateLimit kind, Bucket bucket, String key, String name, Instant now) {
    Optional<Instant> until = bucket.emptyUntil(key, now);
    if (until.isPresent()) {
      throw kind.refusal(bucket.limit(), name, until.get(), now);
    }
  }

  void issued(List<Identifier> identifiers) {
    certificates.ifPresent(bucket -> bucket.take(exactSet(identifiers), clock.instant()));
  }

  void failed(Account account, Identifier identifier) {
    failures.ifPresent(bucket -> bucket.take(key(account, identifier.value()), clock.instant()));
  }

  private static String exactSet(List<Identifier> identifiers) {
    return new TreeSet<>(identifiers.stream().map(Identifier::value).toList()).toString();
  }

  private static String key(Account account, String name) {
    return account.id() + " " + name;
  }
}
