package dev.acmesdk.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was shown of one lineage, newest first. A handshake asks for a certificate, its key and its
 * chain one after the other; as long as former generations can be looked up, a swap in between does
 * not disturb it.
 *
 * @param since the generation in which the lineage was first published
 * @param newestFirst three at most
 */
record Generations(long since, List<Credential> newestFirst) {
  private static final int KEPT = 3;

  static Generations first(Credential credential) {
    return new Generations(credential.generation(), List.of(credential));
  }

  Generations followedBy(Credential next) {
    List<Credential> more = new ArrayList<>(newestFirst);
    more.add(0, next);
    return new Generations(since, List.copyOf(more.subList(0, Math.min(KEPT, more.size()))));
  }

  Credential current() {
    return newestFirst.get(0);
  }

  Optional<Credential> withAlias(String alias) {
    return newestFirst.stream().filter(each -> each.alias().equals(alias)).findFirst();
  }
}
