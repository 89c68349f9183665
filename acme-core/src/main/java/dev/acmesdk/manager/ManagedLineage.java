package dev.acmesdk.manager;

import dev.acmesdk.store.Lineage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A lineage that a {@link CertificateManager} looks after. Safe for use by several threads. */
public final class ManagedLineage implements AutoCloseable {
  private final Entry entry;
  private final Agenda agenda;
  private final Engine engine;

  ManagedLineage(Entry entry, Agenda agenda, Engine engine) {
    this.entry = entry;
    this.agenda = agenda;
    this.engine = engine;
  }

  /**
   * Which lineage it is.
   *
   * @return its name
   */
  public String name() {
    return entry.name();
  }

  /**
   * The current version, as the store has it now.
   *
   * @return the version; empty if there is none yet
   * @throws dev.acmesdk.error.StoreException if the store cannot be read
   */
  public Optional<Lineage> current() {
    return entry.target.store().find(entry.name());
  }

  /**
   * How it goes. This does not read the store.
   *
   * @return the state of this moment
   */
  public LineageStatus status() {
    Known known = entry.known;
    Instant next = engine.plan(entry).renewAt();
    Instant now = engine.now();
    return new LineageStatus(
        entry.name(),
        known.version(),
        known.notAfter(),
        known.facts() == null ? null : known.facts().directory(),
        known.isFailing() ? known.state().failures() : 0,
        known.isFailing() ? known.state().problem() : null,
        next.isBefore(now) ? now : next);
  }

  /**
   * Renews it now, whether it is due or not, and also if a CA wants to be left alone. It is not
   * done twice at a time.
   *
   * @return completes with the new version, or with why there is none; is cancelled when the
   *     lineage is not managed any more
   */
  public CompletableFuture<Lineage> refresh() {
    return wish(true, Duration.ZERO);
  }

  /**
   * Renews it now if it is due and no earlier failure stands against it: for those who wait for
   * what the manager is about to do anyway.
   *
   * @return completes with the version that is the current one then, or with why the last attempt
   *     has failed; is cancelled if there is no version and no attempt may be made, and when the
   *     lineage is not managed any more
   */
  public CompletableFuture<Lineage> renewIfDue() {
    return renewIfDue(Duration.ZERO);
  }

  /**
   * The same for those who do not mind to wait while another program is at work on the lineage,
   * since what comes of that may be all that they need.
   *
   * @param patience how long to wait for others, at most a year or so
   * @return as above; completes with a {@link dev.acmesdk.error.StoreException} if others are still
   *     at work when that time is over
   */
  public CompletableFuture<Lineage> renewIfDue(Duration patience) {
    return wish(false, patience);
  }

  private CompletableFuture<Lineage> wish(boolean isForced, Duration patience) {
    CompletableFuture<Lineage> outcome = new CompletableFuture<>();
    agenda.wish(entry, new Wish(outcome, isForced, engine.tick() + patience.toNanos()));
    return outcome;
  }

  /** Looks after it no more. What is under way is brought to its end. */
  @Override
  public void close() {
    if (!entry.removed) {
      engine.remove(entry);
    }
  }

  /** Shows the name. */
  @Override
  public String toString() {
    return "ManagedLineage[" + name() + "]";
  }
}
