package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.NewVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  LineageWriter(Layout layout, Lineages lineages, Accounts accounts, Disk disk) {
    this.layout = layout;
    this.lineages = lineages;
    this.accounts = accounts;
    this.disk = disk;
  }

  Lineage save(NewVersion version) throws IOException {
    String key = KeyMatch.require(version);
    if (version.chain().issuers().isEmpty()) {
      log.warn(
          "The certificate of {} came without its issuers: Certbot will call the lineage invalid",
          version.name());
    }
    try (ChangeSet changes = new ChangeSet(disk)) {
      return Layout.isThere(layout.renewal(version.name()))
          ? renew(changes, version, key)
          : create(changes, version, key);
    } catch (FileAlreadyExistsException e) {
      throw new StoreException(
          "Cannot save the lineage %s: %s came into being meanwhile."
              .formatted(version.name(), e.getFile()),
          "Another program saves it at the same moment. Look at what it has saved, then try again.",
          e);
    }
  }

  private Lineage create(ChangeSet changes, NewVersion version, String key) throws IOException {
    String name = version.name();
    lineages.refuseLeftovers(name);
    Path conf = layout.renewal(name);
    RenewalFile renewal = RenewalFile.create(conf);
    renewal.setPaths(layout.live(name), layout.archive(name));
    renewal.setParameters(version, accountId(version));
    layout.create(changes);
    changes.file(conf, Modes.FILE, renewal.bytes()); // reserves the name
    Archive archive = new Archive(layout.archive(name));
    changes.directory(archive.directory(), Modes.DIRECTORY);
    changes.directory(layout.live(name), Modes.DIRECTORY);
    writeVersion(changes, archive, 1, version, key);
    createLinks(changes, layout.live(name), archive);
    changes.commit();
    disk.sync(layout.live(name));
    disk.sync(layout.renewal());
    return lineage(version, 1);
  }

  private void createLinks(ChangeSet changes, Path live, Archive archive) throws IOException {
    byte[] readme = Readme.OF_LINEAGE.getBytes(StandardCharsets.UTF_8);
    changes.file(live.resolve("README"), Modes.FILE, readme);
    for (Kind kind : Kind.values()) {
      changes.link(live.resolve(kind.linkName()), target(live, archive.file(kind, 1)));
    }
  }

  /** A relative path, as Certbot's, unless {@code live} itself is a link to somewhere else. */
  private static Path target(Path live, Path file) {
    Path relative = live.relativize(file);
    return Files.exists(live.resolve(relative)) ? relative : file;
  }

  private Lineage renew(ChangeSet changes, NewVersion version, String key) throws IOException {
    String name = version.name();
    LiveLinks links = lineages.links(name);
    Archive archive = links.archive();
    Path conf = layout.renewal(name);
    RenewalFile renewal = RenewalFile.of(conf, ConfigFile.read(conf));
    renewal.setPaths(links.directory(), archive.directory());
    renewal.setParameters(version, accountId(version));
    int number = archive.next();
    Optional<Integer> before = archive.newestComplete();
    writeVersion(changes, archive, number, version, key);
    if (before.isPresent()) {
      KeyAccess.copy(
          disk, archive.file(Kind.PRIVKEY, before.get()), archive.file(Kind.PRIVKEY, number));
    }
    Path staged = changes.stage(conf, renewal.bytes());
    for (Kind kind : Kind.values()) {
      changes.relink(links.directory().resolve(kind.linkName()), links.targetOf(kind, number));
    }
    disk.sync(links.directory());
    changes.publish(staged, conf);
    changes.commit();
    disk.sync(layout.renewal());
    return lineage(version, number);
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
        LiveLinks.files(layout.live(version.name())));
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
