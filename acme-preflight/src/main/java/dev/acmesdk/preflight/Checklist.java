package dev.acmesdk.preflight;

import dev.acmesdk.dns01.lookup.DnsClient;
import dev.acmesdk.error.CancelledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at before an order is placed, in the order in which it is reported.
 *
 * <p>Instances are immutable, and as thread-safe as the checks that were added to them.
 */
public final class Checklist {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

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
   * Looks at everything, at many things at the same time. It takes seconds, more if name servers or
   * addresses do not answer. Nothing is ordered, and nothing is left behind.
   *
   * @param planned what is going to be ordered
   * @return what was found; a check that fails is a finding, too
   * @throws CancelledException if the thread is interrupted
   */
  public PreflightReport examine(PlannedIssuance planned) {
    return examine(planned, PATIENCE);
  }

  /**
   * Looks at everything for no longer than this.
   *
   * @param planned what is going to be ordered
   * @param limit how long; tidying up may take a moment more
   * @return what was found in that time; a check that has not ended is a hint that it is not known
   * @throws CancelledException if the thread is interrupted
   */
  public PreflightReport examine(PlannedIssuance planned, Duration limit) {
    try (Round round = Round.begin(steps(), planned, limit)) {
      return new PreflightReport(round.findings());
    }
  }

  /** The CA's time is known from what it said first. */
  private List<Step> steps() {
    Names names = new Names(lookUp);
    List<Step> steps = new ArrayList<>();
    steps.add(Step.of(Topic.CA, new CaCheck(), new ClockCheck(machine)));
    steps.add(Step.of(Topic.CHALLENGE, new ChallengeCheck()));
    steps.add(Step.of(Topic.NAMES, new NamesCheck(machine, names)));
    if (dns != null) {
      steps.add(Step.of(Topic.CAA, new DnsCheck(dns)));
    }
    steps.add(Step.of(Topic.REACHABILITY, new WayInCheck(machine, names)).leavingTraces());
    steps.add(Step.of(Topic.FIREWALL, new FirewallCheck(machine, names)));
    steps.add(Step.of(Topic.CONTAINER, new ContainerCheck(machine)));
    steps.add(Step.of(Topic.STORE, new StoreCheck()));
    steps.add(Step.of(Topic.RATE_LIMIT, new RateLimitCheck()));
    others.forEach(check -> steps.add(Step.of(Topic.CHALLENGE, check).leavingTraces()));
    return steps;
  }
}
