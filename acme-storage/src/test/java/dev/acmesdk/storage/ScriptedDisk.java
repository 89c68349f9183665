package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A disk on which something happens just before a given step. */
final class ScriptedDisk extends Disk {
  private final int when;
  private final Event event;
  private final List<String> steps = new ArrayList<>();

  /** What happens. */
  @FunctionalInterface
  interface Event {
    void happen() throws IOException;
  }

  private ScriptedDisk(int when, Event event) {
    this.when = when;
    this.event = event;
  }

  /** Nothing happens. */
  static ScriptedDisk calm() {
    return new ScriptedDisk(Integer.MAX_VALUE, () -> {});
  }

  /** Step {@code when}, counted from 0, fails; all others succeed. */
  static ScriptedDisk failingAt(int when) {
    return new ScriptedDisk(
        when,
        () -> {
          throw new IOException("No space left on device");
        });
  }

  /** Before step {@code when} somebody else does something. */
  static ScriptedDisk interruptedAt(int when, Event event) {
    return new ScriptedDisk(when, event);
  }

  /** No step from {@code when} on is done, as if the process had been killed. */
  static ScriptedDisk dyingAt(int when) {
    return new ScriptedDisk(
        -when - 1,
        () -> {
          throw new IOException("The process is dead");
        });
  }

  /** Whether somebody who did that would be told that it did not succeed. */
  static boolean fails(Runnable work) {
    try {
      work.run();
      return false;
    } catch (StoreException e) {
      return true;
    }
  }

  List<String> steps() {
    return steps;
  }

  boolean hasHappened() {
    return steps.size() > (when < 0 ? -when - 1 : when);
  }

  private void step(String what, Path path) throws IOException {
    int number = note(what + " " + path.getFileName());
    if (number == when || (when < 0 && number >= -when - 1)) {
      event.happen();
    }
  }

  private int note(String step) {
    synchronized (steps) { // several threads make sure of the directory before they are alone
      steps.add(step);
      return steps.size() - 1;
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
  void write(FileChannel file, byte[] content) throws IOException {
    step("write", Path.of(String.valueOf(content.length)));
    super.write(file, content);
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

  /** Nobody pulls the plug in a test, and it takes its time. */
  @Override
  void force(FileChannel channel) {}
}
