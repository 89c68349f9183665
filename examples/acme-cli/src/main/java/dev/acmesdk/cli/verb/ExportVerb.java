package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.option.CertNameOption;
import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.cli.output.Described;
import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.Pkcs12;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code acme export}: key and chain in the form that Java programs and Windows take. */
@Command(
    name = "export",
    description = "Write a certificate with its key as PKCS#12 (.p12, .pfx).",
    footer = {
      "",
      "The password is read from --password-file, or from the environment variable that --password-env",
      "names; on a terminal it is asked for. It is never an argument, which other users could see.",
      "",
      "Examples:",
      "  acme export --pkcs12 /etc/tomcat/server.p12 --cert-name example.com --password-file /etc/tomcat/pw",
      "  acme renew --deploy-hook 'acme export --pkcs12 /srv/app.p12 --cert-name example.com --password-file /srv/pw'"
    })
final class ExportVerb extends Verb {
  @Mixin CertNameOption certName = new CertNameOption();

  @Option(
      names = "--pkcs12",
      paramLabel = "FILE",
      required = true,
      description = "The file to write or to replace, in one step; only its owner can read it.")
  @Nullable Path file;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "The file whose first line is the password.")
  @Nullable Path passwordFile;

  @Option(
      names = "--password-env",
      paramLabel = "NAME",
      description = "The environment variable that holds the password.")
  @Nullable String passwordVariable;

  ExportVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitStatus run(Session session) {
    Lineage lineage = lineage(session);
    Path target = java.util.Objects.requireNonNull(file).toAbsolutePath();
    char[] password = password(session);
    try {
      Pkcs12.write(lineage, target, password);
    } finally {
      Arrays.fill(password, '\0');
    }
    session.screen().succeed("%s is exported to %s.".formatted(lineage.name(), target));
    Map<String, Object> member = Described.lineage(lineage, "exported");
    session.report().addCertificate(member);
    session.report().put("files", List.of(target.toString()));
    return ExitStatus.OK;
  }

  private Lineage lineage(Session session) {
    List<String> all = session.store().names();
    String name = certName.name().orElse(all.size() == 1 ? all.get(0) : null);
    if (name == null) {
      throw new CommandFailure(
          "It is not said which certificate to export. Give --cert-name; there are: %s."
              .formatted(String.join(", ", all)));
    }
    return session.store().find(name).orElseThrow(() -> CommandFailure.noCertificate(name));
  }

  private char[] password(Session session) {
    String password;
    if (passwordFile != null) {
      password = firstLine(passwordFile);
    } else if (passwordVariable != null) {
      password = session.terminal().variables().getOrDefault(passwordVariable, "");
    } else if (session.mayAsk()) {
      password = session.terminal().ask("Password for the file: ");
    } else {
      throw new CommandFailure(
          "The file needs a password. Give --password-file or --password-env.");
    }
    if (password.isEmpty()) {
      throw new CommandFailure("The password is empty. Programs read no PKCS#12 file without one.");
    }
    return password.toCharArray();
  }

  private static String firstLine(Path file) {
    try {
      return Files.readString(file).lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new CommandFailure("The file %s cannot be read: %s.".formatted(file, e));
    }
  }
}
