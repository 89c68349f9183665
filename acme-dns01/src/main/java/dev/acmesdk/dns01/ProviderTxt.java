package dev.acmesdk.dns01;

import dev.acmesdk.dns01.lookup.VisibilityCheck;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.solver.PropagationWait;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers challenges with TXT records that a provider puts in place.
 *
 * @param challengeType what it solves
 * @param toRecord the record that answers a challenge
 * @param provider changes the zones
 * @param place where the records go
 * @param check waits until they can be seen, {@code null} to believe so
 * @param <C> the type of challenge
 */
record ProviderTxt<C extends Challenge>(
    Class<C> challengeType,
    Function<PendingChallenge<C>, TxtRecord> toRecord,
    DnsProvider provider,
    RecordPlace place,
    @Nullable VisibilityCheck check)
    implements ChallengeSolver<C>, PropagationWait<C> {

  /** One that waits, and follows aliases. */
  static <C extends Challenge> ProviderTxt<C> of(
      Class<C> type, Function<PendingChallenge<C>, TxtRecord> toRecord, DnsProvider provider) {
    VisibilityCheck check = VisibilityCheck.ofSystem();
    return new ProviderTxt<>(type, toRecord, provider, RecordPlace.atTheEnd(check.client()), check);
  }

  ProviderTxt<C> withCheck(VisibilityCheck other) {
    return new ProviderTxt<>(
        challengeType, toRecord, provider, RecordPlace.atTheEnd(other.client()), other);
  }

  ProviderTxt<C> withoutCheck() {
    return new ProviderTxt<>(challengeType, toRecord, provider, place, null);
  }

  ProviderTxt<C> withoutAliases() {
    return new ProviderTxt<>(challengeType, toRecord, provider, RecordPlace.atTheName(), check);
  }

  /** Has the provider checked, if it can be, before an order is spent. */
  void checkZones(List<String> names) throws IOException {
    if (provider instanceof ZoneCheck zones && !names.isEmpty()) {
      try {
        zones.check(place.names(names));
      } catch (InterruptedException e) {
        throw new CancelledException("the check of the DNS provider", e);
      }
    }
  }

  @Override
  public void present(PendingChallenge<C> challenge) throws IOException, InterruptedException {
    provider.addTxt(place.find(toRecord.apply(challenge)));
  }

  @Override
  public void awaitVisible(List<PendingChallenge<C>> challenges, Duration limit)
      throws IOException, InterruptedException {
    if (check != null) {
      check.await(TxtRecord.byName(challenges.stream().map(toRecord).toList()), limit);
    }
  }

  @Override
  public void cleanUp(PendingChallenge<C> challenge) throws IOException {
    place.remove(toRecord.apply(challenge), provider::removeTxt);
  }
}
