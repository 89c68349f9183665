package dev.acmesdk.dns01.lookup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * Finds the servers of a name from the top down, label by label, like a resolver that tells nobody
 * more than he needs (RFC 9156). Resolvers are asked for ancestors only, so that none remembers
 * that the name itself did not exist; and a zone that is delegated below another is found, whatever
 * the other says of the names in it.
 *
 * @param resolvers know where to begin, and the addresses of servers
 * @param transport asks the zones' servers
 */
record ZoneWalk(Resolvers resolvers, Transport transport) {
  /** The labels of a top-level domain, with the root's. It exists, or nothing below it does. */
  private static final int TOP_LEVEL = 2;

  /**
   * The deepest zone that the name is in.
   *
   * @throws IOException if it cannot be found; the message says where the way ended and why
   */
  ZoneServers to(Name name) throws IOException, InterruptedException {
    ZoneServers zone = top(name);
    for (int labels = zone.zone().labels() + 1; labels <= name.labels(); labels++) {
      Name ancestor = new Name(name, name.labels() - labels);
      if (ancestor.subdomain(zone.zone()) && !ancestor.equals(zone.zone())) {
        zone = below(zone, ancestor);
      }
    }
    return withOwnView(zone);
  }

  /** The highest zone, below the root, that a resolver knows. */
  private ZoneServers top(Name name) throws IOException, InterruptedException {
    Reply last = Reply.none("it is the root");
    for (int labels = TOP_LEVEL; labels < Math.max(TOP_LEVEL + 1, name.labels()); labels++) {
      Name ancestor = new Name(name, name.labels() - labels);
      last = resolvers.ask(Question.resolver(ancestor, Type.NS));
      List<NameServer> servers = ZoneServers.servers(ancestor, last, resolvers);
      if (!servers.isEmpty()) {
        return new ZoneServers(ancestor, servers);
      }
    }
    throw new IOException(
        "The name servers of %s cannot be found: no resolver knows a zone that it is in (%s)"
            .formatted(Words.text(name), last.isConclusive() ? "none exists" : last.complaint()));
  }

  private ZoneServers below(ZoneServers zone, Name ancestor)
      throws IOException, InterruptedException {
    Question question = Question.authority(ancestor, Type.NS);
    Reply reply = zone.ask(transport, question);
    Name cut = cut(zone, reply, ancestor);
    if (cut == null) {
      return zone;
    }
    List<NameServer> servers = ZoneServers.servers(cut, reply, resolvers);
    if (servers.isEmpty()) {
      // The parent's servers have the child, too, and spoke of its SOA only.
      Reply own = zone.ask(transport, Question.authority(cut, Type.NS));
      servers = ZoneServers.servers(cut, own, resolvers);
    }
    return servers.isEmpty() ? zone : new ZoneServers(cut, servers);
  }

  private static @Nullable Name cut(ZoneServers zone, Reply reply, Name ancestor) {
    return reply.answers(ancestor, Type.NS).isEmpty() ? zone.cut(reply, ancestor) : ancestor;
  }

  /** Adds the servers that the zone itself names: parent and child may disagree. */
  private ZoneServers withOwnView(ZoneServers zone) throws IOException, InterruptedException {
    Reply own;
    try {
      own = zone.ask(transport, Question.authority(zone.zone(), Type.NS));
    } catch (IOException e) {
      return zone; // Whoever asks these servers next will tell what is wrong with each.
    }
    List<NameServer> servers = new ArrayList<>(zone.servers());
    servers.addAll(ZoneServers.servers(zone.zone(), own, resolvers));
    return new ZoneServers(zone.zone(), servers.stream().distinct().toList());
  }
}
