package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code acme man}: the manual page, or that of the site, made of what {@code --help} shows. */
@Command(
    name = "man",
    description = "Print the manual page, or the reference of the flags as a page of Markdown.",
    footer = {
      "",
      "Examples:",
      "  acme man | man -l -",
      "  acme man > /usr/local/share/man/man1/acme.1",
      "  acme man --markdown > site/docs/command-reference.md"
    })
final class ManVerb extends Verb {
  @Option(names = "--markdown", description = "Markdown instead of man(7).")
  boolean isMarkdown;

  ManVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  boolean isLogged() {
    return false;
  }

  @Override
  ExitStatus run(Session session) {
    String page = isMarkdown ? ReferencePage.of(spec.root()) : ManPage.of(spec.root());
    session.report().put("text", page);
    session.screen().say(page.stripTrailing());
    return ExitStatus.OK;
  }
}
