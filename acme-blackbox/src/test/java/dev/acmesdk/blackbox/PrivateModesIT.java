package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.storage.PendingKeyProgram;
import dev.acmesdk.storage.VictimProgram;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The system calls of a program: there is no moment at which a private file is open to others. */
@RequiresProgram("strace")
@Timeout(300)
class PrivateModesIT {
  private static final Pattern CREATION =
      Pattern.compile(
          "openat\\([^,]+, \"([^\"]+)\", ([A-Z_|]*O_CREAT[A-Z_|]*), 0([0-7]+)\\) += \\d+");

  private static final Pattern DIRECTORY =
      Pattern.compile("mkdir(?:at\\([^,]+, |\\()\"([^\"]+)\", 0([0-7]+)\\) += 0");

  /** What is public: certificates, texts, renewal files, what is known of an account. */
  private static final Pattern PUBLIC =
      Pattern.compile(
          "(cert|chain|fullchain)\\d+\\.pem|README(\\.new)?|.*\\.conf\\.new|regr\\.json|meta\\.json");

  private static final Pattern PRIVATE_DIRECTORY =
      Pattern.compile("(accounts|acmesdk)(/.*)?|archive|live");

  @TempDir Path temp;

  /** A file or a directory with the mode that it was made with. */
  private record Made(String path, int mode) {
    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean isOpenToOthers() {
      return (mode & 0077) != 0;
    }
  }

  private static List<String> strace(Path log) {
    return List.of(
        "strace",
        "-ff", // a file for each thread, so that no call is split
        "-qq",
        "--seccomp-bpf",
        "--trace=?open,openat,?creat,?mkdir,mkdirat,?chmod,fchmod,fchmodat,?fchmodat2,umask",
        "--output=" + log);
  }

  private static List<Made> made(List<String> calls, Pattern pattern, Path root) {
    return calls.stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .filter(call -> call.group(1).startsWith(root + "/"))
        .map(
            call ->
                new Made(
                    call.group(1).substring(root.toString().length() + 1),
                    Integer.parseInt(call.group(call.groupCount()), 8)))
        .toList();
  }

  private static void assertPrivate(List<String> calls, Path root, String... expected) {
    List<Made> secret = new ArrayList<>(made(calls, CREATION, root));
    secret.removeIf(file -> PUBLIC.matcher(file.name()).matches());
    made(calls, DIRECTORY, root).stream()
        .filter(directory -> PRIVATE_DIRECTORY.matcher(directory.path()).matches())
        .forEach(secret::add);
    assertThat(secret).noneMatch(Made::isOpenToOthers);
    assertThat(secret).extracting(Made::name).contains(expected);
    assertThat(calls)
        .as("calls that change a mode")
        .noneMatch(call -> call.contains("chmod") && call.contains(root.toString()))
        .noneMatch(call -> call.contains("fchmod(") || call.contains("umask("))
        .noneMatch(call -> call.contains("creat(") && call.contains(root.toString()));
  }

  @Test
  void ofAFirstIssuanceAndARenewalAreTheFinalOnesFromTheFirstMomentOn() throws IOException {
    try (Scene scene = new Scene(temp, FreePorts.find(1).get(0))) {
      assertPrivate(
          calls(scene, "obtain"),
          scene.root,
          "accounts",
          "acmesdk",
          "archive",
          "live",
          "private_key.json",
          "privkey1.pem",
          "order.json.new",
          "save.json.new",
          "lease.json.new",
          "lock",
          ".certbot.lock");
      assertPrivate(
          calls(scene, "reissue"), scene.root, "privkey2.pem", "order.json.new", "lease.json.new");
    }
  }

  private List<String> calls(Scene scene, String verb) throws IOException {
    Path log = Files.createTempDirectory(temp, "strace").resolve("thread");
    try (ChildJvm child = scene.startChild(strace(log), verb, Integer.MAX_VALUE)) {
      child.expect(VictimProgram.DONE);
      child.await(line -> false);
    }
    return read(log);
  }

  private static List<String> read(Path log) throws IOException {
    List<String> calls = new ArrayList<>();
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(log.resolveSibling(""))) {
      for (Path thread : threads) {
        calls.addAll(Files.readAllLines(thread));
      }
    }
    assertThat(calls).noneMatch(call -> call.contains("unfinished"));
    return calls;
  }

  @Test
  void ofAKeyThatAnAccountIsToHaveIsTheFinalOneFromTheFirstMomentOn() throws IOException {
    Path log = Files.createTempDirectory(temp, "strace").resolve("thread");
    Path root = temp.resolve("letsencrypt");
    try (ChildJvm child = ChildJvm.start(strace(log), PendingKeyProgram.class, root)) {
      child.expect(VictimProgram.DONE);
      child.await(line -> false);
    }
    assertPrivate(read(log), root, "private_key.json", "pending_key.json.new");
  }
}
