package dev.acmesdk.storage;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A JVM of its own that saves an account and a lineage: with an umask of the test's choice, without
 * the privileges of root, or killed at the moment when it is about to write into a given file.
 */
final class Child {
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

  private Child() {}

  /** What it has printed: a line for each thing done, or the message of the exception. */
  static String run(String umask, boolean privileged, Path directory, String killedAt)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (!privileged && isRoot()) {
      command.addAll(
          List.of(SETPRIV.toString(), "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"));
    }
    command.addAll(List.of("/bin/sh", "-c", "umask " + umask + "; exec \"$@\"", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Child.class.getName(), directory.toString(), killedAt));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  static boolean canDropPrivileges() {
    return !isRoot() || Files.isExecutable(SETPRIV);
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** Halts before the first octet is written into a file of that name. */
  private static final class DeadlyDisk extends Disk {
    private final String killedAt;
    private String current = "";

    DeadlyDisk(String killedAt) {
      this.killedAt = killedAt;
    }

    @Override
    FileChannel create(Path file, Set<PosixFilePermission> mode) throws IOException {
      current = Objects.toString(file.getFileName());
      return super.create(file, mode);
    }

    @Override
    void write(FileChannel file, byte[] content) throws IOException {
      if (current.equals(killedAt)) {
        Runtime.getRuntime().halt(1);
      }
      super.write(file, content);
    }
  }

  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]);
    CertbotDirectory store =
        new CertbotDirectory(directory, Clock.systemUTC(), new DeadlyDisk(arguments[1]));
    attempt(() -> System.out.println("found " + store.find("a.example").isPresent()));
    attempt(
        () -> {
          store.checkWritable();
          store.save(
              TestCa.DIRECTORY, new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate()));
          store.save(TestCa.issue("a.example"));
          System.out.println("saved");
        });
  }

  private static void attempt(Runnable action) {
    try {
      action.run();
    } catch (StoreException e) {
      System.out.println(e.getMessage());
    }
  }
}
