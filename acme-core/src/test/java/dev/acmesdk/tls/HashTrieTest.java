package dev.acmesdk.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HashTrieTest {
  @Test
  void holdsWhatAMapHoldsWhateverIsAddedReplacedAndRemoved() {
    Random random = new Random(8555);
    Map<String, Integer> expected = new HashMap<>();
    HashTrie<Integer> trie = HashTrie.empty();
    for (int i = 0; i < 20_000; i++) {
      String key = "host-" + random.nextInt(3_000);
      if (random.nextInt(3) == 0) {
        expected.remove(key);
        trie = trie.without(key);
      } else {
        expected.put(key, i);
        trie = trie.with(key, i);
      }
    }
    for (int i = 0; i < 3_000; i++) {
      assertThat(trie.get("host-" + i)).isEqualTo(expected.get("host-" + i));
    }
    assertThat(trie.values()).containsExactlyInAnyOrderElementsOf(expected.values());
  }

  @Test
  void aChangeLeavesTheOriginalAsItWas() {
    List<HashTrie<Integer>> all = new ArrayList<>(List.of(HashTrie.empty()));
    for (int i = 0; i < 500; i++) {
      all.add(all.get(i).with("key-" + i, i));
    }
    HashTrie<Integer> full = all.get(500);
    full.without("key-7");
    for (int i = 0; i < 500; i++) {
      assertThat(all.get(i).values()).hasSize(i);
      assertThat(all.get(i).get("key-" + i)).isNull();
      assertThat(full.get("key-" + i)).isEqualTo(i);
    }
  }

  /** Their hash codes are equal, so that no number of branches tells them apart. */
  @Test
  void keysThatCollideAreAllFound() {
    List<String> colliding = new ArrayList<>(List.of(""));
    for (int i = 0; i < 7; i++) {
      List<String> longer = new ArrayList<>();
      for (String prefix : colliding) {
        longer.add(prefix + "Aa");
        longer.add(prefix + "BB");
      }
      colliding = longer;
    }
    HashTrie<String> trie = HashTrie.empty();
    for (String key : colliding) {
      trie = trie.with(key, key);
    }
    assertThat(colliding).extracting(String::hashCode).containsOnly(colliding.get(0).hashCode());
    assertThat(colliding).hasSize(128);
    assertThat(colliding.stream().map(trie::get)).containsExactlyElementsOf(colliding);
  }
}
