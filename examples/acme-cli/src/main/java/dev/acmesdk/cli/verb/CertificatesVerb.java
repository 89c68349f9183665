package dev.acmesdk.cli.verb;

import dev.acmesdk.LetsEncrypt;
import dev.acmesdk.cli.option.CertNameOption;
import dev.acmesdk.cli.option.NameOptions;
import dev.acmesdk.cli.output.Described;
import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lineage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code acme certificates}: shows what there is. */
@Command(
    name = "certificates",
    description = "Show the certificates that there are.",
    footer = {"", "Examples:", "  acme certificates", "  acme certificates --json"})
final class CertificatesVerb extends Verb {
  private static final String RULE = "- ".repeat(40).strip();

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssxxx").withZone(ZoneOffset.UTC);

  @Mixin CertNameOption certName = new CertNameOption();
  @Mixin NameOptions names = new NameOptions();

  CertificatesVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitStatus run(Session session) {
    List<String> blocks = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    session.report().put("certificates", List.of());
    for (String name : session.store().names()) {
      if (certName.name().isEmpty() || certName.name().get().equals(name)) {
        look(session, name, blocks, broken);
      }
    }
    show(session, blocks, broken);
    return ExitStatus.OK;
  }

  private void look(Session session, String name, List<String> blocks, List<String> broken) {
    try {
      Optional<Lineage> lineage = session.store().find(name).filter(this::isWanted);
      lineage.ifPresent(one -> blocks.add(block(session, one)));
    } catch (StoreException e) {
      broken.add(
          "  "
              + directories.config().resolve("renewal/" + name + ".conf")
              + "\n    "
              + e.getMessage());
      Map<String, Object> member = Described.named(name, "broken");
      member.put("error", members(e));
      session.report().addCertificate(member);
    }
  }

  private boolean isWanted(Lineage lineage) {
    Set<Identifier> wanted = Set.copyOf(names.identifiers());
    return wanted.isEmpty() || !Collections.disjoint(wanted, Identifier.allOf(lineage.chain()));
  }

  private static void show(Session session, List<String> blocks, List<String> broken) {
    session.screen().say(RULE);
    if (blocks.isEmpty() && broken.isEmpty()) {
      session.screen().say("No certificates found.");
    }
    if (!blocks.isEmpty()) {
      session.screen().say("Found the following certs:\n" + String.join("\n", blocks));
    }
    if (!broken.isEmpty()) {
      session
          .screen()
          .say(
              "\nThe following renewal configurations were invalid:\n" + String.join("\n", broken));
    }
    session.screen().say(RULE);
  }

  private static String block(Session session, Lineage lineage) {
    Map<String, Object> member = Described.lineage(lineage, "listed");
    String status = status(lineage, session.terminal().clock().instant());
    member.put("status", status);
    session.report().addCertificate(member);
    String files =
        lineage
            .paths()
            .map(
                paths ->
                    "\n    Certificate Path: %s\n    Private Key Path: %s"
                        .formatted(paths.fullchain(), paths.privkey()))
            .orElse("");
    return """
          Certificate Name: %s
            Serial Number: %s
            Key Type: %s
            Domains: %s
            Expiry Date: %s (%s)\
        """
            .indent(0)
            .stripTrailing()
            .formatted(
                lineage.name(),
                Described.serial(lineage.chain().leaf()),
                Described.keyType(lineage.chain().leaf()),
                String.join(" ", Described.values(Identifier.allOf(lineage.chain()))),
                DATE.format(lineage.notAfter()),
                status)
        + files;
  }

  /** In Certbot's words. */
  static String status(Lineage lineage, Instant now) {
    if (LetsEncrypt.STAGING.equals(lineage.directory())) {
      return "INVALID: TEST_CERT";
    }
    Duration left = Duration.between(now, lineage.notAfter());
    if (left.isNegative()) {
      return "INVALID: EXPIRED";
    }
    if (left.toDays() > 0) {
      return left.toDays() == 1 ? "VALID: 1 day" : "VALID: %d days".formatted(left.toDays());
    }
    return "VALID: %d hour(s)".formatted(left.toHours());
  }
}
