package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.hook.HookReport;
import dev.acmesdk.hook.HookRounds;
import dev.acmesdk.hook.Hooks;
import dev.acmesdk.hook.RoundMember;
import dev.acmesdk.store.Lineage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same hooks, run by a real Certbot and by us. */
@RequiresCertbot
@Timeout(120)
class CertbotHooksIT {
  private static final String NAME = "ours.test";

  /**
   * What each is told. A post-hook of Certbot up to 4.1 sees the deploy-hook's variables, because
   * they leak; its lineage is therefore no part of this.
   */
  private static final String NOTE = "echo \"%s|%s|$RENEWED_DOMAINS|$CERTBOT_DOMAIN\" >> %s";

  @TempDir Path folder;
  private Path log;

  private String note(String kind, String name) {
    String lineage = kind.equals("post") ? "" : "$RENEWED_LINEAGE";
    return NOTE.formatted(kind + " " + name, lineage, log);
  }

  private Path script(SharedDirectory shared, String kind, String name) throws Exception {
    Path directory = shared.directory("renewal-hooks", kind);
    Path script = Files.createDirectories(directory).resolve(name);
    Files.writeString(script, "#!/bin/sh\n" + note(kind, name) + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  private List<String> takeLog() throws Exception {
    List<String> lines = Files.readAllLines(log);
    Files.delete(log);
    return lines;
  }

  @Test
  void weRunTheSameHooksInTheSameOrderAndTellThemTheSame() throws Exception {
    log = folder.resolve("hooks.log");
    try (Pebble pebble = SharedDirectory.pebble().start()) {
      SharedDirectory shared = new SharedDirectory(folder, pebble);
      List<String> options = new ArrayList<>(List.of("-d", NAME, "-d", "www.ours.test"));
      options.addAll(List.of("-d", "a.ours.test", "--pre-hook", note("pre", "configured")));
      for (String kind : List.of("pre", "deploy", "post")) {
        script(shared, kind, "b");
        script(shared, kind, "a");
        script(shared, kind, "c~");
      }
      Path again = script(shared, "deploy", "d");
      options.addAll(List.of("--deploy-hook", again.toString()));
      options.addAll(List.of("--post-hook", note("post", "configured")));
      shared.certbot().certonly(options.toArray(String[]::new));
      takeLog();
      shared.certbot().renew(NAME);
      List<String> theirs = takeLog();
      assertThat(theirs)
          .extracting(line -> line.substring(0, line.indexOf('|')))
          .containsExactly(
              "pre a",
              "pre b",
              "pre configured",
              "deploy a",
              "deploy b",
              "deploy d",
              "post a",
              "post b",
              "post configured");
      assertThat(theirs.get(3)).contains("/live/" + NAME + "|").contains("www.ours.test");
      renew(shared);
      assertThat(takeLog()).isEqualTo(theirs);
    }
  }

  private static void renew(SharedDirectory shared) throws Exception {
    Lineage last = shared.agreed(NAME);
    Hooks hooks =
        Hooks.inDirectory(shared.certbot().directory().resolve("renewal-hooks"))
            .then(Hooks.of(last));
    List<HookReport> reports = new ArrayList<>();
    try (RoundMember member = new HookRounds(reports::add).join(hooks)) {
      String[] names = last.chain().dnsNames().toArray(String[]::new);
      member.deployed(shared.acme().domains(names).reissue());
    }
    assertThat(reports).hasSize(9).noneMatch(HookReport::isFailure);
    assertThat(shared.agreed(NAME).version()).isEqualTo(last.version() + 1);
  }
}
