package dev.acmesdk.storage;

import dev.acmesdk.error.LeaseLostException;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.NewVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves versions. The order is such that whoever reads, or finds the directory after a power
 * failure, never sees a link to a file that is not complete: the files, key first, then the links.
 */
final class LineageWriter {
  private static final Logger log = LoggerFactory.getLogger(LineageWriter.class);

  private final Layout layout;
  private final Lineages lineages;
  private final Accounts accounts;
  private final Disk disk;
  private final KeyCodec keys;

  LineageWriter(Layout layout, Lineages lineages, Accounts accounts, Disk disk, KeyCodec keys) {
    this.keys = keys;
    this.layout = layout;
    this.lineages = lineages;
    this.accounts = accounts;
    this.disk = disk;
  }

  /**
   * Saves a version.
   *
   * @param expected the number of the current version that the caller knows of, 0 if none
   */
  Lineage save(NewVersion version, int expected) throws IOException {
    KeyMatch.require(version);
    String key = keys.encode(version.privateKey());
    if (version.chain().issuers().isEmpty()) {
      log.warn(
          "The certificate of {} came without its issuers: Certbot will call the lineage invalid",
          version.name());
    }
    int current = lineages.currentVersion(version.name());
    if (current != expected) {
      throw new LeaseLostException(
          version.name(), "another program, which has saved version " + current + ",");
    }
    try {
      return Layout.isThere(layout.renewal(version.name()))
          ? renew(version, key)
          : create(version, key);
    } catch (FileAlreadyExistsException e) {
      throw new StoreException(
          "Cannot save the lineage %s: %s came into being meanwhile."
              .formatted(version.name(), e.getFile()),
          "Another program saves it at the same moment. Look at what it has saved, then try again.",
          e);
    }
  }

  private Lineage create(NewVersion version, String key) throws IOException {
    String name = version.name();
    lineages.refuseLeftovers(name);
    Path conf = layout.renewal(name);
    RenewalFile renewal = RenewalFile.create(conf);
    renewal.setPaths(layout.live(name), layout.archive(name));
    renewal.setParameters(version, accountId(version));
    byte[] after = renewal.bytes();
    Archive archive = new Archive(layout.archive(name));
    OwnFile journal = SaveJournal.file(layout, name);
    try (ChangeSet changes = new ChangeSet(disk)) {
      layout.create(changes);
      begin(
          changes,
          journal,
          new SaveJournal(
              SaveJournal.Kind.CREATE, 1, archive.directory(), "", SaveJournal.digest(after)));
      changes.directory(archive.directory(), Modes.DIRECTORY);
      changes.directory(layout.live(name), Modes.DIRECTORY);
      writeVersion(changes, archive, 1, version, key);
      createLinks(changes, layout.live(name), archive);
      disk.sync(layout.live(name));
      Path staged = ChangeSet.staged(conf);
      disk.delete(staged);
      changes.file(staged, Modes.FILE, after);
      changes.publish(staged, conf); // from here on, there is such a lineage
      changes.commit();
    }
    end(journal, name, () -> disk.sync(layout.renewal()));
    return lineage(version, 1);
  }

  private void begin(ChangeSet changes, OwnFile file, SaveJournal journal) throws IOException {
    changes.undoing(() -> file.delete(disk));
    file.write(disk, layout, journal.texts());
  }

  /** What is saved is saved: what is left to tidy up is not worth losing it. */
  private void end(OwnFile journal, String name, Tidying tidying) {
    try {
      tidying.run();
      journal.delete(disk);
    } catch (IOException e) {
      log.warn(
          "The new version of {} is saved; tidying up is left to the next time: {}",
          name,
          e.toString());
    }
  }

  /** What remains to be done behind a save. */
  @FunctionalInterface
  private interface Tidying {
    void run() throws IOException;
  }

  /** Changes how a lineage is to be renewed; the rest of its renewal file stays as it is. */
  void reconfigure(String name, NextWay next) throws IOException {
    Path conf = layout.renewal(name);
    if (!Layout.isThere(conf)) {
      throw new StoreException(
          "There is no lineage %s to be renewed in another way: %s is missing."
              .formatted(name, conf),
          "Obtain a certificate under that name first.",
          null);
    }
    RenewalFile renewal = RenewalFile.of(conf, ConfigFile.read(conf));
    byte[] before = renewal.bytes();
    renewal.reconfigure(next.parameters());
    byte[] after = renewal.bytes();
    if (Arrays.equals(before, after)) {
      return;
    }
    try (ChangeSet changes = new ChangeSet(disk)) {
      changes.publish(changes.stage(conf, after), conf);
      changes.commit();
    }
    disk.sync(layout.renewal());
  }

