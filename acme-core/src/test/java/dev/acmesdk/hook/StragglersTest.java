package dev.acmesdk.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StragglersTest {

  @Test
  void whoHasTheMarkIsFoundWhoeverItsParentIs() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")));
    ProcessBuilder command = new ProcessBuilder("/bin/sh", "-c", "sleep 3600 & echo $!");
    Stragglers stragglers = Stragglers.of(command.environment());
    Process shell = command.start();
    String pid = shell.inputReader().readLine();
    shell.waitFor();
    ProcessHandle orphan = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    assertThat(orphan.isAlive()).isTrue();

    Stragglers.of(new ProcessBuilder().environment()).kill();
    assertThat(orphan.isAlive()).as("another one's are left alone").isTrue();
    stragglers.kill();
    assertThat(orphan.info().command()).isEmpty();
  }
}
