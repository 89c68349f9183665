package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.option.AccountIdOption;
import dev.acmesdk.cli.option.AccountOptions;
import dev.acmesdk.cli.option.CaOptions;
import dev.acmesdk.cli.option.CertNameOption;
import dev.acmesdk.cli.option.ChainOptions;
import dev.acmesdk.cli.option.DeployTrialOption;
import dev.acmesdk.cli.option.FallbackOption;
import dev.acmesdk.cli.option.HookOptions;
import dev.acmesdk.cli.option.KeyOptions;
import dev.acmesdk.cli.option.NeedOptions;
import dev.acmesdk.cli.option.ProofOptions;
import dev.acmesdk.cli.option.ResolverOption;
import dev.acmesdk.cli.option.SubsetOption;
import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.cli.output.Described;
import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Need;
import dev.acmesdk.cli.work.Proof;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.cli.work.Setbacks;
import dev.acmesdk.cli.work.Work;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.store.LineageSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code acme renew}: renews all certificates that are due, each as it was obtained. */
@Command(
    name = "renew",
    description = "Renew all certificates that are due, or the one of --cert-name.",
    footer = {
      "",
      "Examples:",
      "  acme renew",
      "  acme renew --dry-run",
      "  acme renew --cert-name example.com --force-renewal",
      "  acme -q renew --deploy-hook 'systemctl reload nginx'"
    })
final class RenewVerb extends Verb {
  private static final int LONGEST_SLEEP = 480;

  @Mixin CertNameOption certName = new CertNameOption();
  @Mixin ProofOptions proof = new ProofOptions();
  @Mixin NeedOptions need = new NeedOptions();
  @Mixin KeyOptions keys = new KeyOptions();
  @Mixin ChainOptions chains = new ChainOptions();
  @Mixin SubsetOption subset = new SubsetOption();
  @Mixin CaOptions ca = new CaOptions();
  @Mixin FallbackOption fallback = new FallbackOption();
  @Mixin AccountOptions account = new AccountOptions();
  @Mixin AccountIdOption accountId = new AccountIdOption();
  @Mixin HookOptions hooks = new HookOptions();
  @Mixin DeployTrialOption deployTrial = new DeployTrialOption();
  @Mixin ResolverOption resolver = new ResolverOption();

  @Option(
      names = "--no-random-sleep-on-renew",
      description = "Without a terminal, do not wait for up to 8 minutes before the first renewal.")
  boolean isWithoutSleep;

  @Option(names = "--detailed-exit-codes", description = "End with status 3 if nothing was due.")
  boolean hasDetailedExitCodes;

  private final List<String> renewed = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  RenewVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitStatus run(Session session) {
    hooks.given();
    try (Need when = new Need(session, ca);
        Work work = new Work(session)) {
      Renewal renewal = new Renewal(this, session, work);
      for (String name : names(session)) {
        consider(session, name, when, renewal);
      }
    }
    return conclude(session);
  }

  private List<String> names(Session session) {
    List<String> all = session.store().names();
    if (certName.name().isEmpty()) {
      return all;
    }
    String wanted = certName.name().get();
    if (!all.contains(wanted)) {
      throw CommandFailure.noCertificate(wanted);
    }
    return List.of(wanted);
  }

  private void consider(Session session, String name, Need when, Renewal renewal) {
    session.screen().say(session.screen().heading("Processing " + name));
    LineageSummary current;
    try {
      current = session.store().summary(name).orElse(null);
      requireReadable(current);
    } catch (StoreException | CommandFailure e) {
      broken.add(name);
      tell(session, Described.named(name, "broken"), e);
      return;
    }
    if (current == null) {
      return; // deleted a moment ago
    }
    if (!isAccountThere(session, current, renewal)) {
      return;
    }
    if (!need.isDryRun() && !need.isForced() && isLeftAlone(session, current, when)) {
      return;
    }
    Setbacks setbacks = new Setbacks(session);
    if (!need.isDryRun() && !need.isForced() && isPostponed(session, current, setbacks)) {
      return;
    }
    try {
      sleepOnce(session);
      session.report().addCertificate(renewal.renew(current));
      renewed.add(name);
    } catch (CancelledException e) {
      throw e;
    } catch (RuntimeException e) {
      failed.add(name);
      tell(session, Described.summary(current, "failed"), e);
      if (e instanceof AcmeException failure && !need.isDryRun()) {
        setbacks.remember(current, failure);
      }
    }
  }

