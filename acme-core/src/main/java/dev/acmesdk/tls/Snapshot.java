package dev.acmesdk.tls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that is published at one moment. Immutable: a change is another snapshot. */
final class Snapshot {
  static final Snapshot EMPTY = new Snapshot(0, HashTrie.empty(), HashTrie.empty(), null, null);

  private final long generation;
  private final HashTrie<Generations> lineages;

  /** By DNS name or address, the best first. */
  private final HashTrie<List<Credential>> hosts;

  private final @Nullable String chosenDefault;
  private final @Nullable String oldest;

  private Snapshot(
      long generation,
      HashTrie<Generations> lineages,
      HashTrie<List<Credential>> hosts,
      @Nullable String chosenDefault,
      @Nullable String oldest) {
    this.generation = generation;
    this.lineages = lineages;
    this.hosts = hosts;
    this.chosenDefault = chosenDefault;
    this.oldest = oldest;
  }

  Snapshot with(Credential candidate) {
    Credential next = candidate.inGeneration(generation + 1);
    Generations former = lineages.get(next.lineageName());
    HashTrie<List<Credential>> changed = hosts;
    if (former != null) {
      changed = without(changed, former.current());
    }
    for (String name : next.names()) {
      changed = changed.with(name, added(changed.get(name), next));
    }
    return new Snapshot(
        next.generation(),
        lineages.with(
            next.lineageName(), former == null ? Generations.first(next) : former.followedBy(next)),
        changed,
        chosenDefault,
        oldest == null ? next.lineageName() : oldest);
  }

  private static List<Credential> added(@Nullable List<Credential> present, Credential next) {
    List<Credential> more = new ArrayList<>(present == null ? List.of() : present);
    more.add(next);
    more.sort(Credential.BEST_FIRST);
    return List.copyOf(more);
  }

  private static HashTrie<List<Credential>> without(
      HashTrie<List<Credential>> hosts, Credential former) {
    HashTrie<List<Credential>> changed = hosts;
    for (String name : former.names()) {
      List<Credential> present = changed.get(name);
      List<Credential> fewer =
          present == null
              ? List.of()
              : present.stream().filter(each -> !each.equals(former)).toList();
      changed = fewer.isEmpty() ? changed.without(name) : changed.with(name, fewer);
    }
    return changed;
  }

  Snapshot without(String lineageName) {
    Generations former = lineages.get(lineageName);
    if (former == null) {
      return this;
    }
    HashTrie<Generations> fewer = lineages.without(lineageName);
    return new Snapshot(
        generation,
        fewer,
        without(hosts, former.current()),
        chosenDefault,
        lineageName.equals(oldest) ? oldestOf(fewer) : oldest);
  }

  private static @Nullable String oldestOf(HashTrie<Generations> lineages) {
    return lineages
        .values()
        .min(Comparator.comparingLong(Generations::since))
        .map(generations -> generations.current().lineageName())
        .orElse(null);
  }

  Snapshot withDefault(String lineageName) {
    return lineageName.equals(chosenDefault)
        ? this
        : new Snapshot(generation, lineages, hosts, lineageName, oldest);
  }

  Optional<Credential> current(String lineageName) {
    return Optional.ofNullable(lineages.get(lineageName)).map(Generations::current);
  }

  /** Of every lineage the current one: the default first, then in the order of their age. */
  Stream<Credential> all() {
    Optional<Credential> first = defaultCredential();
    return Stream.concat(
        first.stream(),
        lineages
            .values()
            .sorted(Comparator.comparingLong(Generations::since))
            .map(Generations::current)
            .filter(each -> !first.equals(Optional.of(each))));
  }

  /** What an alias that was given out stands for, unless that is too long ago. */
  Optional<Credential> withAlias(String alias) {
    int start = alias.indexOf('/');
    int end = alias.lastIndexOf('/');
    Generations generations = start < end ? lineages.get(alias.substring(start + 1, end)) : null;
    return generations == null ? Optional.empty() : generations.withAlias(alias);
  }

  /** What is for a DNS name: by itself, then for all names beside it. */
  List<Credential> forName(String name) {
    int dot = name.indexOf('.');
    return bestOf(forHost(name), dot < 0 ? List.of() : forHost("*" + name.substring(dot)));
  }

  List<Credential> forAddress(String address) {
    return bestOf(forHost(address), List.of());
  }

  private List<Credential> forHost(String host) {
    List<Credential> found = hosts.get(host);
    return found == null ? List.of() : found;
  }

  /**
   * What is shown to who names nothing, and beside it what is for the same name with other keys.
   */
  List<Credential> byDefault() {
    return defaultCredential()
        .map(first -> bestOf(List.of(first), forHost(first.names().get(0))))
        .orElse(List.of());
  }

  private Optional<Credential> defaultCredential() {
    Optional<Credential> chosen = Optional.ofNullable(chosenDefault).flatMap(this::current);
    return chosen.isPresent() ? chosen : Optional.ofNullable(oldest).flatMap(this::current);
  }

  /** No placeholder is shown where there is something real, whatever the key. */
  private static List<Credential> bestOf(List<Credential> some, List<Credential> others) {
    List<Credential> all = new ArrayList<>(some);
    all.addAll(others);
    return all.stream().allMatch(Credential::isPlaceholder)
        ? all
        : all.stream().filter(each -> !each.isPlaceholder()).toList();
  }
}
