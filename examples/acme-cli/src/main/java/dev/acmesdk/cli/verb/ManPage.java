package dev.acmesdk.cli.verb;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** All that the command knows of itself, in the language of man(7). */
final class ManPage {
  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  static String of(CommandSpec root) {
    ManPage man = new ManPage();
    man.line(".TH ACME 1");
    man.section("NAME");
    man.text("acme - TLS certificates from any ACME CA, with the flags and files of Certbot");
    man.section("SYNOPSIS");
    man.line(".B acme");
    man.text("VERB [OPTIONS]");
    man.section("VERBS");
    Manual.verbs(root).forEach(man::verb);
    man.section("EXIT STATUS");
    man.text("0: done, or nothing to do. 1: failed. 2: the command line cannot be understood.");
    man.text("3: nothing was due, with renew --detailed-exit-codes.");
    return man.page.toString();
  }

  private void verb(CommandSpec verb) {
    line(".SS " + escaped("acme " + verb.name()));
    Manual.description(verb).forEach(this::text);
    Manual.options(verb).forEach(this::option);
    List<String> footer = Manual.footer(verb);
    if (!footer.isEmpty()) {
      line(".PP");
      line(".nf");
      footer.forEach(this::text);
      line(".fi");
    }
  }

  private void option(OptionSpec option) {
    line(".TP");
    line(".B " + escaped(Manual.label(option)));
    text(Manual.description(option));
  }

  private void section(String title) {
    line(".SH " + title);
  }

  private void text(String text) {
    line(text.startsWith(".") || text.startsWith("'") ? "\\&" + escaped(text) : escaped(text));
  }

  private void line(String line) {
    page.append(line).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-");
  }
}
