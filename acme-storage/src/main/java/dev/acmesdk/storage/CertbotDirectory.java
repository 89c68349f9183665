package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.KeyRollover;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseAnswer;
import dev.acmesdk.store.LeaseHeld;
import dev.acmesdk.store.LeaseStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LineageHistory;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.OrderInFlight;
import dev.acmesdk.store.OrdersInFlight;
import dev.acmesdk.store.PendingKey;
import dev.acmesdk.store.RenewalState;
import dev.acmesdk.store.RenewalStates;
import dev.acmesdk.store.WritableCheck;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps accounts and certificates in a directory with Certbot's layout: Certbot can read, renew and
 * revoke what this store has saved, and this store what Certbot has.
 *
 * <pre>
 * accounts/HOST/PATH/ID/   the account's key, URL and time of creation
 * archive/NAME/            the files of all versions: privkey1.pem, fullchain1.pem, …
 * live/NAME/               links to those of the current version: name these to your servers
 * renewal/NAME.conf        how to renew it
 * acmesdk/                 leases and orders in flight; Certbot does not look into it
 * </pre>
 *
 * <p>Private keys are readable by their owner only from the moment of their creation, and only
 * their owner can enter {@code accounts}, {@code archive} and {@code live}, unless somebody else
 * has made these directories. A save that fails leaves nothing behind. The file system must know
 * POSIX modes and symbolic links.
 *
 * <p>Instances are safe for use by several threads, and the directory is for use by several
 * programs: who changes something waits for others who do, Certbot among them, for half a minute. A
 * lease keeps Certbot from starting until it is given back. All of that rests on POSIX record
 * locks, so a network file system must have them, and there must not be more than one copy of this
 * class in a JVM that uses the directory. What a program was saving when it was killed is completed
 * or taken away when the lineage's lease is next acquired; readers never see it half done. Only an
 * empty {@code .certbot.lock}, which Certbot leaves too, and an unpublished {@code lease.json.new}
 * may stay until then of one that was killed when all was done.
 */
