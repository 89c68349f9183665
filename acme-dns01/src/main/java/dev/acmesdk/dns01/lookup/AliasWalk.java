package dev.acmesdk.dns01.lookup;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Type;

/**
 * Follows aliases (CNAME), also from zone to zone.
 *
 * @param walk finds the zones
 */
record AliasWalk(ZoneWalk walk) {
  /** Resolvers give up between 8 and 16. */
  private static final int MAX_ALIASES = 8;

  /** A name that nobody has, so that only a wildcard answers for it. */
  private static final Name NOBODY = Name.fromConstantString("_acme-sdk-no-such-name");

  /** The end of a chain, and the zone that it is in. */
  record End(List<String> chain, Name name, ZoneServers zone) {}

  /**
   * Follows the aliases of a name to the end.
   *
   * @throws IOException if the end cannot be found
   */
  End from(Name start) throws IOException, InterruptedException {
    Set<Name> chain = new LinkedHashSet<>();
    Name name = start;
    while (true) {
      if (!chain.add(name)) {
        throw new AliasLoopException(
            "The aliases (CNAME) of %s lead in a circle: %s -> %s"
                .formatted(Words.text(start), text(chain), Words.text(name)));
      }
      if (chain.size() > MAX_ALIASES) {
        throw new AliasLoopException(
            "More than %d aliases (CNAME) follow each other from %s: %s"
                .formatted(MAX_ALIASES - 1, Words.text(start), text(chain)));
      }
      ZoneServers zone = walk.to(name);
      Name target = alias(zone, name);
      if (target == null) {
        return new End(chain.stream().map(Words::text).toList(), name, zone);
      }
      name = target;
    }
  }

  private static String text(Set<Name> chain) {
    return chain.stream().map(Words::text).collect(Collectors.joining(" -> "));
  }

  /** An alias of the name's own. One by wildcard ends as soon as the name has a record. */
  private @Nullable Name alias(ZoneServers zone, Name name)
      throws IOException, InterruptedException {
    Name target = target(zone, name);
    if (target == null || name.equals(zone.zone())) {
      return target;
    }
    Name sibling;
    try {
      sibling = Name.concatenate(NOBODY, new Name(name, 1));
    } catch (NameTooLongException e) {
      return target; // So long a name that there is no room for another one beside it.
    }
    return target.equals(target(zone, sibling)) ? null : target;
  }

  private @Nullable Name target(ZoneServers zone, Name name)
      throws IOException, InterruptedException {
    return zone.ask(walk.transport(), Question.authority(name, Type.CNAME)).alias(name);
  }
}
