package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.acmesdk.cli.Command.Result;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.verb.Verbs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class SelfDescriptionTest {
  @TempDir private Path folder;
  private Command acme;

  @BeforeEach
  void start() {
    acme = new Command(folder);
  }

  @AfterEach
  void stop() {
    acme.close();
  }

  private static String said(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void printsAScriptThatBashUnderstands() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "There is no bash.");
    Result result = acme.raw("completion");
    assertThat(result.status()).isZero();
    Path script = Files.writeString(folder.resolve("acme.bash"), result.out());
    assertThat(said("/bin/bash", "-n", script.toString())).isEmpty();
    String names = "source " + script + "; COMP_WORDS=(acme cert); COMP_CWORD=1; ";
    String completed = said("/bin/bash", "-c", names + "_complete_acme; echo \"${COMPREPLY[@]}\"");
    assertThat(completed).contains("certonly", "certificates");
  }

  @Test
  void printsAManualPageWithAllThatIsNotHidden() {
    Result result = acme.raw("man");
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .startsWith(".TH ACME 1")
        .contains(
            ".SS acme certonly", ".SS acme renew", "\\-\\-http\\-01\\-port PORT", "acme audit")
        .contains("(/etc/letsencrypt)")
        .doesNotContain("warm", "${DEFAULT");
  }

  @Test
  void thePageOfTheDocumentationHasAllFlags() throws Exception {
    Path page = Path.of("../../site/docs/command-reference.md");
    Result result = acme.raw("man", "--markdown");
    assertThat(result.status()).isZero();
    assertThat(page)
        .as("examples/acme-cli/acme man --markdown > site/docs/command-reference.md")
        .hasContent(result.out());
  }

  @Test
  void theFlagsOfAllVerbsAreToldOnce() {
    String page = acme.raw("man", "--markdown").out();
    assertThat(page.split("`--config-dir DIR`", -1)).hasSize(2);
    assertThat(page)
        .contains("## certonly", "Also called `auth`.", "| `SERVER` | nginx, apache,")
        .contains("| `--http-01-port PORT` |", "Implies `-n`.", "$CERTBOT\\_VALIDATION")
        .contains("\nThe password is read from `--password-file`")
        .doesNotContain("warm", "${DEFAULT");
  }

  @Test
  void findsEachVerbAloneByItsName() {
    Terminal terminal = Terminal.system();
    for (String name : Verbs.names()) {
      CommandLine line = new Program(terminal).commandLine(name);
      assertThat(line.getSubcommands()).containsKey(name);
    }
    assertThat(new Program(terminal).commandLine("renew").getSubcommands()).hasSize(1);
    assertThat(new Program(terminal).commandLine(null).getSubcommands().keySet())
        .containsExactlyInAnyOrderElementsOf(Verbs.names());
  }
}
