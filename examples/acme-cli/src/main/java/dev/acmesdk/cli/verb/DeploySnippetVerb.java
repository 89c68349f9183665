package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.option.CertNameOption;
import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lineage;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code acme deploy-snippet}: the lines that make a server use a certificate. */
@Command(
    name = "deploy-snippet",
    description = "Print the configuration that makes a server use a certificate.",
    footer = {
      "",
      "Examples:",
      "  acme deploy-snippet nginx --cert-name example.com",
      "  acme deploy-snippet spring-boot"
    })
final class DeploySnippetVerb extends Verb {
  @Parameters(paramLabel = "SERVER", description = "nginx, apache, haproxy, tomcat or spring-boot.")
  String server = "";

  @Mixin CertNameOption certName = new CertNameOption();

  DeploySnippetVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  boolean isLogged() {
    return false;
  }

  @Override
  ExitStatus run(Session session) {
    String text = snippet(lineage(session));
    session.report().put("text", text);
    session.screen().say(text.stripTrailing());
    return ExitStatus.OK;
  }

  private Lineage lineage(Session session) {
    List<String> all = session.store().names();
    String name = certName.name().orElse(all.size() == 1 ? all.get(0) : null);
    if (name == null) {
      throw new CommandFailure(
          all.isEmpty()
              ? "There is no certificate yet. Get one with acme certonly."
              : "It is not said which certificate. Give --cert-name; there are: %s."
                  .formatted(String.join(", ", all)));
    }
    return session.store().find(name).orElseThrow(() -> CommandFailure.noCertificate(name));
  }

  private String snippet(Lineage lineage) {
    Lineage.Files files = lineage.paths().orElseThrow();
    List<String> names = Identifier.allOf(lineage.chain()).stream().map(Identifier::value).toList();
    return switch (server.toLowerCase(Locale.ROOT)) {
      case "nginx" -> Snippets.nginx(names, files);
      case "apache" -> Snippets.apache(names, files);
      case "haproxy" -> Snippets.haproxy(lineage.name(), files);
      case "tomcat" -> Snippets.tomcat(files);
      case "spring-boot" -> Snippets.springBoot(files);
      default ->
          throw new CommandFailure(
              "There is no snippet for %s. There are nginx, apache, haproxy, tomcat and spring-boot."
                  .formatted(server));
    };
  }
}