  /** Found out before anything is asked of the CA. */
  private boolean isAccountThere(Session session, LineageSummary current, Renewal renewal) {
    try {
      renewal.requireAccount(current);
      return true;
    } catch (StoreException e) {
      failed.add(current.name());
      tell(session, Described.summary(current, "failed"), e);
      return false;
    }
  }

  /** It is due and not renewed: that is no success. */
  private boolean isPostponed(Session session, LineageSummary current, Setbacks setbacks) {
    Optional<Setbacks.Postponed> postponed = setbacks.of(current);
    postponed.ifPresent(
        one -> {
          failed.add(current.name());
          Map<String, Object> member = Described.summary(current, "failed");
          Map<String, Object> error = new LinkedHashMap<>();
          error.put("kind", "Postponed");
          error.put("message", one.toString());
          error.put("retryable", !one.until().equals(Instant.MAX));
          if (!one.until().equals(Instant.MAX)) {
            error.put("retryAt", one.until().toString());
          }
          member.put("error", error);
          session.report().addCertificate(member);
          session.screen().fail("Postponed: " + one);
        });
    return postponed.isPresent();
  }

  /** The certificate can be read without it, but not renewed. */
  private void requireReadable(@Nullable LineageSummary current) {
    if (current != null && !current.renewalParameters().containsKey("authenticator")) {
      throw new CommandFailure(
          "The renewal file %s cannot be understood, or names no authenticator. acme audit says what is wrong with it."
              .formatted(directories.config().resolve("renewal/" + current.name() + ".conf")));
    }
  }

  private boolean isLeftAlone(Session session, LineageSummary current, Need when) {
    boolean isExcluded = isExcluded(current.renewalParameters());
    Instant due = isExcluded ? Instant.MAX : when.dueAt(current);
    if (!due.isAfter(session.terminal().clock().instant())) {
      return false;
    }
    kept.add(current.name());
    Map<String, Object> member = Described.summary(current, "kept");
    if (isExcluded) {
      session.screen().say("It is not to be renewed by itself (autorenew = False).");
    } else {
      session.screen().say("Not due for renewal before " + due + ".");
      member.put("dueAt", due.toString());
    }
    session.report().addCertificate(member);
    return true;
  }

  /** A lineage that Certbot could not renew says so; we can, if a provider is named. */
  private static boolean isExcluded(Map<String, String> said) {
    return "false".equalsIgnoreCase(said.get("autorenew")) && !Proof.isByProvider(said);
  }

  private static void tell(Session session, Map<String, Object> member, RuntimeException e) {
    member.put("error", members(e));
    session.report().addCertificate(member);
    session.screen().fail("Failed: " + text(e));
  }

  /** Timers all over the world fire at the same second. */
  private void sleepOnce(Session session) {
    if (isWithoutSleep || session.terminal().isInteractive() || need.isDryRun()) {
      return;
    }
    isWithoutSleep = true;
    Duration time = Duration.ofSeconds(ThreadLocalRandom.current().nextInt(1, LONGEST_SLEEP));
    session.screen().await("Waiting for %d seconds, to spread load".formatted(time.toSeconds()));
    try {
      boolean never = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
      assert !never;
    } catch (InterruptedException e) {
      throw new CancelledException("the wait before the first renewal", e);
    }
  }

  private ExitStatus conclude(Session session) {
    String simulated = need.isDryRun() ? "simulated " : "";
    if (!renewed.isEmpty()) {
      session
          .screen()
          .succeed(
              "Renewed%s: %s"
                  .formatted(need.isDryRun() ? " (simulated)" : "", String.join(", ", renewed)));
    }
    if (!failed.isEmpty() || !broken.isEmpty()) {
      throw new CommandFailure(
          "%d %srenew failure(s), %d parse failure(s): %s"
              .formatted(
                  failed.size(),
                  simulated,
                  broken.size(),
                  String.join(
                      ", ",
                      java.util.stream.Stream.concat(failed.stream(), broken.stream()).toList())));
    }
    if (renewed.isEmpty()) {
      session.screen().say("No renewals were attempted: nothing is due.");
      return hasDetailedExitCodes ? ExitStatus.NOTHING_DUE : ExitStatus.OK;
    }
    if (need.isDryRun()) {
      session.screen().succeed("Congratulations, all simulated renewals succeeded.");
    }
    return ExitStatus.OK;
  }
}
