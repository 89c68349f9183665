package dev.acmesdk.manager;

import dev.acmesdk.store.Lineage;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps any number of lineages fresh, for as long as it is open: renews each one when it is due,
 * tries again after failures, notices what other programs have obtained, and hands new versions
 * over. What must be remembered is in the store, so that it does not matter when the program ends
 * or how often it is started, and several programs may manage the same lineages.
 *
 * <pre>{@code
 * try (CertificateManager manager = CertificateManager.builder().listener(log::info).build()) {
 *   manager.add(target, lineage -> server.use(lineage));
 *   ...
 * }
 * }</pre>
 *
 * <p>Instances are safe for use by several threads. While there is nothing to do, one thread waits.
 */
public final class CertificateManager implements AutoCloseable {
  private final Agenda agenda;
  private final Engine engine;
  private final @Nullable ManagerThreads threads;

  private CertificateManager(Agenda agenda, Engine engine, @Nullable ManagerThreads threads) {
    this.agenda = agenda;
    this.engine = engine;
    this.threads = threads;
  }

  /**
   * Begins to set up a manager.
   *
   * @return a builder with the defaults
   */
  public static CertificateManagerBuilder builder() {
    return new CertificateManagerBuilder();
  }

  static CertificateManager withThreads(ManagerSettings settings, int workers) {
    Agenda agenda = new Agenda();
    ManagerThreads threads = new ManagerThreads(workers);
    Engine engine = new Engine(settings, agenda, threads);
    threads.start(() -> agenda.await(engine.runDue(), settings.time()), agenda::isClosed);
    return new CertificateManager(agenda, engine, threads);
  }

  static CertificateManager withoutThreads(ManagerSettings settings) {
    Agenda agenda = new Agenda();
    return new CertificateManager(agenda, new Engine(settings, agenda, Runnable::run), null);
  }

  /**
   * Looks after a lineage from now on. This reads the store, but asks no CA.
   *
   * @param target the lineage
   * @param onChange gets the current version at once, if there is one, and each new one, in the
   *     thread that has found it. What it throws is logged
   * @return the handle
   * @throws IllegalArgumentException if the lineage is managed already
   * @throws IllegalStateException if the manager is closed
   */
  public ManagedLineage add(RenewalTarget target, Consumer<Lineage> onChange) {
    return add(target, List.of(onChange));
  }

  /**
   * Looks after a lineage from now on, for others who look into the store by themselves. So no key
   * is read before there is a new one.
   *
   * @param target the lineage
   * @return the handle
   * @throws IllegalArgumentException if the lineage is managed already
   * @throws IllegalStateException if the manager is closed
   */
  public ManagedLineage add(RenewalTarget target) {
    return add(target, List.of());
  }

  /**
   * Looks after many lineages from now on, as {@link #add(RenewalTarget)} does after one. The store
   * is read by as many threads at a time as there are processors.
   *
   * @param targets the lineages
   * @return the handles, in the same order
   * @throws IllegalArgumentException if one of them is managed already; some may be managed then
   * @throws IllegalStateException if the manager is closed
   */
  public List<ManagedLineage> addAll(Collection<RenewalTarget> targets) {
    return targets.parallelStream().map(this::add).toList();
  }

  private ManagedLineage add(RenewalTarget target, List<Consumer<Lineage>> listeners) {
    Entry entry = new Entry(target, listeners);
    engine.add(entry);
    return new ManagedLineage(entry, agenda, engine);
  }

  /**
   * What is managed.
   *
   * @return handles, in no order
   */
  public List<ManagedLineage> lineages() {
    return agenda.all().stream().map(entry -> new ManagedLineage(entry, agenda, engine)).toList();
  }

  /**
   * How it goes.
   *
   * @return the state of this moment
   */
  public ManagerHealth health() {
    return ManagerHealth.of(lineages().stream().map(ManagedLineage::status).toList());
  }

  /**
   * Does what is due now, in the calling thread. It need not be called for a manager that has
   * threads.
   *
   * @return how long there is nothing to do then; at most a minute, since clocks may be set
   */
  public Duration runDue() {
    return engine.runDue();
  }

  /**
   * Does what is due now in the calling thread, if nobody else does: for those who wait for
   * something of a manager of which they do not know whether it has threads.
   */
  public void runIfWithoutThreads() {
    if (threads == null) {
      runDue();
    }
  }

  /**
   * Ends it: what is under way is interrupted, cleans up, and can be gone on with by the next
   * manager. It waits for that, for half a minute at most; but not if it is called by a listener or
   * a hook in the middle of a renewal, which is interrupted as well.
   */
  @Override
  public void close() {
    List<Entry> left = agenda.close();
    if (threads != null) {
      threads.close();
    }
    left.forEach(engine::tellRemoved);
  }
}
