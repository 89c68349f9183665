package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.storage.Finding;
import dev.acmesdk.storage.StoreAudit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code acme audit}: looks for all that is wrong in the store, and mends what can be mended. */
@Command(
    name = "audit",
    description =
        "Look for what is wrong in --config-dir: keys that others can read, broken lineages, leftovers.",
    footer = {"", "Examples:", "  acme audit", "  acme audit --fix"})
final class AuditVerb extends Verb {
  @Option(names = "--fix", description = "Mend what can be mended without losing anything.")
  boolean isFixing;

  AuditVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitStatus run(Session session) {
    StoreAudit audit = session.store().audit();
    if (isFixing) {
      StoreAudit.Mended mended = audit.mend();
      mended
          .mended()
          .forEach(
              one ->
                  session.screen().succeed("Mended: %s %s.".formatted(one.path(), one.problem())));
      mended
          .failures()
          .forEach(failure -> session.screen().warn(String.valueOf(failure.getMessage())));
      session.report().put("mended", mended.mended().size());
      audit = mended.left();
    }
    session.report().put("findings", audit.findings().stream().map(AuditVerb::members).toList());
    session.screen().say(audit.report().stripTrailing());
    long errors =
        audit.findings().stream().filter(one -> one.severity() == Finding.Severity.ERROR).count();
    if (errors > 0) {
      throw new CommandFailure(
          "%d of %d findings are errors.%s"
              .formatted(
                  errors,
                  audit.findings().size(),
                  isFixing ? "" : " acme audit --fix mends what can be mended."));
    }
    return ExitStatus.OK;
  }

  private static Map<String, Object> members(Finding finding) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    members.put("path", finding.path().toString());
    finding.lineage().ifPresent(lineage -> members.put("lineage", lineage));
    members.put("problem", finding.problem());
    members.put("remedy", finding.remedy());
    members.put("mendable", finding.isMendable());
    return members;
  }
}
