package dev.acmesdk.preflight;

import dev.acmesdk.dns01.lookup.DnsClient;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.CancelledException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at before an order is placed, in the order in which it is reported.
 *
 * <p>Instances are immutable, and as thread-safe as the checks that were added to them.
 */
public final class Checklist {
  private final NameLookUp lookUp;
  private final @Nullable DnsClient dns;
  private final Machine machine;
  private final List<PreflightCheck> others;

  private Checklist(
      NameLookUp lookUp, @Nullable DnsClient dns, Machine machine, List<PreflightCheck> others) {
    this.lookUp = lookUp;
    this.dns = dns;
    this.machine = machine;
    this.others = List.copyOf(others);
  }

  /**
   * The checks of this package.
   *
   * @param dns asks for addresses, CAA records and signatures
   * @return a checklist
   */
  public static Checklist of(DnsClient dns) {
    return new Checklist(dns::addresses, dns, new ThisMachine(), List.of());
  }

  /**
   * The checks of this package but those of other records than addresses.
   *
   * @param lookUp who tells the addresses of names
   * @return a checklist
   */
  public static Checklist of(NameLookUp lookUp) {
    return new Checklist(lookUp, null, new ThisMachine(), List.of());
  }

  /**
   * The same with one more check.
   *
   * @param check what to look at besides, in the end
   * @return a changed copy
   */
  public Checklist with(PreflightCheck check) {
    List<PreflightCheck> more = new ArrayList<>(others);
    more.add(check);
    return new Checklist(lookUp, dns, machine, more);
  }

  /** The same on another machine. */
  Checklist on(Machine another) {
    return new Checklist(lookUp, dns, another, others);
  }

  /**
   * Looks at everything. It takes seconds, more if name servers or addresses do not answer. Nothing
   * is ordered, and nothing is left behind.
   *
   * @param planned what is going to be ordered
   * @return what was found; a check that fails is a finding, too
   * @throws CancelledException if the thread is interrupted
   */
  public PreflightReport examine(PlannedIssuance planned) {
    List<Finding> findings = new ArrayList<>();
    for (Step step : steps()) {
      findings.addAll(step.examine(planned));
    }
    return new PreflightReport(findings);
  }

  private List<Step> steps() {
    Names names = new Names(lookUp);
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(Topic.CA, new CaCheck()));
    steps.add(new Step(Topic.CLOCK, new ClockCheck(machine)));
    steps.add(new Step(Topic.CHALLENGE, new ChallengeCheck()));
    steps.add(new Step(Topic.NAMES, new NamesCheck(machine, names)));
    if (dns != null) {
      steps.add(new Step(Topic.CAA, new DnsCheck(dns)));
    }
    steps.add(new Step(Topic.REACHABILITY, new WayInCheck(machine, names)));
    steps.add(new Step(Topic.FIREWALL, new FirewallCheck(machine, names)));
    steps.add(new Step(Topic.CONTAINER, new ContainerCheck(machine)));
    steps.add(new Step(Topic.STORE, new StoreCheck()));
    steps.add(new Step(Topic.RATE_LIMIT, new RateLimitCheck()));
    others.forEach(check -> steps.add(new Step(Topic.CHALLENGE, check)));
    return steps;
  }

  /** A check, and what it is about should it fail. */
  private record Step(Topic topic, PreflightCheck check) {
    List<Finding> examine(PlannedIssuance planned) {
      try {
        return check.examine(planned);
      } catch (CancelledException e) {
        throw e;
      } catch (AcmeException e) {
        return List.of(Failures.finding(topic, e));
      } catch (IOException e) {
        return List.of(
            Finding.of(topic, Severity.HINT, "It could not be looked at: " + e.getMessage()));
      } catch (InterruptedException e) {
        throw new CancelledException("the preflight checks", e);
      }
    }
  }
}
