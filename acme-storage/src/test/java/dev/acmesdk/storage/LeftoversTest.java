package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program that was killed has left does not stay longer than until the next change. */
final class LeftoversTest {
  private static final AccountCredentials ACCOUNT =
      new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate());

  @TempDir private Path temp;
  private int directories;

  private Path fresh() {
    return temp.resolve("config" + directories++);
  }

  private static CertbotDirectory on(Path directory, Disk disk) {
    return new CertbotDirectory(directory, Clock.systemUTC(), disk);
  }

  /** Dies at each step of a change in turn; then it is made again. */
  private void dieAtEveryStepOf(Consumer<CertbotDirectory> change) throws IOException {
    Path undisturbed = fresh();
    ScriptedDisk calm = ScriptedDisk.calm();
    change.accept(on(undisturbed, calm));
    List<String> tree = everything(undisturbed);
    for (int step = 0; step < calm.steps().size(); step++) {
      Path directory = fresh();
      attempt(change, on(directory, ScriptedDisk.dyingAt(step)));
      change.accept(on(directory, ScriptedDisk.calm()));
      assertThat(everything(directory))
          .as("after dying at step %d, %s", step, calm.steps().get(step))
          .isEqualTo(tree);
      assertThat(directory.resolve("live/README"))
          .satisfiesAnyOf(
              readme -> assertThat(readme).doesNotExist(),
              readme -> assertThat(readme).isNotEmptyFile());
    }
  }

  private static void attempt(Consumer<CertbotDirectory> change, CertbotDirectory store) {
    try {
      change.accept(store);
    } catch (AcmeException e) {
      assertThat(e).hasRootCauseMessage("The process is dead");
    }
  }

  private static List<String> everything(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.map(path -> root.relativize(path).toString()).sorted().toList();
    }
  }

  @Test
  void ofACheckAreGoneWithTheNextOne() throws IOException {
    dieAtEveryStepOf(CertbotDirectory::checkWritable);
  }

  @Test
  void ofANewAccountAreGoneWithTheNextOne() throws IOException {
    dieAtEveryStepOf(store -> store.save(TestCa.DIRECTORY, ACCOUNT));
  }

  @Test
  void ofANewAccountAreGoneWithTheNextLease() throws IOException {
    Path directory = fresh();
    CertbotDirectory store = on(directory, ScriptedDisk.calm());
    store.checkWritable();
    Path unfinished = Files.createDirectory(directory.resolve("accounts/.new-1"));
    Path retired = Files.createDirectory(directory.resolve("accounts/.old-1"));
    Files.writeString(unfinished.resolve("private_key.json"), "{}");
    Files.writeString(retired.resolve("private_key.json"), "{}");
    Files.writeString(directory.resolve("renewal/a.example.conf.new"), "");
    store.release((Lease) store.acquire("a.example", Duration.ofMinutes(1)));
    assertThat(directory.resolve("accounts")).isEmptyDirectory();
    assertThat(directory.resolve("renewal")).isEmptyDirectory();
  }
}
