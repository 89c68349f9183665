package dev.acmesdk.dns01.lookup;

import dev.acmesdk.dns01.lookup.AliasWalk.End;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** One wait for some records, round by round. Who has said yes is not asked again. */
final class VisibilityRound {
  private final DnsClient client;
  private final List<InetSocketAddress> resolvers;
  private final boolean isAskingServers;
  private final boolean isStrict;
  private final Map<String, Set<String>> wanted;
  private final Map<String, End> ends = new LinkedHashMap<>();
  private final Map<String, List<ServerReport>> reports = new LinkedHashMap<>();

  VisibilityRound(VisibilityCheck.Settings settings, Map<String, Set<String>> wanted) {
    this.client = settings.client();
    this.resolvers = settings.resolvers();
    this.isAskingServers = settings.isAskingServers();
    this.isStrict = settings.isStrict();
    this.wanted = wanted;
  }

  /** Asks those who have not said yes yet. */
  Visibility look() throws IOException, InterruptedException {
    List<String> troubles = isAskingServers ? askServers() : List.of();
    boolean isAtServers = troubles.isEmpty() && reports.values().stream().allMatch(this::agree);
    List<ServerReport> seen = new ArrayList<>();
    reports.values().forEach(seen::addAll);
    if (!isAtServers || resolvers.isEmpty()) {
      return new Visibility(seen, troubles, isAtServers);
    }
    // Not before: a resolver remembers for long that there was nothing.
    boolean isAtResolvers = true;
    for (Map.Entry<String, Set<String>> one : wanted.entrySet()) {
      List<ServerReport> theirs = client.askResolvers(resolvers, one.getKey(), one.getValue());
      seen.addAll(theirs);
      isAtResolvers &= agree(theirs);
    }
    return new Visibility(seen, troubles, isAtResolvers);
  }

  private boolean agree(List<ServerReport> some) {
    return some.stream().anyMatch(ServerReport::isComplete)
        && some.stream()
            .allMatch(report -> report.isComplete() || (!isStrict && report.answer().isSilent()));
  }

  private List<String> askServers() throws IOException, InterruptedException {
    List<String> troubles = new ArrayList<>();
    for (String name : wanted.keySet()) {
      if (!ends.containsKey(name)) {
        try {
          ends.put(name, client.end(name));
        } catch (AliasLoopException e) {
          throw e;
        } catch (IOException e) {
          troubles.add(String.valueOf(e.getMessage()));
        }
      }
    }
    Map<String, List<CompletableFuture<ServerReport>>> sent = new LinkedHashMap<>();
    ends.forEach((name, end) -> sent.put(name, send(name, end)));
    for (Map.Entry<String, List<CompletableFuture<ServerReport>>> one : sent.entrySet()) {
      List<ServerReport> now = Transport.all(one.getValue());
      reports.put(one.getKey(), Stream.concat(done(one.getKey()), now.stream()).toList());
    }
    return troubles;
  }

  private Stream<ServerReport> done(String name) {
    return reports.getOrDefault(name, List.of()).stream().filter(ServerReport::isComplete);
  }

  private List<CompletableFuture<ServerReport>> send(String name, End end) {
    List<NameServer> done = done(name).map(ServerReport::server).toList();
    List<NameServer> others =
        end.zone().servers().stream().filter(server -> !done.contains(server)).toList();
    return new TxtQuestion(end.name(), wanted.getOrDefault(name, Set.of()))
        .send(new ZoneServers(end.zone().zone(), others), client.transport());
  }
}
