package dev.acmesdk.manager;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.LeaseLostException;
import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.renewal.RenewalSchedule;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import java.time.Instant;
import java.util.List;

/** Asks one CA after the other. */
final class Routes {
  private final Time time;
  private final FailureBudget budget;
  private final Events events;

  Routes(Time time, FailureBudget budget, Events events) {
    this.time = time;
    this.budget = budget;
    this.events = events;
  }

  /**
   * Gets a version from the first CA that gives one. What the others have said about when to come
   * back is known of the entry afterwards.
   *
   * @param failures how many attempts have failed before
   * @param forced whether CAs are asked that do not want to be
   */
  Lineage renew(Entry entry, Lease lease, int failures, boolean forced) {
    List<? extends CaRoute> open = open(entry, forced);
    for (int i = 0; i < open.size() - 1; i++) {
      CaRoute route = open.get(i);
      try {
        return renew(entry, lease, route, failures);
      } catch (CancelledException | LeaseLostException e) {
        throw e;
      } catch (AcmeException e) {
        if (!Troubles.mayOtherCaHelp(e, failures)) {
          throw e;
        }
        events.tell(new RenewalEvent.RouteFailed(entry.name(), route.directory(), e));
      }
    }
    return renew(entry, lease, open.get(open.size() - 1), failures);
  }

  /** There is one, since an attempt is not due before; when it is forced, all are. */
  private List<? extends CaRoute> open(Entry entry, boolean forced) {
    Instant now = time.now();
    List<? extends CaRoute> open =
        entry.target.routes().stream()
            .filter(
                route ->
                    !RenewalSchedule.closedUntil(route.directory(), entry.known.state(), now)
                        .isAfter(now))
            .toList();
    return forced || open.isEmpty() ? entry.target.routes() : open;
  }

  private Lineage renew(Entry entry, Lease lease, CaRoute route, int failures) {
    try {
      if (failures > 0 && route instanceof Rehearsal rehearsal) {
        rehearse(entry, route, rehearsal);
      }
      Lineage renewed = renew(entry, lease, route);
      entry.known = entry.known.withState(entry.known.state().closing(route.directory(), null));
      return renewed;
    } catch (AcmeException e) {
      Troubles.closedUntil(e)
          .ifPresent(
              until ->
                  entry.known =
                      entry.known.withState(entry.known.state().closing(route.directory(), until)));
      throw e;
    }
  }

  private Lineage renew(Entry entry, Lease lease, CaRoute route) {
    try {
      return route.renew(lease);
    } catch (ValidationFailedException e) {
      List<Identifier> failed = e.identifiers();
      budget.failed(failed.isEmpty() ? entry.target.identifiers() : failed, time.tick());
      throw e;
    }
  }

  /** What only the twin suffers from is no reason not to ask the CA itself. */
  private void rehearse(Entry entry, CaRoute route, Rehearsal rehearsal) {
    try {
      if (rehearsal.rehearse(entry.target.identifiers())) {
        events.tell(new RenewalEvent.Rehearsed(entry.name(), route.directory()));
      }
    } catch (AcmeException e) {
      if (!Troubles.isOfTwinOnly(e)) {
        throw e;
      }
      events.tell(new RenewalEvent.RehearsalImpossible(entry.name(), route.directory(), e));
    }
  }
}
