package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Session;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code acme completion}: makes the shell complete verbs and flags. */
@Command(
    name = "completion",
    description = "Print a script by which bash or zsh completes verbs and flags.",
    footer = {
      "",
      "Examples:",
      "  acme completion > /usr/share/bash-completion/completions/acme",
      "  source <(acme completion)"
    })
final class CompletionVerb extends Verb {
  CompletionVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  boolean isLogged() {
    return false;
  }

  @Override
  ExitStatus run(Session session) {
    String script = AutoComplete.bash("acme", spec.root().commandLine());
    session.report().put("text", script);
    session.screen().say(script.stripTrailing());
    return ExitStatus.OK;
  }
}
