package dev.acmesdk.storage;

import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.LeaseAnswer;
import dev.acmesdk.store.LeaseHeld;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Who does what in one directory.
 *
 * @param access lets them in, one at a time if something is changed
 * @param accounts keeps accounts
 * @param pendingKeys keeps what accounts get for a new key
 * @param retirement takes away accounts that are no more
 * @param lineages reads lineages
 * @param summaries reads no more of them than is quick
 * @param writer saves them
 * @param memory keeps what is remembered beside them
 * @param leases knows who is at work on which of them
 * @param repair puts in order what a crash has left
 */
record Staff(
    DirectoryAccess access,
    Accounts accounts,
    PendingKeys pendingKeys,
    Retirement retirement,
    Lineages lineages,
    Summaries summaries,
    LineageWriter writer,
    LineageMemory memory,
    DirectoryLeases leases,
    Repair repair) {

  static Staff of(Rooms rooms) {
    Layout layout = rooms.layout();
    Disk disk = rooms.disk();
    KeyCodec keys = rooms.keys();
    Accounts accounts = new Accounts(layout, disk, rooms.clock(), keys, rooms.chosen());
    Lineages lineages = new Lineages(layout, keys);
    AccountReferences references = new AccountReferences(layout, lineages, disk);
    DirectoryAccess access = new DirectoryAccess(layout, rooms.lock());
    LineageMemory memory = new LineageMemory(layout, disk, keys);
    return new Staff(
        access,
        accounts,
        new PendingKeys(layout, accounts, references, disk, keys),
        new Retirement(layout, disk),
        lineages,
        new Summaries(layout, access, lineages, memory),
        new LineageWriter(layout, lineages, accounts, disk, keys),
        memory,
        new DirectoryLeases(layout, disk, rooms.lock(), rooms.clock(), rooms.nanoTime()),
        new Repair(layout, lineages, disk, keys));
  }

  /** The account that was chosen, or else the one that the renewal file of a lineage names. */
  Optional<AccountCredentials> accountOf(URI directory, String lineage) throws IOException {
    Optional<AccountCredentials> chosen = accounts.chosen(directory);
    if (chosen.isPresent()) {
      return chosen;
    }
    Optional<String> id = lineages.accountId(lineage);
    return id.isPresent() ? accounts.named(directory, id.get()) : Optional.empty();
  }

  /** Asks for a lease, and first puts in order what a crash has left half done there. */
  LeaseAnswer acquire(String name, Duration ttl) throws IOException {
    Optional<LeaseHeld> held = leases.holder(name);
    if (held.isPresent()) {
      return held.get();
    }
    retirement.sweep();
    repair.run(name);
    return leases.acquire(name, ttl, lineages.currentVersion(name));
  }
}
