package dev.acmesdk.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * A disk that tells each step before it is done, and stops for good at a given one. Contents are
 * written in two steps, so that one may also stop in their middle.
 */
public final class SteppedDisk extends Disk {
  /** What it says when it has stopped. */
  public static final String STOPPED = "stopped";

  private final int stopAt;
  private final Consumer<String> told;
  private int number;

  SteppedDisk(int stopAt, Consumer<String> told) {
    this.stopAt = stopAt;
    this.told = told;
  }

  /** A store that does not wait for the disk: nobody pulls the plug in a test. */
  public static CertbotDirectory store(Path directory) {
    return store(directory, Integer.MAX_VALUE, step -> {});
  }

  static CertbotDirectory store(Path directory, int stopAt, Consumer<String> told) {
    return new CertbotDirectory(directory, Clock.systemUTC(), new SteppedDisk(stopAt, told));
  }

  private synchronized void step(String what, Path path) {
    told.accept("step " + number + " " + what + " " + last(path.getParent()) + "/" + last(path));
    if (number == stopAt) {
      told.accept(STOPPED);
      await(new CountDownLatch(1));
    }
    number++;
  }

  private static String last(Path path) {
    return path == null || path.getFileName() == null ? "" : path.getFileName().toString();
  }

  private static void await(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("It was to stop here", e);
    }
  }

  @Override
  void createDirectory(Path directory, Set<PosixFilePermission> mode) throws IOException {
    step("mkdir", directory);
    super.createDirectory(directory, mode);
  }

  @Override
  FileChannel create(Path file, Set<PosixFilePermission> mode) throws IOException {
    step("create", file);
    return super.create(file, mode);
  }

  @Override
  FileChannel openLock(Path file) throws IOException {
    step("lock", file);
    return super.openLock(file);
  }

  @Override
  void write(FileChannel file, byte[] content) throws IOException {
    int half = content.length / 2;
    step("write", Path.of("first", half + " octets"));
    super.write(file, Arrays.copyOf(content, half));
    step("write", Path.of("last", content.length - half + " octets"));
    super.write(file, Arrays.copyOfRange(content, half, content.length));
  }

  @Override
  void setMode(Path file, Set<PosixFilePermission> mode) throws IOException {
    step("chmod", file);
    super.setMode(file, mode);
  }

  @Override
  void setGroup(Path file, GroupPrincipal group) throws IOException {
    step("chgrp", file);
    super.setGroup(file, group);
  }

  @Override
  void link(Path link, Path target) throws IOException {
    step("link", link);
    super.link(link, target);
  }

  @Override
  void rename(Path from, Path to) throws IOException {
    step("rename", to);
    super.rename(from, to);
  }

  @Override
  void delete(Path path) throws IOException {
    step("delete", path);
    super.delete(path);
  }

  @Override
  void sync(Path directory) throws IOException {
    step("sync", directory);
    super.sync(directory);
  }

  @Override
  void force(FileChannel channel) {}
}
