package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Session;
import picocli.CommandLine.Command;

/** {@code acme man}: the manual page, made of what {@code --help} shows. */
@Command(
    name = "man",
    description = "Print the manual page.",
    footer = {
      "",
      "Examples:",
      "  acme man | man -l -",
      "  acme man > /usr/local/share/man/man1/acme.1"
    })
final class ManVerb extends Verb {
  ManVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  boolean isLogged() {
    return false;
  }

  @Override
  ExitStatus run(Session session) {
    String page = ManPage.of(spec.root());
    session.report().put("text", page);
    session.screen().say(page.stripTrailing());
    return ExitStatus.OK;
  }
}
