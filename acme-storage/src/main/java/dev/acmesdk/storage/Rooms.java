package dev.acmesdk.storage;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all that is done in one directory has in common.
 *
 * @param layout where what is
 * @param clock tells the time of creation of accounts
 * @param disk writes
 * @param lock keeps others out
 * @param nanoTime measures how long others hold their leases
 * @param keys how private keys are written down
 * @param chosen the account to use at its CA; {@code null} if none was chosen
 */
record Rooms(
    Layout layout,
    Clock clock,
    Disk disk,
    StoreLock lock,
    LongSupplier nanoTime,
    KeyCodec keys,
    @Nullable ChosenAccount chosen) {

  /** With keys in the plain. */
  static Rooms of(
      Path directory, Clock clock, Disk disk, Duration patience, LongSupplier nanoTime) {
    Layout layout = new Layout(directory.toAbsolutePath().normalize());
    StoreLock lock = new StoreLock(layout, disk, patience);
    return new Rooms(layout, clock, disk, lock, nanoTime, KeyCodec.PLAIN, null);
  }

  /** The same with keys under a passphrase. */
  Rooms encrypting(Supplier<char[]> passphrase) {
    KeyCodec encrypting = KeyCodec.encrypting(passphrase);
    return new Rooms(layout, clock, disk, lock, nanoTime, encrypting, chosen);
  }

  /** The same with one account only at a CA. */
  Rooms choosing(ChosenAccount account) {
    return new Rooms(layout, clock, disk, lock, nanoTime, keys, account);
  }
}
