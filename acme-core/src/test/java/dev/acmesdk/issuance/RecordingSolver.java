package dev.acmesdk.issuance;

import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.solver.Preflight;
import dev.acmesdk.solver.PropagationWait;
import dev.acmesdk.solver.ValidationWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A solver with all abilities that notes what is asked of it, and fails where it is told to. */
final class RecordingSolver
    implements ChallengeSolver<Challenge.Http01>,
        Preflight,
        PropagationWait<Challenge.Http01>,
        ValidationWatch<Challenge.Http01> {
  final List<String> calls = new ArrayList<>();
  String failAt = "";
  boolean interruptAtFailure;
  Runnable whenWaiting = () -> {};

  private void note(String step, String detail) throws IOException, InterruptedException {
    calls.add(step + " " + detail);
    if (failAt.equals(step)) {
      if (interruptAtFailure) {
        throw new InterruptedException();
      }
      throw new IOException("no " + step + " today");
    }
  }

  @Override
  public Class<Challenge.Http01> challengeType() {
    return Challenge.Http01.class;
  }

  @Override
  public Reservation reserve(List<Identifier> identifiers) throws IOException {
    noteUninterrupted("reserve", identifiers.toString());
    return () -> calls.add("release");
  }

  private void noteUninterrupted(String step, String detail) throws IOException {
    try {
      note(step, detail);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void present(PendingChallenge<Challenge.Http01> challenge)
      throws IOException, InterruptedException {
    note("present", challenge.identifier() + " " + challenge.challenge().token());
  }

  @Override
  public void awaitVisible(List<PendingChallenge<Challenge.Http01>> challenges, Duration limit)
      throws IOException, InterruptedException {
    note("awaitVisible", "" + challenges.size());
  }

  @Override
  public boolean awaitRequested(List<PendingChallenge<Challenge.Http01>> challenges, Duration limit)
      throws InterruptedException {
    try {
      whenWaiting.run();
      note("awaitRequested", "" + challenges.size());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void cleanUp(PendingChallenge<Challenge.Http01> challenge) throws IOException {
    noteUninterrupted("cleanUp", challenge.identifier().toString());
  }
}
