package dev.acmesdk.dns01.lookup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Resolvers, of which the first that can answers.
 *
 * @param servers where they are
 * @param transport asks them
 */
record Resolvers(Supplier<List<InetSocketAddress>> servers, Transport transport) {

  /**
   * Asks one after the other.
   *
   * @return the first answer that says what there is, else the last one
   */
  Reply ask(Question question) throws IOException, InterruptedException {
    Reply last = Reply.none("there are no resolvers");
    for (InetSocketAddress server : servers.get()) {
      last = Transport.all(List.of(transport.ask(server, question))).get(0);
      if (last.isConclusive()) {
        return last;
      }
    }
    return last;
  }

  /** All addresses of a host, IPv4 first; none if there are none or nobody knows. */
  List<InetAddress> addresses(Name host) throws IOException, InterruptedException {
    List<InetAddress> addresses = new ArrayList<>();
    for (int type : new int[] {Type.A, Type.AAAA}) {
      Reply reply = ask(Question.resolver(host, type));
      reply.answers(reply.lastAlias(host), type).stream()
          .map(Resolvers::address)
          .forEach(addresses::add);
    }
    return addresses;
  }

  /**
   * All addresses of a host, IPv4 first.
   *
   * @throws IOException if resolvers do not say whether there are any
   */
  List<InetAddress> knownAddresses(Name host) throws IOException, InterruptedException {
    List<InetAddress> addresses = new ArrayList<>();
    for (int type : new int[] {Type.A, Type.AAAA}) {
      Reply reply = ask(Question.resolver(host, type));
      if (!reply.isConclusive()) {
        throw new IOException(
            "The resolver, asked for the %s records of %s, says: %s"
                .formatted(Type.string(type), Words.text(host), reply.complaint()));
      }
      reply.answers(reply.lastAlias(host), type).stream()
          .map(Resolvers::address)
          .forEach(addresses::add);
    }
    return addresses;
  }

  static InetAddress address(Record record) {
    return record instanceof AAAARecord six ? six.getAddress() : ((ARecord) record).getAddress();
  }

  /** Asks all of them at once. */
  List<Reply> askAll(Question question) throws IOException, InterruptedException {
    List<CompletableFuture<Reply>> replies =
        servers.get().stream().map(server -> transport.ask(server, question)).toList();
    return Transport.all(replies);
  }
}
