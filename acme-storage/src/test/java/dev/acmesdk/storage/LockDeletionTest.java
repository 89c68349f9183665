package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseAnswer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever deletes Certbot's lock file has it alone for a moment, but is not Certbot. */
@Timeout(60)
final class LockDeletionTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path config;

  private CertbotDirectory store(Disk disk) {
    return new CertbotDirectory(
        config, Clock.systemUTC(), disk, Duration.ofMinutes(1), System::nanoTime);
  }

  /** What somebody does who comes in the middle of it: it is waited for until it waits itself. */
  private static void begin(Thread thread) {
    thread.start();
    while (thread.getState() == Thread.State.NEW || thread.getState() == Thread.State.RUNNABLE) {
      Thread.onSpinWait();
    }
  }

  @Test
  void anotherThreadGetsItsLeaseMeanwhile() throws Exception {
    FutureTask<LeaseAnswer> meanwhile =
        new FutureTask<>(() -> store(new Disk()).acquire("b.example", MINUTE));
    CertbotDirectory store =
        store(
            new Disk() {
              @Override
              void delete(Path path) throws IOException {
                if (path.endsWith(".certbot.lock") && !meanwhile.isDone()) {
                  begin(new Thread(meanwhile));
                }
                super.delete(path);
              }
            });
    store.release((Lease) store.acquire("a.example", MINUTE));
    assertThat(meanwhile.get(30, TimeUnit.SECONDS)).isInstanceOf(Lease.class);
  }

  @Test
  void anotherProgramGetsItsLeaseMeanwhile() throws Exception {
    assumeTrue(Files.isExecutable(PYTHON), "python3 is not installed here");
    store(new Disk()).checkWritable();
    Process deletes = lockedByAnotherProgram();
    List<Path> opened = new ArrayList<>();
    CertbotDirectory store =
        store(
            new Disk() {
              @Override
              FileChannel openLock(Path file) throws IOException {
                opened.add(file);
                if (opened.size() == 2) {
                  end(deletes);
                }
                return super.openLock(file);
              }
            });
    assertThat(store.acquire("a.example", MINUTE)).isInstanceOf(Lease.class);
  }

  private Process lockedByAnotherProgram() throws IOException {
    String program =
        """
        import fcntl, os, sys
        path = sys.argv[1]
        file = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        print('alone', flush=True)
        sys.stdin.read()
        os.unlink(path)
        """;
    Process process =
        new ProcessBuilder(
                PYTHON.toString(), "-c", program, config.resolve(".certbot.lock").toString())
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("alone");
    return process;
  }

  private static void end(Process process) throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }
}
