package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.output.Terminal;
import java.util.List;

/** All verbs. */
public final class Verbs {
  private Verbs() {}

  /**
   * Makes the verbs.
   *
   * @param terminal where they are run
   * @return commands for picocli, in the order of the help
   */
  public static List<Object> at(Terminal terminal) {
    return List.of(
        new CertonlyVerb(terminal),
        new RenewVerb(terminal),
        new PreflightVerb(terminal),
        new CertificatesVerb(terminal),
        new RevokeVerb(terminal),
        new DeleteVerb(terminal),
        new RegisterVerb(terminal),
        new UnregisterVerb(terminal),
        new UpdateAccountVerb(terminal),
        new ShowAccountVerb(terminal),
        new AuditVerb(terminal),
        new ExportVerb(terminal),
        new DeploySnippetVerb(terminal),
        new TimerVerb(terminal),
        new CompletionVerb(terminal),
        new ManVerb(terminal),
        new WarmUpVerb(terminal));
  }
}
