package dev.acmesdk.preflight;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.PortUnavailableException;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Challenge.Http01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.solver.Preflight;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Whether the way from the CA to the response is free: opens what an issuance would open, puts a
 * response there and fetches it from each address of each name.
 */
final class WayInCheck implements PreflightCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int TOKEN_BYTES = 32;

  private final Machine machine;
  private final Names names;
  private final SecureRandom random = new SecureRandom();

  WayInCheck(Machine machine, Names names) {
    this.machine = machine;
    this.names = names;
  }

  @Override
  public List<Finding> examine(PlannedIssuance planned) throws IOException, InterruptedException {
    List<Finding> findings = new ArrayList<>();
    for (ChallengeSolver<?> solver : planned.solvers()) {
      if (!solver.challengeType().equals(Http01.class) && solver instanceof Preflight preflight) {
        findings.addAll(reserveOnly(planned, preflight));
      }
    }
    if (Ways.http(planned).isPresent()) {
      findings.addAll(serve(planned, Ways.http(planned).get()));
    }
    return findings;
  }

  private static List<Finding> reserveOnly(PlannedIssuance planned, Preflight preflight)
      throws IOException {
    try {
      preflight.reserve(planned.identifiers()).close();
      return List.of();
    } catch (AcmeException e) {
      return List.of(Failures.finding(topic(e), e));
    }
  }

  private static Topic topic(AcmeException failure) {
    return failure instanceof PortUnavailableException ? Topic.PORT : Topic.CHALLENGE;
  }

  private List<Finding> serve(PlannedIssuance planned, ChallengeSolver<Http01> solver)
      throws IOException, InterruptedException {
    if (!(solver instanceof Preflight preflight)) {
      return fetchAll(planned, solver);
    }
    Preflight.Reservation held;
    try {
      held = preflight.reserve(planned.identifiers());
    } catch (AcmeException e) {
      return List.of(Failures.finding(topic(e), e));
    }
    try {
      List<Finding> findings = new ArrayList<>();
      findings.add(Finding.of(Topic.PORT, Severity.OK, "Responses can be put in place."));
      findings.addAll(fetchAll(planned, solver));
      return findings;
    } finally {
      held.close();
    }
  }

  private List<Finding> fetchAll(PlannedIssuance planned, ChallengeSolver<Http01> solver)
      throws IOException, InterruptedException {
    Map<Identifier, PendingChallenge<Http01>> challenges = new LinkedHashMap<>();
    Names.concrete(planned).forEach(name -> challenges.put(name, challenge(planned, name)));
    try {
      for (PendingChallenge<Http01> challenge : challenges.values()) {
        solver.present(challenge);
      }
      return judge(planned, challenges);
    } finally {
      for (PendingChallenge<Http01> challenge : challenges.values()) {
        solver.cleanUp(challenge);
      }
    }
  }

  private List<Finding> judge(
      PlannedIssuance planned, Map<Identifier, PendingChallenge<Http01>> challenges)
      throws IOException, InterruptedException {
    Surroundings here = Surroundings.of(machine, planned);
    Map<Entry, Future<Probe.Result>> tries = new LinkedHashMap<>();
    try (Probe probe = new Probe(PATIENCE)) {
      for (Map.Entry<Identifier, PendingChallenge<Http01>> one : challenges.entrySet()) {
        for (InetAddress address : names.addresses(one.getKey()).addresses()) {
          String name = one.getKey().value();
          Entry entry = new Entry(name, address, planned.publicPort(), here.owns(address));
          tries.put(entry, fetch(probe, entry, one.getValue()));
        }
      }
      Judgement judgement = new Judgement(here, planned.localPort());
      List<Finding> findings = new ArrayList<>();
      for (Map.Entry<Entry, Future<Probe.Result>> one : tries.entrySet()) {
        Finding finding = judgement.of(one.getKey(), result(one.getValue()));
        findings.add(planned.knowsPublicPort() ? finding : unlessElsewhere(finding));
      }
      return findings;
    }
  }

  private static Finding unlessElsewhere(Finding finding) {
    return finding.severity() == Severity.ERROR
        ? new Finding(
            finding.topic(),
            Severity.WARNING,
            finding.about(),
            finding.statement() + " Unless this private CA connects to another port, that fails.",
            finding.remedy(),
            finding.commands())
        : finding;
  }

  private static Future<Probe.Result> fetch(
      Probe probe, Entry entry, PendingChallenge<Http01> challenge) {
    Http01 response = challenge.challenge();
    String expected = response.keyAuthorization(challenge.thumbprint()).value();
    return probe.fetch(entry, response.path(), expected);
  }

  private static Probe.Result result(Future<Probe.Result> future)
      throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IOException("A response could not be fetched", e);
    }
  }

  /** One that no CA has made, and that answers to nobody's key. */
  private PendingChallenge<Http01> challenge(PlannedIssuance planned, Identifier identifier) {
    URI nowhere = planned.client().directoryUrl();
    Http01 challenge = new Http01(nowhere, Challenge.Status.PENDING, null, text());
    return new PendingChallenge<>(identifier, false, challenge, nowhere, text());
  }

  private String text() {
    byte[] octets = new byte[TOKEN_BYTES];
    random.nextBytes(octets);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }
}
