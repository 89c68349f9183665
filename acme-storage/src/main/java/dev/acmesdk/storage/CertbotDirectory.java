package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.AccountChoice;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.KeyRollover;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseAnswer;
import dev.acmesdk.store.LeaseHeld;
import dev.acmesdk.store.LeaseStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LineageHistory;
import dev.acmesdk.store.LineageSummaries;
import dev.acmesdk.store.LineageSummary;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.OrderInFlight;
import dev.acmesdk.store.OrdersInFlight;
import dev.acmesdk.store.PendingKey;
import dev.acmesdk.store.Reconfiguration;
import dev.acmesdk.store.RenewalState;
import dev.acmesdk.store.RenewalStates;
import dev.acmesdk.store.WritableCheck;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

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
        LineageSummaries,
        WritableCheck,
        KeyRollover,
        AccountChoice,
        Reconfiguration {
  /** Certbot's own directory. */
  public static final Path DEFAULT = Path.of("/etc/letsencrypt");

  /** How long to wait for others that change something, or for Certbot to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Rooms rooms;
  private final Staff staff;
  private final DirectoryAccess access;

  CertbotDirectory(Path directory, Clock clock, Disk disk) {
    this(directory, clock, disk, PATIENCE, System::nanoTime);
  }

  CertbotDirectory(
      Path directory, Clock clock, Disk disk, Duration patience, LongSupplier nanoTime) {
    this(Rooms.of(directory, clock, disk, patience, nanoTime));
  }

  private CertbotDirectory(Rooms rooms) {
    this.rooms = rooms;
    this.staff = Staff.of(rooms);
    this.access = staff.access();
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
   * The same store, with private keys under a passphrase: those of certificates, of orders in
   * flight and of accounts are written encrypted (PKCS#8 with PBES2: AES-256, and PBKDF2 with
   * 600,000 iterations). Keys that are there stay as they are until a renewal, or a change of the
   * account's key, replaces them; both kinds are read. Servers that are given {@code privkey.pem}
   * need the passphrase, too.
   *
   * <p><strong>Certbot can use none of these keys.</strong> It overlooks accounts with an encrypted
   * key. For the keys of certificates it stops and asks for the passphrase at the terminal, even if
   * it is not to ask anything; without a terminal it calls the lineages invalid.
   *
   * <p>The passphrase costs about a third of a second for each key that is read or written, so look
   * things up once, not in a loop. It is asked for each time, and neither kept nor overwritten
   * here. If it is wrong, reading fails with a {@link StoreException} that names the file, and
   * nothing is repaired or deleted.
   *
   * @param passphrase supplies the passphrase, which must not be empty; from several threads
   * @return a store on the same directory
   */
  public CertbotDirectory encryptingKeys(Supplier<char[]> passphrase) {
    return new CertbotDirectory(rooms.encrypting(passphrase));
  }

  /**
   * The same store with one of several accounts at a CA, where without a choice the newest is used,
   * and for a lineage its own: Certbot's {@code --account}. {@link #find(URI)}, {@link #accountOf}
   * and {@link #findPending} answer that account alone, for every lineage. If it is not kept here,
   * the first two throw a {@link StoreException} that names those that are, so that none is made in
   * its place. All else is as before, and so are the accounts at other CAs. With a new key an
   * account has a new id.
   *
   * @param directory the CA's directory URL, exactly as configured
   * @param id Certbot's id: the name of the account's directory
   * @return a store on the same directory
   */
  public CertbotDirectory usingAccount(URI directory, String id) {
    return new CertbotDirectory(rooms.choosing(new ChosenAccount(directory, id)));
  }

  /**
   * Looks up the account at a CA. If there are several, which Certbot allows, it is the one that
   * was registered last.
   */
  @Override
  public Optional<AccountCredentials> find(URI directory) {
    return access.read(() -> staff.accounts().find(directory));
  }

  /**
   * Looks up the account that the lineage's renewal file names, by which Certbot renews it too.
   *
   * @throws IllegalArgumentException if the name cannot be one of a lineage
   */
  @Override
  public Optional<AccountCredentials> accountOf(URI directory, String lineage) {
    LineageName.check(lineage);
    return access.read(() -> staff.accountOf(directory, lineage));
  }

  /** Keeps an account. A key that is there is never written again. */
  @Override
  public void save(URI directory, AccountCredentials account) {
    access.change(
        () -> {
          staff.retirement().sweep();
          staff.accounts().save(directory, account);
        });
  }

  /** Removes an account's directory with all that is known to be in it, as Certbot does. */
  @Override
  public void remove(URI directory, AccountCredentials account) {
    access.change(() -> staff.accounts().remove(directory, account));
  }

  /** Keeps a new key in a file beside the account's own, which Certbot does not look at. */
  @Override
  public void savePending(URI directory, PendingKey pending) {
    access.change(() -> staff.pendingKeys().save(directory, pending));
  }

  @Override
  public Optional<PendingKey> findPending(URI directory) {
    return access.read(() -> staff.pendingKeys().find(directory));
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
    access.change(() -> staff.pendingKeys().settle(directory, pending, account));
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
    return access.read(() -> staff.lineages().find(name));
  }

  /** Reads no key, so it costs no passphrase. */
  @Override
  public Optional<LineageSummary> summary(String name) {
    return staff.summaries().find(name);
  }

  /** The lineages that have a renewal file, whether it can be read or not. */
  @Override
  public List<String> names() {
    return access.read(staff.lineages()::names);
  }

  @Override
  public List<Integer> versions(String name) {
    LineageName.check(name);
    return access.read(() -> staff.lineages().versions(name));
  }

  @Override
  public Optional<Lineage> find(String name, int version) {
    LineageName.check(name);
    return access.read(() -> staff.lineages().find(name, version));
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
    return access.write(
        () -> {
          Lineage saved = staff.writer().save(version, staff.leases().require(lease).version());
          staff.leases().saved(lease, saved.version());
          return saved;
        });
  }

  /** Changes the lineage's renewal file and keeps of it what {@link #save} keeps. */
  @Override
  public void reconfigure(Lease lease, Map<String, String> renewalParameters) {
    NextWay next = new NextWay(renewalParameters);
    changeHolding(lease, () -> staff.writer().reconfigure(lease.name(), next));
  }

  /**
   * Deletes a lineage: its renewal file first, then links and files. Directories with files of
   * others in them are kept.
   */
  @Override
  public void remove(Lease lease) {
    changeHolding(
        lease,
        () -> {
          staff.writer().remove(lease.name());
          staff.memory().forget(lease.name());
          staff.leases().saved(lease, 0);
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
    DirectoryLeases.requireSome(ttl);
    return access
        .writeUnlessCertbotRuns(() -> staff.acquire(name, ttl))
        .orElseGet(() -> new LeaseHeld(name, "Certbot", null));
  }

  @Override
  public Lease renew(Lease lease, Duration ttl) {
    DirectoryLeases.requireSome(ttl);
    return access.write(() -> staff.leases().renew(lease, ttl));
  }

  @Override
  public void release(Lease lease) {
    access.change(() -> staff.leases().release(lease));
  }

  private void changeHolding(Lease lease, DirectoryAccess.Change change) {
    access.change(
        () -> {
          staff.leases().require(lease);
          change.run();
        });
  }

  @Override
  public Optional<OrderInFlight> findOrder(String name) {
    LineageName.check(name);
    return access.read(() -> staff.memory().order(name));
  }

  /** Keeps an order, with its key, in a file that only its owner can read. */
  @Override
  public void saveOrder(Lease lease, OrderInFlight order) {
    changeHolding(lease, () -> staff.memory().saveOrder(lease.name(), order));
  }

  @Override
  public void dropOrder(Lease lease) {
    changeHolding(lease, () -> staff.memory().dropOrder(lease.name()));
  }

  @Override
  public RenewalState findRenewalState(String name) {
    LineageName.check(name);
    return access.read(() -> staff.memory().renewal(name));
  }

  /** Remembers it in a section {@code [acmesdk]} of the lineage's renewal file. */
  @Override
  public void saveRenewalState(Lease lease, RenewalState state) {
    changeHolding(lease, () -> staff.memory().saveRenewal(lease.name(), state));
  }

  /**
   * Looks for all that is wrong in the directory: lineages that are broken or will be, keys that
   * others can read, accounts that Certbot will stumble over, what crashes have left. Nothing is
   * changed, and what cannot be looked at is a finding like others. All versions are checked, so
   * with {@link #encryptingKeys} it takes a while.
   *
   * @return what was found; it can mend some of it
   */
  public StoreAudit audit() {
    return new StoreAudit(new Auditor(AuditScope.of(rooms, staff)));
  }

  /** Makes the directories that are missing, and writes and deletes a file in each. */
  @Override
  public void checkWritable() {
    access.change(() -> new WritableProbe(rooms.layout(), rooms.disk()).run());
  }

  /** Shows the directory. */
  @Override
  public String toString() {
    return "CertbotDirectory[" + rooms.layout().root() + "]";
  }
}
