package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts in order what was left half done by a program that was killed: this library or Certbot. What
 * is complete is brought to its end, what is not is taken away.
 */
final class Repair {
  private static final Logger log = LoggerFactory.getLogger(Repair.class);

  private final Layout layout;
  private final Lineages lineages;
  private final Disk disk;
  private final KeyCodec keys;

  Repair(Layout layout, Lineages lineages, Disk disk, KeyCodec keys) {
    this.keys = keys;
    this.layout = layout;
    this.lineages = lineages;
    this.disk = disk;
  }

  void run(String name) throws IOException {
    OwnFile file = SaveJournal.file(layout, name);
    Optional<SaveJournal> journal = journal(file);
    if (journal.isPresent()) {
      finish(name, journal.get());
    }
    file.delete(disk);
    ChangeSet.discardStaged(disk, layout.renewal(name));
    if (Layout.isThere(layout.renewal(name)) && Layout.isThere(layout.live(name))) {
      goBack(layout.live(name));
      deploy(name);
    }
  }

  private static Optional<SaveJournal> journal(OwnFile file) throws IOException {
    try {
      return SaveJournal.read(file);
    } catch (IllegalArgumentException e) {
      log.warn("{} is damaged and of no use: {}", file.path(), e.getMessage());
      return Optional.empty();
    }
  }

  private void finish(String name, SaveJournal journal) throws IOException {
    Removal removal = new Removal(layout, disk);
    switch (journal.kind()) {
      case CREATE -> {
        if (!Layout.isThere(layout.renewal(name))) {
          finishCreation(name, journal, removal);
        }
      }
      case RENEW -> finishRenewal(name, journal, removal);
      case REMOVE -> {
        removal.run(name, journal.archive());
        log.warn("The removal of the lineage {} was cut off. It is complete now.", name);
      }
    }
  }

  private void finishCreation(String name, SaveJournal journal, Removal removal)
      throws IOException {
    Archive archive = new Archive(journal.archive());
    archive.requireReadable(journal.version());
    if (isStaged(name, journal) && archive.isSound(journal.version(), keys)) {
      disk.rename(staged(name), layout.renewal(name));
      disk.sync(layout.renewal());
      log.warn("The saving of the new lineage {} was cut off. It is complete now.", name);
    } else {
      removal.run(name, journal.archive());
      log.warn(
          "The saving of the new lineage {} was cut off. What was there of it is taken away.",
          name);
    }
  }

  private void finishRenewal(String name, SaveJournal journal, Removal removal) throws IOException {
    if (!Layout.isThere(layout.renewal(name)) || !Layout.isThere(layout.live(name))) {
      disk.delete(staged(name));
      return; // somebody has deleted the lineage since
    }
    Archive archive = new Archive(journal.archive());
    int version = journal.version();
    LiveLinks links = lineages.links(name);
    boolean isOld = links.versions().first() > version;
    archive.requireReadable(version);
    boolean isSound = archive.isSound(version, keys);
    if (!isOld && isSound && isStagedOrPublished(name, journal)) {
      switchTo(links, version);
      publish(name, journal);
      Pruning.run(disk, archive, version);
      log.warn("The saving of version {} of {} was cut off. It is complete now.", version, name);
      return;
    }
    disk.delete(staged(name));
    if (!isSound && !links.versions().contains(version)) {
      removal.deleteVersion(archive, version);
      log.warn(
          "The saving of version {} of {} was cut off. What was there of it is taken away.",
          version,
          name);
    }
  }

  private void switchTo(LiveLinks links, int version) throws IOException {
    if (links.versions().first() < version) {
      try (ChangeSet changes = new ChangeSet(disk)) {
        LinkSwitch.run(changes, disk, links, version);
        changes.commit();
      }
    }
    LinkSwitch.forget(disk, links.directory());
  }

  /** The renewal file is somebody else's work if it has changed meanwhile; then it stays. */
  private void publish(String name, SaveJournal journal) throws IOException {
    if (isStaged(name, journal) && digest(layout.renewal(name)).equals(journal.confBefore())) {
      disk.rename(staged(name), layout.renewal(name));
      disk.sync(layout.renewal());
    } else {
      disk.delete(staged(name));
    }
  }

  private boolean isStaged(String name, SaveJournal journal) throws IOException {
    return digest(staged(name)).equals(journal.confAfter());
  }

  private boolean isStagedOrPublished(String name, SaveJournal journal) throws IOException {
    return isStaged(name, journal) || digest(layout.renewal(name)).equals(journal.confAfter());
  }

  private Path staged(String name) {
    return ChangeSet.staged(layout.renewal(name));
  }

  private static String digest(Path file) throws IOException {
    try {
      return SaveJournal.digest(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** Certbot's notes of a switch that was cut off: it goes back if all of them are there. */
  private void goBack(Path live) throws IOException {
    Map<Kind, Path> targets = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      Path note = LinkSwitch.previous(live, kind);
      if (Files.isSymbolicLink(note) && Files.exists(note)) {
        targets.put(kind, Files.readSymbolicLink(note));
      }
    }
    if (targets.size() == Kind.values().length) {
      try (ChangeSet changes = new ChangeSet(disk)) {
        for (Kind kind : Kind.values()) {
          changes.relink(live.resolve(kind.linkName()), target(live, kind, targets));
        }
        changes.commit();
      }
      log.warn("A switch of the links in {} was cut off. They are as before.", live);
    }
    LinkSwitch.forget(disk, live);
  }

  /** The text that the link would have had: what is relative stays relative. */
  private static Path target(Path live, Kind kind, Map<Kind, Path> targets) throws IOException {
    Path wanted = live.resolve(targets.get(kind)).normalize();
    Path link = live.resolve(kind.linkName());
    if (Files.isSymbolicLink(link)) {
      Path sibling = Files.readSymbolicLink(link).resolveSibling(wanted.getFileName());
      if (live.resolve(sibling).normalize().equals(wanted)) {
        return sibling;
      }
    }
    return wanted;
  }

  /** A complete version that no link points to was meant to be used: so Certbot sees it too. */
  private void deploy(String name) throws IOException {
    LiveLinks links;
    try {
      links = lineages.links(name);
    } catch (StoreException e) {
      return; // nothing that can be repaired: whoever reads the lineage is told
    }
    Archive archive = links.archive();
    Optional<Integer> newest = newest(archive);
    if (newest.isPresent()
        && links.versions().first() < newest.get()
        && archive.isSound(newest.get(), keys)) {
      switchTo(links, newest.get());
      log.warn("Version {} of {} was not linked. It is now.", newest.get(), name);
    }
  }

  private static Optional<Integer> newest(Archive archive) throws IOException {
    try {
      return archive.newestComplete();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
