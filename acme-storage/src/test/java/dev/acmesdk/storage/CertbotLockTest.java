package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseAnswer;
import dev.acmesdk.store.LeaseHeld;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certbot's lock, as another process sees it: Python's {@code lockf}, which Certbot uses. */
final class CertbotLockTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path config;
  private CertbotDirectory store;

  @BeforeEach
  void needsPython() {
    assumeTrue(Files.isExecutable(PYTHON), "python3 is not installed here");
    store =
        new CertbotDirectory(
            config, Clock.systemUTC(), new Disk(), Duration.ofMillis(1), System::nanoTime);
    store.save(TestCa.issue("a.example"));
  }

  /** A process that does what Certbot does at its start, and says whether it may go on. */
  private Process certbot(String afterwards) throws IOException {
    String program =
        """
        import fcntl, os, sys
        path = sys.argv[1]
        file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            print('running', flush=True)
        except OSError:
            print('another instance', flush=True)
        """;
    return new ProcessBuilder(
            PYTHON.toString(),
            "-c",
            program + afterwards,
            config.resolve(".certbot.lock").toString())
        .start();
  }

  private static String firstWords(Process process) throws IOException {
    return process.inputReader(StandardCharsets.UTF_8).readLine();
  }

  private String startsCertbot() throws Exception {
    Process certbot = certbot("");
    String words = firstWords(certbot);
    certbot.waitFor();
    return words;
  }

  @Test
  void certbotDoesNotStartWhileALeaseIsHeld() throws Exception {
    assertThat(startsCertbot()).isEqualTo("running");
    Lease first = (Lease) store.acquire("a.example", MINUTE);
    Lease second = (Lease) CertbotDirectory.at(config).acquire("b.example", MINUTE);
    assertThat(startsCertbot()).isEqualTo("another instance");
    store.release(first);
    assertThat(startsCertbot()).isEqualTo("another instance");
    store.release(second);
    assertThat(startsCertbot()).isEqualTo("running");
  }

  @Test
  void theLockFileGoesWithTheLastLease() {
    Lease lease = (Lease) store.acquire("a.example", MINUTE);
    assertThat(config.resolve(".certbot.lock")).exists();
    store.release(lease);
    assertThat(config.resolve(".certbot.lock")).doesNotExist();
  }

  @Test
  void nobodyGetsALeaseWhileCertbotRuns() throws Exception {
    Process certbot = certbot("sys.stdin.read(); os.unlink(path)\n");
    assertThat(firstWords(certbot)).isEqualTo("running");
    LeaseAnswer answer = store.acquire("a.example", MINUTE);
    assertThat(answer).isEqualTo(new LeaseHeld("a.example", "Certbot", null));
    assertThat(store.find("a.example")).isPresent();
    assertThatThrownBy(store::checkWritable)
        .isInstanceOf(StoreException.class)
        .hasMessageContainingAll("Certbot has locked", ".certbot.lock", "Wait until it has ended");
    certbot.getOutputStream().close();
    certbot.waitFor();
    Lease lease = (Lease) store.acquire("a.example", MINUTE);
    assertThat(startsCertbot()).isEqualTo("another instance");
    store.release(lease);
  }

  @Test
  void aLockFileThatSomebodyHasDeletedKeepsNobodyOut() throws Exception {
    Lease lease = (Lease) store.acquire("a.example", MINUTE);
    Files.delete(config.resolve(".certbot.lock"));
    Lease other = (Lease) store.acquire("b.example", MINUTE);
    assertThat(startsCertbot()).isEqualTo("another instance");
    store.release(other);
    store.release(lease);
    assertThat(startsCertbot()).isEqualTo("running");
  }

  @Test
  void anInterruptedThreadLosesNoLock() throws Exception {
    Lease lease = (Lease) store.acquire("a.example", MINUTE);
    Thread.currentThread().interrupt();
    LeaseAnswer second = store.acquire("a.example", MINUTE);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(second).isInstanceOf(LeaseHeld.class);
    assertThat(startsCertbot()).isEqualTo("another instance");
    assertThat(store.renew(lease, MINUTE).token()).isEqualTo(lease.token());
    store.release(lease);
  }
}
