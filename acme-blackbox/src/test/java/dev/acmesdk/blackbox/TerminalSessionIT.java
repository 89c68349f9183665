package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.acmesdk.storage.CertbotDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A human at a terminal gets a wildcard by hand: a script reads what the command shows on a
 * pseudo-terminal, changes the zone, and answers.
 */
@RequiresBind
@RequiresPebble
@RequiresProgram("python3")
@Timeout(180)
class TerminalSessionIT {
  private static final String HUMAN =
      """
      import os, pty, re, subprocess, sys
      server, key, hurry, command = sys.argv[1], sys.argv[2], sys.argv[3] == "hurry", sys.argv[4:]
      screen, added, answered = "", [], 0

      def change(verb, name, value):
          script = 'server %s 53\\nupdate %s %s. 60 TXT "%s"\\nsend\\n' % (server, verb, name, value)
          subprocess.run(["nsupdate", "-k", key], input=script, text=True, check=True)

      pid, terminal = pty.fork()
      if pid == 0:
          os.execv(command[0], command)
      while True:
          try:
              data = os.read(terminal, 65536)
          except OSError:
              break
          if not data:
              break
          screen += data.decode().replace("\\r", "")
          records = re.findall(r"name: +(\\S+)\\n +value: +(\\S+)\\n +TTL", screen)
          if answered == 0 and "type q and press Enter." in screen:
              if not hurry:
                  [change("add", *record) for record in records]
              os.write(terminal, b"\\n")
              answered = 1
          elif answered == 1 and hurry and "Not all name servers show it yet" in screen:
              [change("add", *record) for record in records]
              answered = 2
          added = records or added
      [change("delete", *record) for record in added]
      print(screen)
      sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
      """;

  @TempDir private Path files;
  @TempDir private Path folder;

  @BeforeEach
  void requirePort53() {
    boolean isFree = Bind.mayUsePort53();
    if (!isFree) {
      System.out.println(
          "Port 53 is in use, or takes root; the session at a terminal is left out.");
    }
    assumeTrue(isFree, "the name servers of a zone are asked on port 53");
  }

  private Programs.Result session(Bind bind, Pebble pebble, String pace)
      throws IOException, InterruptedException {
    Path human = Files.writeString(folder.resolve("human.py"), HUMAN);
    String host = bind.address().replaceAll(":.*", "");
    List<String> line = new ArrayList<>();
    line.addAll(List.of("python3", human.toString(), host, bind.keyFile().toString(), pace));
    line.addAll(List.of(AcmeCommand.script().toString(), "certonly", "--manual"));
    line.addAll(List.of("--preferred-challenges", "dns", "--resolver", host, "--agree-tos"));
    line.addAll(List.of("--register-unsafely-without-email"));
    line.addAll(List.of("-d", "*." + Bind.ZONE, "-d", Bind.ZONE));
    line.addAll(List.of("--server", pebble.directoryUri().toString()));
    line.addAll(List.of("--ca-bundle", pebble.apiCertificateFile().toString()));
    line.addAll(List.of("--config-dir", folder.resolve("letsencrypt").toString()));
    line.addAll(List.of("--logs-dir", folder.resolve("logs").toString()));
    return Programs.run(line, Map.of("HOME", folder.toString(), "ACME_NO_CACHE", "true"));
  }

  private void assertObtained(Programs.Result session, Bind bind) throws IOException {
    assertThat(session.status()).as(session.output()).isZero();
    assertThat(session.output())
        .contains(
            "Add these 2 records to DNS",
            "name:   _acme-challenge." + Bind.ZONE,
            "Records of the same name are all needed at once.",
            "This record is not needed any more.");
    assertThat(
            CertbotDirectory.at(folder.resolve("letsencrypt"))
                .find(Bind.ZONE)
                .orElseThrow()
                .chain()
                .dnsNames())
        .containsExactlyInAnyOrder(Bind.ZONE, "*." + Bind.ZONE);
    assertThat(bind.values("_acme-challenge." + Bind.ZONE)).isEmpty();
  }

  @Test
  void aWildcardByHand() throws Exception {
    try (Bind bind = Bind.startOnPort53(files);
        Pebble pebble = Pebble.with().dnsServer(bind.address()).start()) {
      Programs.Result session = session(bind, pebble, "calm");
      assertObtained(session, bind);
      assertThat(session.output()).doesNotContain("Not all name servers show it yet");
    }
  }

  /** The human says that all is in place before it is: the CA is not asked until it is. */
  @Test
  void aHumanInAHurryIsToldWhatIsMissing() throws Exception {
    try (Bind bind = Bind.startOnPort53(files);
        Pebble pebble = Pebble.with().dnsServer(bind.address()).start()) {
      Programs.Result session = session(bind, pebble, "hurry");
      assertObtained(session, bind);
      assertThat(session.output()).contains("Not all name servers show it yet", "ns." + Bind.ZONE);
    }
  }
}
