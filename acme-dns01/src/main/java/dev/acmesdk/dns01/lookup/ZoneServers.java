package dev.acmesdk.dns01.lookup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A zone and its servers.
 *
 * @param zone the zone's name
 * @param servers all their addresses
 */
record ZoneServers(Name zone, List<NameServer> servers) {
  static final int PORT = 53;

  /** As many as a resolver would try before it gives up. */
  private static final int MAX_ATTEMPTS = 6;

  Delegation delegation() {
    return new Delegation(Words.text(zone), servers);
  }

  /**
   * Asks one server after the other.
   *
   * @return the first answer that is of use
   * @throws IOException if there was none; the message says what each server said
   */
  Reply ask(Transport transport, Question question) throws IOException, InterruptedException {
    List<String> complaints = new ArrayList<>();
    for (NameServer server : servers) {
      if (server.address() != null && complaints.size() < MAX_ATTEMPTS) {
        InetSocketAddress address = new InetSocketAddress(server.address(), PORT);
        Reply reply = Transport.all(List.of(transport.ask(address, question))).get(0);
        if (reply.isConclusive() && (reply.isAuthoritative() || isReferral(reply, question))) {
          return reply;
        }
        complaints.add(server + ": " + reply.complaint());
      }
    }
    throw new IOException(
        complaints.isEmpty()
            ? "The name servers of %s have no addresses: %s"
                .formatted(Words.text(zone), servers.stream().map(NameServer::name).toList())
            : "No name server of %s tells anything of %s: %s"
                .formatted(
                    Words.text(zone), Words.text(question.name()), String.join("; ", complaints)));
  }

  private boolean isReferral(Reply reply, Question question) {
    return cut(reply, question.name()) != null;
  }

  /** The zone below this one that an answer speaks of, {@code null} if there is none. */
  @Nullable Name cut(Reply reply, Name asked) {
    return Objects.requireNonNull(reply.message()).getSection(Section.AUTHORITY).stream()
        .filter(record -> record.getType() == Type.NS || record.getType() == Type.SOA)
        .map(Record::getName)
        .filter(name -> asked.subdomain(name) && name.subdomain(zone) && !name.equals(zone))
        .findFirst()
        .orElse(null);
  }

  /** The servers of a zone that a reply names, with the addresses that it and a resolver know. */
  static List<NameServer> servers(Name zone, Reply reply, Resolvers resolvers)
      throws IOException, InterruptedException {
    List<NameServer> servers = new ArrayList<>();
    for (Record record : reply.all(Type.NS)) {
      if (record.getName().equals(zone)) {
        Name host = ((NSRecord) record).getTarget();
        List<InetAddress> addresses = new ArrayList<>(glue(host, reply));
        addresses.addAll(resolvers.addresses(host));
        addresses.stream()
            .distinct()
            .forEach(address -> servers.add(new NameServer(Words.text(host), address)));
        if (addresses.isEmpty()) {
          servers.add(new NameServer(Words.text(host), null));
        }
      }
    }
    return servers.stream().distinct().toList();
  }

  private static List<InetAddress> glue(Name host, Reply reply) {
    List<Record> glue = new ArrayList<>(reply.all(Type.A));
    glue.addAll(reply.all(Type.AAAA));
    return glue.stream()
        .filter(record -> record.getName().equals(host))
        .map(Resolvers::address)
        .toList();
  }
}