  /** Deletes a lineage; what was cut off is completed by whoever looks next. */
  void remove(String name) throws IOException {
    Path archive = archiveOf(name);
    OwnFile journal = SaveJournal.file(layout, name);
    journal.write(
        disk, layout, new SaveJournal(SaveJournal.Kind.REMOVE, 0, archive, "", "").texts());
    new Removal(layout, disk).run(name, archive);
    journal.delete(disk);
  }

  /** Where the links lead, if that can be told; a broken lineage can be deleted too. */
  private Path archiveOf(String name) throws IOException {
    try {
      return lineages.links(name).archive().directory();
    } catch (StoreException e) {
      return layout.archive(name);
    }
  }

  private void createLinks(ChangeSet changes, Path live, Archive archive) throws IOException {
    byte[] readme = Readme.OF_LINEAGE.getBytes(StandardCharsets.UTF_8);
    changes.file(live.resolve("README"), Modes.FILE, readme);
    for (Kind kind : Kind.values()) {
      changes.link(live.resolve(kind.linkName()), target(live, archive.file(kind, 1)));
    }
  }

  /** A relative path, as Certbot's, unless {@code live} itself is a link to somewhere else. */
  static Path target(Path live, Path file) {
    Path relative = live.relativize(file);
    return Files.exists(live.resolve(relative)) ? relative : file;
  }

  private Lineage renew(NewVersion version, String key) throws IOException {
    String name = version.name();
    LiveLinks links = lineages.links(name);
    Archive archive = links.archive();
    Path conf = layout.renewal(name);
    byte[] before = Files.readAllBytes(conf);
    RenewalFile renewal = RenewalFile.of(conf, ConfigFile.read(conf));
    renewal.setPaths(links.directory(), archive.directory());
    renewal.setParameters(version, accountId(version));
    byte[] after = renewal.bytes();
    int number = archive.next();
    OwnFile journal = SaveJournal.file(layout, name);
    try (ChangeSet changes = new ChangeSet(disk)) {
      begin(
          changes,
          journal,
          new SaveJournal(
              SaveJournal.Kind.RENEW,
              number,
              archive.directory(),
              SaveJournal.digest(before),
              SaveJournal.digest(after)));
      writeSuccessor(changes, archive, number, version, key);
      Path staged = changes.stage(conf, after);
      LinkSwitch.run(changes, disk, links, number);
      changes.publish(staged, conf);
      changes.commit();
    }
    end(
        journal,
        name,
        () -> {
          disk.sync(layout.renewal());
          LinkSwitch.forget(disk, links.directory());
          Pruning.run(disk, archive, number);
        });
    return lineage(version, number);
  }

  private void writeSuccessor(
      ChangeSet changes, Archive archive, int number, NewVersion version, String key)
      throws IOException {
    Optional<Integer> before = archive.newestComplete();
    writeVersion(changes, archive, number, version, key);
    if (before.isPresent()) {
      KeyAccess.copy(
          disk, archive.file(Kind.PRIVKEY, before.get()), archive.file(Kind.PRIVKEY, number));
    }
  }

  private void writeVersion(
      ChangeSet changes, Archive archive, int number, NewVersion version, String key)
      throws IOException {
    write(changes, archive.file(Kind.PRIVKEY, number), key);
    write(changes, archive.file(Kind.CERT, number), version.chain().leafPem());
    write(changes, archive.file(Kind.CHAIN, number), version.chain().issuersPem());
    write(changes, archive.file(Kind.FULLCHAIN, number), version.chain().toPem());
    disk.sync(archive.directory());
  }

  private static void write(ChangeSet changes, Path file, String pem) throws IOException {
    boolean isKey = Kind.PRIVKEY.versionOf(file).isPresent();
    changes.file(
        file, isKey ? Modes.PRIVATE_FILE : Modes.FILE, pem.getBytes(StandardCharsets.US_ASCII));
  }

  private Lineage lineage(NewVersion version, int number) {
    return new Lineage(
        version.name(),
        number,
        version.chain(),
        version.privateKey(),
        version.directory(),
        LiveLinks.files(layout.live(version.name())),
        version.renewalParameters());
  }

  /** A certificate must not be lost because an account cannot be found. */
  private Optional<String> accountId(NewVersion version) {
    try {
      return accounts.idOf(version.directory(), version.account());
    } catch (IOException | StoreException e) {
      log.warn("The renewal file of {} cannot name the account: {}", version.name(), e.toString());
      return Optional.empty();
    }
  }
}
