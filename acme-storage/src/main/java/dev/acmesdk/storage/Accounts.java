package dev.acmesdk.storage;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code accounts/}: one directory for each account, in one for each CA. */
final class Accounts {
  private static final Logger log = LoggerFactory.getLogger(Accounts.class);

  private final Layout layout;
  private final Disk disk;
  private final Clock clock;
  private final KeyCodec keys;
  private final @Nullable ChosenAccount choice;

  Accounts(Layout layout, Disk disk, Clock clock) {
    this(layout, disk, clock, KeyCodec.PLAIN, null);
  }

  Accounts(Layout layout, Disk disk, Clock clock, KeyCodec keys, @Nullable ChosenAccount choice) {
    this.keys = keys;
    this.choice = choice;
    this.layout = layout;
    this.disk = disk;
    this.clock = clock;
  }

  /** The account that was chosen, or else the newest. */
  Optional<AccountCredentials> find(URI directory) throws IOException {
    Optional<AccountCredentials> chosen = chosen(directory);
    return chosen.isPresent() ? chosen : newest(directory);
  }

  /** Whether an account may be used: all of them, unless one was chosen. */
  boolean mayUse(URI directory, StoredAccount account) {
    return choice == null || choice.admits(directory, account);
  }

  /**
   * The account that was chosen, if one was at this CA.
   *
   * @throws StoreException if it is not there: another one is not what was asked for
   */
  Optional<AccountCredentials> chosen(URI directory) throws IOException {
    if (choice == null || !choice.directory().equals(directory)) {
      return Optional.empty();
    }
    List<StoreException> failures = new ArrayList<>();
    List<StoredAccount> accounts = all(directory, failures);
    return Optional.of(
        accounts.stream()
            .filter(account -> account.isCalled(choice.id()))
            .findFirst()
            .orElseThrow(() -> unknown(directory, choice.id(), accounts, failures))
            .credentials());
  }

  private StoreException unknown(
      URI directory, String id, List<StoredAccount> accounts, List<StoreException> failures) {
    String known =
        accounts.stream()
            .map(account -> account.directory().getFileName().toString())
            .collect(Collectors.joining(", "));
    StoreException unknown =
        new StoreException(
            "There is no account %s of %s in %s%s."
                .formatted(
                    id,
                    directory,
                    place(directory),
                    failures.isEmpty() ? "" : ", or it cannot be read"),
            known.isEmpty()
                ? "No other one is there: register one first, or ask for none."
                : "Ask for one of those that are there: %s.".formatted(known),
            null);
    failures.forEach(unknown::addSuppressed);
    return unknown;
  }

  /** The account that was registered last; of several from one second the one with the last id. */
  private Optional<AccountCredentials> newest(URI directory) throws IOException {
    Path place = place(directory);
    List<StoreException> failures = new ArrayList<>();
    List<StoredAccount> accounts = all(directory, failures);
    if (accounts.isEmpty() && !failures.isEmpty()) {
      throw failures.get(0);
    }
    failures.forEach(failure -> log.warn("Another account is used: {}", failure.getMessage()));
    Optional<StoredAccount> chosen =
        accounts.stream()
            .max(
                Comparator.comparing(StoredAccount::created)
                    .thenComparing(StoredAccount::directory));
    if (accounts.size() > 1 && chosen.isPresent()) {
      log.info(
          "Of {} accounts in {} the newest is used: {}",
          accounts.size(),
          place,
          chosen.get().directory());
    }
    return chosen.map(StoredAccount::credentials);
  }

  /** The account with a name of Certbot's, if it is kept here and can be read. */
  Optional<AccountCredentials> named(URI directory, String id) throws IOException {
    return all(directory).stream()
        .filter(account -> account.isCalled(id))
        .map(StoredAccount::credentials)
        .findFirst();
  }

  /** Certbot's name for the account with a URL, if it is kept here. */
  Optional<String> idOf(URI directory, URI account) throws IOException {
    return all(directory).stream()
        .map(StoredAccount::credentials)
        .filter(credentials -> credentials.url().equals(account))
        .map(credentials -> AccountId.of(credentials.key()))
        .findFirst();
  }

  /** All accounts at a CA that can be read. */
  List<StoredAccount> all(URI directory) throws IOException {
    return all(directory, new ArrayList<>());
  }

  private List<StoredAccount> all(URI directory, List<StoreException> failures) throws IOException {
    List<StoredAccount> accounts = readAll(place(directory), failures);
    Optional<URI> former = FormerDirectory.of(directory);
    return accounts.isEmpty() && failures.isEmpty() && former.isPresent()
        ? readAll(place(former.get()), failures)
        : accounts;
  }

