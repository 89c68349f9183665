package dev.acmesdk.cli.work;

import dev.acmesdk.AcmeRequest;
import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.cli.output.Found;
import dev.acmesdk.preflight.Finding;
import dev.acmesdk.preflight.PreflightReport;
import dev.acmesdk.preflight.Severity;
import dev.acmesdk.preflight.Topic;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checks of {@code acme preflight} before an order, in so little time that nobody minds. */
public final class FirstLook {
  private static final Logger LOG = LoggerFactory.getLogger(FirstLook.class);

  /** What the order itself finds out before it costs anything, and tells in more detail. */
  private static final Set<Topic> OF_THE_ORDER =
      EnumSet.of(Topic.CA, Topic.ACCOUNT, Topic.CHALLENGE, Topic.PORT, Topic.STORE);

  /** What no other CA sees otherwise. */
  private static final Set<Topic> FATAL =
      EnumSet.of(Topic.NAMES, Topic.REACHABILITY, Topic.FIREWALL, Topic.CONTAINER);

  private final Session session;
  private final Duration limit;
  private final boolean hasOtherCas;
  private final Set<String> dispensable;

  /**
   * A look.
   *
   * @param session the run
   * @param limit how long it may take
   * @param hasOtherCas whether other CAs will be asked should this one refuse
   * @param dispensable names that will be left out if need be, as long as one remains; empty if all
   *     are wanted
   */
  public FirstLook(Session session, Duration limit, boolean hasOtherCas, Set<String> dispensable) {
    this.session = session;
    this.limit = limit;
    this.hasOtherCas = hasOtherCas;
    this.dispensable = dispensable;
  }

  /**
   * Looks. Warnings are shown; what could not be seen in the short time is noted in the log.
   *
   * @param request what is going to be ordered
   * @throws CommandFailure if the order is sure to fail
   */
  public void at(AcmeRequest request) {
    PreflightReport report = request.preflight(limit);
    LOG.info("Preflight:\n{}", report);
    List<Finding> findings =
        report.atLeast(Severity.WARNING).stream()
            .filter(finding -> !OF_THE_ORDER.contains(finding.topic()))
            .toList();
    if (!findings.isEmpty()) {
      session.report().put("preflight", Found.members(findings));
    }
    List<Finding> fatal = findings.stream().filter(this::isFatal).toList();
    List<Finding> errors = canBeLeftOut(fatal) ? List.of() : fatal;
    findings.stream()
        .filter(finding -> !errors.contains(finding))
        .map(Found::line)
        .forEach(session.screen()::warn);
    if (!errors.isEmpty()) {
      throw new CommandFailure(text(errors));
    }
  }

  /** Whether something can be had without the names that they are about. */
  private boolean canBeLeftOut(List<Finding> errors) {
    Set<String> names = errors.stream().map(FirstLook::name).collect(Collectors.toSet());
    return dispensable.containsAll(names) && !names.containsAll(dispensable);
  }

  /** What limits a CA has does not depend on one name. */
  private static String name(Finding finding) {
    return finding.topic() == Topic.RATE_LIMIT ? "" : finding.subject().orElse("");
  }

  private boolean isFatal(Finding finding) {
    boolean isOfThisCa = finding.topic() == Topic.CAA || finding.topic() == Topic.RATE_LIMIT;
    return finding.severity() == Severity.ERROR
        && (FATAL.contains(finding.topic()) || (isOfThisCa && !hasOtherCas));
  }

  private static String text(List<Finding> errors) {
    return errors.stream()
        .map(Found::block)
        .collect(
            Collectors.joining(
                "\n\n",
                "The order would fail, so nothing was ordered:\n\n",
                "\n\nTry again:  as soon as that is done. --no-preflight orders without a look beforehand."));
  }
}
