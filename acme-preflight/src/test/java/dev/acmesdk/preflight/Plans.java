package dev.acmesdk.preflight;

import dev.acmesdk.ca.PlannedOrder;
import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Orders that are planned in tests, and the addresses of their names. */
final class Plans {
  private Plans() {}

  /** An order at a CA that is asked nothing. */
  static PlannedIssuance at(URI directory, ChallengeSolver<?> solver, String... names) {
    return of(AcmeClient.builder(directory).build(), solver, names);
  }

  static PlannedIssuance of(AcmeClient client, ChallengeSolver<?> solver, String... names) {
    List<? extends Identifier> identifiers =
        Arrays.stream(names)
            .map(name -> isAddress(name) ? Identifier.ip(name) : new Identifier.Dns(name))
            .toList();
    return PlannedIssuance.of(client, PlannedOrder.of(identifiers), List.of(solver));
  }

  private static boolean isAddress(String name) {
    return name.matches("[0-9.]+|.*:.*");
  }

  /** A solver that does nothing. */
  static <C extends Challenge> ChallengeSolver<C> idle(Class<C> type) {
    return new ChallengeSolver<>() {
      @Override
      public Class<C> challengeType() {
        return type;
      }

      @Override
      public void present(PendingChallenge<C> challenge) {}

      @Override
      public void cleanUp(PendingChallenge<C> challenge) {}
    };
  }

  /** A name has the addresses that are listed; others do not exist. */
  static Names names(Map<String, String> addresses) {
    return new Names(lookUp(addresses));
  }

  static NameLookUp lookUp(Map<String, String> addresses) {
    return name ->
        addresses.containsKey(name)
            ? Arrays.stream(addresses.get(name).split(" ")).map(Plans::parse).toList()
            : List.of();
  }

  private static InetAddress parse(String literal) {
    return FakeMachine.address(literal);
  }
}