  private List<StoredAccount> readAll(Path place, List<StoreException> failures)
      throws IOException {
    List<StoredAccount> accounts = new ArrayList<>();
    for (Path directory : candidates(place)) {
      try {
        accounts.add(StoredAccount.read(directory, keys));
      } catch (StoreException e) {
        failures.add(e);
      } catch (IOException e) {
        failures.add(Failures.reading(directory, e));
      }
    }
    return accounts;
  }

  /** Certbot links the directory of one version of a CA to that of another: links are followed. */
  private static List<Path> candidates(Path place) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(place, Accounts::isAccount)) {
      List<Path> directories = new ArrayList<>();
      entries.forEach(directories::add);
      return directories.stream().sorted().toList();
    } catch (NoSuchFileException e) {
      refuseDanglingLink(place);
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static boolean isAccount(Path entry) {
    boolean isNamed = entry.getFileName().toString().matches("[0-9a-f]{32}");
    return Files.isDirectory(entry)
        ? isNamed || AccountKeyFile.CURRENT.in(entry).isPresent()
        : isNamed && Files.isSymbolicLink(entry);
  }

  private static void refuseDanglingLink(Path place) throws IOException {
    if (Files.isSymbolicLink(place) && !Files.exists(place)) {
      throw new StoreException(
          "Cannot read %s: it is a link to %s, which is not there."
              .formatted(place, Files.readSymbolicLink(place)),
          "Was the directory moved? Let the link point to the place where the accounts are now.",
          null);
    }
  }

  /** Host with port, then the path of the CA's directory URL, as Certbot does it. */
  Path place(URI directory) {
    String authority = directory.getRawAuthority();
    String path = authority + directory.getRawPath();
    if (authority == null || Stream.of(path.split("/")).anyMatch(Set.of(".", "..")::contains)) {
      throw new IllegalArgumentException(
          "\""
              + directory
              + "\" is not the URL of a CA's directory: it needs a host and a plain path.");
    }
    return layout.accounts().resolve(path);
  }

  void save(URI directory, AccountCredentials account) throws IOException {
    Path home = place(directory).resolve(AccountId.of(account.key()));
    try (ChangeSet changes = new ChangeSet(disk)) {
      changes.directories(layout.root(), Modes.DIRECTORY);
      if (Files.isDirectory(home)) {
        complete(changes, home, account);
      } else {
        create(changes, home, account);
      }
      changes.commit();
    }
    disk.sync(home);
    disk.sync(home.resolveSibling(""));
  }

  /**
   * Lets the whole account appear at once, by a rename. Until then it is where neither Certbot nor
   * this class looks for accounts.
   */
  private void create(ChangeSet changes, Path home, AccountCredentials account) throws IOException {
    Path place = home.resolveSibling("");
    refuseDanglingLink(place);
    changes.directories(place, Modes.PRIVATE_DIRECTORY);
    Path staged = layout.accounts().resolve(Retirement.NEW + UUID.randomUUID());
    try (ChangeSet files = new ChangeSet(disk)) {
      files.directory(staged, Modes.PRIVATE_DIRECTORY);
      complete(files, staged, account);
      disk.sync(staged);
      disk.rename(staged, home);
      files.commit();
    } catch (FileSystemException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
      complete(changes, home, account); // another process was faster with the same account
    }
  }

  void remove(URI directory, AccountCredentials account) throws IOException {
    for (StoredAccount stored : all(directory)) {
      if (stored.credentials().equals(account)) {
        new Retirement(layout, disk).retire(stored.directory());
      }
    }
  }

  /** Writes those of the files that are not there, the key first. */
  private void complete(ChangeSet changes, Path home, AccountCredentials account)
      throws IOException {
    Optional<Path> key = AccountKeyFile.CURRENT.in(home);
    if (key.isPresent()) {
      requireSame(key.get(), account.key());
    } else {
      changes.file(
          AccountKeyFile.CURRENT.forNew(home, keys),
          Modes.PRIVATE_FOREVER,
          AccountKeyFile.content(account.key(), keys));
    }
    Path registration = home.resolve(StoredAccount.REGISTRATION);
    byte[] json = StoredAccount.registrationJson(account.url());
    if (Files.notExists(registration)) {
      changes.file(registration, Modes.FILE, json);
    } else if (!StoredAccount.readUrl(registration).equals(account.url())) {
      changes.publish(changes.stage(registration, json), registration);
    }
    Path meta = home.resolve(StoredAccount.META);
    if (Files.notExists(meta)) {
      changes.file(meta, Modes.FILE, StoredAccount.metaJson(clock.instant(), HostName.local()));
    }
  }

  private void requireSame(Path file, AccountKey key) throws IOException {
    if (!AccountKeyFile.read(file, keys).equals(key)) {
      throw new StoreException(
          "Cannot save the account: " + file + " holds another key than its directory's name says.",
          "Move that directory away; the key in it may belong to another account.",
          null);
    }
  }
}