public final class CertbotDirectory
    implements AccountStore,
        CertificateStore,
        LeaseStore,
        OrdersInFlight,
        RenewalStates,
        LineageHistory,
        WritableCheck,
        KeyRollover {
  /** Certbot's own directory. */
  public static final Path DEFAULT = Path.of("/etc/letsencrypt");

  /** How long to wait for others that change something, or for Certbot to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Layout layout;
  private final StoreLock lock;
  private final Accounts accounts;
  private final PendingKeys pendingKeys;
  private final Lineages lineages;
  private final LineageWriter writer;
  private final LineageMemory memory;
  private final DirectoryLeases leases;
  private final Repair repair;
  private final Disk disk;

  CertbotDirectory(Path directory, Clock clock, Disk disk) {
    this(directory, clock, disk, PATIENCE, System::nanoTime);
  }

  CertbotDirectory(
      Path directory, Clock clock, Disk disk, Duration patience, LongSupplier nanoTime) {
    this.layout = new Layout(directory.toAbsolutePath().normalize());
    this.disk = disk;
    this.lock = new StoreLock(layout, disk, patience);
    this.accounts = new Accounts(layout, disk, clock);
    this.lineages = new Lineages(layout);
    this.pendingKeys =
        new PendingKeys(layout, accounts, new AccountReferences(layout, lineages, disk), disk);
    this.writer = new LineageWriter(layout, lineages, accounts, disk);
    this.memory = new LineageMemory(layout, disk);
    this.leases = new DirectoryLeases(layout, disk, lock, clock, nanoTime);
    this.repair = new Repair(layout, lineages, disk);
  }

  /**
   * A store in a directory. Nothing is read or written yet; the directory is made when something is
   * saved.
   *
   * @param directory where to keep everything, for example {@link #DEFAULT}
   * @return the store
   */
  public static CertbotDirectory at(Path directory) {
    return at(directory, Clock.systemUTC());
  }

  /**
   * A store in a directory, with a clock of your own.
   *
   * @param directory where to keep everything
   * @param clock tells the time of creation of accounts
   * @return the store
   */
  public static CertbotDirectory at(Path directory, Clock clock) {
    return new CertbotDirectory(directory, clock, new Disk());
  }

  /**
   * Looks up the account at a CA. If there are several, which Certbot allows, it is the one that
   * was registered last.
   */
  @Override
  public Optional<AccountCredentials> find(URI directory) {
    return read(() -> accounts.find(directory));
  }

  /** Keeps an account. A key that is there is never written again. */
  @Override
  public void save(URI directory, AccountCredentials account) {
    write(
        () -> {
          new Retirement(layout, disk).sweep();
          accounts.save(directory, account);
          return account;
        });
  }

  /** Removes an account's directory with all that is known to be in it, as Certbot does. */
  @Override
  public void remove(URI directory, AccountCredentials account) {
    write(
        () -> {
          accounts.remove(directory, account);
          return account;
        });
  }

  /** Keeps a new key in a file beside the account's own, which Certbot does not look at. */
  @Override
  public void savePending(URI directory, PendingKey pending) {
    write(
        () -> {
          pendingKeys.save(directory, pending);
          return pending;
        });
  }

  @Override
  public Optional<PendingKey> findPending(URI directory) {
    return read(() -> pendingKeys.find(directory));
  }

  /**
   * Ends a change of an account's key. Certbot names accounts by their keys: with a new key, the
   * account gets a new directory, renewal files that name the old one name the new one, and the old
   * one is deleted with the old key in it.
   *
   * @throws IllegalArgumentException if the account has neither of the two keys
   */
  @Override
  public void settle(URI directory, PendingKey pending, AccountCredentials account) {
    write(
        () -> {
          pendingKeys.settle(directory, pending, account);
          return account;
        });
  }

  /**
   * Looks up the current version of a lineage.
   *
   * @throws StoreException if the lineage is there but broken; the message says which file and what
   *     to do
   * @throws IllegalArgumentException if the name cannot be one of a lineage
   */
  @Override
  public Optional<Lineage> find(String name) {
    LineageName.check(name);
    return read(() -> lineages.find(name));
  }

  /** The lineages that have a renewal file, whether it can be read or not. */
  @Override
  public List<String> names() {
    return read(lineages::names);
  }

  @Override
  public List<Integer> versions(String name) {
    LineageName.check(name);
    return read(() -> lineages.versions(name));
  }

  @Override
  public Optional<Lineage> find(String name, int version) {
    LineageName.check(name);
    return read(() -> lineages.find(name, version));
  }

  /**
   * Keeps a new version of a lineage. What the lineage's renewal file has of others is kept:
   * comments, and the keys and sections that the version says nothing about. The keys {@code
   * account}, {@code server} and {@code key_type} follow from the version and are not taken from
   * its renewal parameters. The version that was the current one and at most five before it are
   * kept, older ones are deleted, as Certbot does it.
   *
   * @throws StoreException if the key is not the certificate's, or the lineage is broken, or files
   *     cannot be written; nothing has changed then
   * @throws dev.acmesdk.error.LeaseLostException if somebody else has got the lease since, or has
   *     saved another version
   * @throws IllegalArgumentException if the name cannot be one of a lineage, or a renewal parameter
   *     cannot be written
   */
  @Override
  public Lineage save(Lease lease, NewVersion version) {
    LineageName.requireSame(lease, version);
    return write(
        () -> {
          Lineage saved = writer.save(version, leases.require(lease).version());
          leases.saved(lease, saved.version());
          return saved;
        });
  }

  /**
   * Deletes a lineage: its renewal file first, then links and files. Directories with files of
   * others in them are kept.
   */
  @Override
  public void remove(Lease lease) {
    write(
        () -> {
          leases.require(lease);
          writer.remove(lease.name());
          memory.forget(lease.name());
          leases.saved(lease, 0);
          return lease;
        });
  }

  /**
   * Asks for the lease of a lineage, and first puts in order what a crash has left half done there.
   * While Certbot runs, Certbot has all of them.
   *
   * @throws StoreException if the lineage is broken in a way that only a person can mend
   * @throws IllegalArgumentException if the name cannot be one of a lineage
   */
  @Override
  public LeaseAnswer acquire(String name, Duration ttl) {
    LineageName.check(name);
    requirePosix();
    try {
      return lock.changingUnlessCertbotRuns(() -> acquireNow(name, ttl))
          .orElseGet(() -> new LeaseHeld(name, "Certbot", null));
    } catch (IOException e) {
      throw Failures.writing(layout.root(), e);
    }
  }

  private LeaseAnswer acquireNow(String name, Duration ttl) throws IOException {
    Optional<LeaseHeld> held = leases.holder(name);
    if (held.isPresent()) {
      return held.get();
    }
    new Retirement(layout, disk).sweep();
    repair.run(name);
    return leases.acquire(name, ttl, lineages.currentVersion(name));
  }

  @Override
  public Lease renew(Lease lease, Duration ttl) {
    return write(() -> leases.renew(lease, ttl));
  }

  @Override
  public void release(Lease lease) {
    write(
        () -> {
          leases.release(lease);
          return lease;
        });
  }

  @Override
  public Optional<OrderInFlight> findOrder(String name) {
    LineageName.check(name);
    return read(() -> memory.order(name));
  }

  /** Keeps an order, with its key, in a file that only its owner can read. */
  @Override
  public void saveOrder(Lease lease, OrderInFlight order) {
    write(
        () -> {
          leases.require(lease);
          memory.saveOrder(lease.name(), order);
          return lease;
        });
  }

  @Override
  public void dropOrder(Lease lease) {
    write(
        () -> {
          leases.require(lease);
          memory.dropOrder(lease.name());
          return lease;
        });
  }

  @Override
  public RenewalState findRenewalState(String name) {
    LineageName.check(name);
    return read(() -> memory.renewal(name));
  }

  /** Remembers it in a section {@code [acmesdk]} of the lineage's renewal file. */
  @Override
  public void saveRenewalState(Lease lease, RenewalState state) {
    write(
        () -> {
          leases.require(lease);
          memory.saveRenewal(lease.name(), state);
          return lease;
        });
  }

  /** Makes the directories that are missing, and writes and deletes a file in each. */
  @Override
  public void checkWritable() {
    write(() -> new WritableProbe(layout, disk).run());
  }

  private <T> T read(DirectoryLock.Work<T> work) {
    try {
      return lock.reading(work);
    } catch (IOException e) {
      throw Failures.reading(layout.root(), e);
    }
  }

  private <T> T write(DirectoryLock.Work<T> work) {
    requirePosix();
    try {
      return lock.changing(work);
    } catch (IOException e) {
      throw Failures.writing(layout.root(), e);
    }
  }

  private void requirePosix() {
    if (!layout.root().getFileSystem().supportedFileAttributeViews().contains("posix")) {
      throw new StoreException(
          "Cannot keep private keys in " + layout.root() + ": its file system has no POSIX modes.",
          "Use a directory on a local file system such as ext4 or XFS; on Windows, keep certificates in another kind of store.",
          null);
    }
  }

  /** Shows the directory. */
  @Override
  public String toString() {
    return "CertbotDirectory[" + layout.root() + "]";
  }
}
