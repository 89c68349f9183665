package dev.acmesdk.tls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map from texts to values. A changed copy shares nearly all with its original, so
 * that the ten thousandth certificate is published as fast as the first.
 *
 * @param <V> the type of the values
 */
final class HashTrie<V> {
  private static final int BITS = 4;
  private static final int BRANCHES = 1 << BITS;
  private static final int MOST_IN_A_LEAF = 16;

  private final Map<String, V> entries;
  private final List<HashTrie<V>> branches;

  private HashTrie(Map<String, V> entries, List<HashTrie<V>> branches) {
    this.entries = Map.copyOf(entries);
    this.branches = List.copyOf(branches);
  }

  static <V> HashTrie<V> empty() {
    return new HashTrie<>(Map.of(), List.of());
  }

  private static <V> HashTrie<V> of(Map<String, V> entries, int shift) {
    if (entries.size() <= MOST_IN_A_LEAF || shift >= Integer.SIZE) {
      return new HashTrie<>(entries, List.of());
    }
    List<Map<String, V>> parts =
        IntStream.range(0, BRANCHES).<Map<String, V>>mapToObj(i -> new HashMap<>()).toList();
    entries.forEach((key, value) -> parts.get(branch(key, shift)).put(key, value));
    return new HashTrie<>(Map.of(), parts.stream().map(part -> of(part, shift + BITS)).toList());
  }

  private static int branch(String key, int shift) {
    return (key.hashCode() >>> shift) & (BRANCHES - 1);
  }

  @Nullable V get(String key) {
    HashTrie<V> node = this;
    for (int shift = 0; !node.branches.isEmpty(); shift += BITS) {
      node = node.branches.get(branch(key, shift));
    }
    return node.entries.get(key);
  }

  HashTrie<V> with(String key, V value) {
    return changed(key, value, 0);
  }

  HashTrie<V> without(String key) {
    return changed(key, null, 0);
  }

  private HashTrie<V> changed(String key, @Nullable V value, int shift) {
    if (!branches.isEmpty()) {
      List<HashTrie<V>> copy = new ArrayList<>(branches);
      int branch = branch(key, shift);
      copy.set(branch, branches.get(branch).changed(key, value, shift + BITS));
      return new HashTrie<>(Map.of(), copy);
    }
    Map<String, V> copy = new HashMap<>(entries);
    if (value == null) {
      copy.remove(key);
    } else {
      copy.put(key, value);
    }
    return of(copy, shift);
  }

  Stream<V> values() {
    return Stream.concat(entries.values().stream(), branches.stream().flatMap(HashTrie::values));
  }
}
