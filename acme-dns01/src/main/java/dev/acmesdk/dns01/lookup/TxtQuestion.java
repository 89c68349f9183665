package dev.acmesdk.dns01.lookup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * The question for the TXT records of a name.
 *
 * @param name the name
 * @param wanted what is looked for
 */
record TxtQuestion(Name name, Set<String> wanted) {

  /** Asks all servers of a zone at once. */
  List<ServerReport> ask(ZoneServers zone, Transport transport)
      throws IOException, InterruptedException {
    return Transport.all(send(zone, transport));
  }

  List<CompletableFuture<ServerReport>> send(ZoneServers zone, Transport transport) {
    List<CompletableFuture<ServerReport>> reports = new ArrayList<>();
    for (NameServer server : zone.servers()) {
      CompletableFuture<Reply> reply =
          server.address() == null
              ? CompletableFuture.completedFuture(Reply.none("its name has no address"))
              : transport.ask(
                  new InetSocketAddress(server.address(), ZoneServers.PORT),
                  Question.authority(name, Type.TXT));
      reports.add(reply.thenApply(answer -> report(server, read(answer, name, true))));
    }
    return reports;
  }

  /** What a resolver says, who has followed the aliases. */
  ServerReport ofResolver(NameServer server, Reply reply) {
    return report(server, read(reply, reply.lastAlias(name), false));
  }

  private ServerReport report(NameServer server, ServerAnswer answer) {
    return new ServerReport(Words.text(name), server, answer, wanted);
  }

  private static ServerAnswer read(Reply reply, Name name, boolean mustBeAuthoritative) {
    if (reply.message() == null) {
      return new ServerAnswer.Unreachable(reply.trouble());
    }
    if (!reply.isConclusive()) {
      return new ServerAnswer.Failure(
          Rcode.string(Objects.requireNonNull(reply.message()).getRcode()));
    }
    if (mustBeAuthoritative && !reply.isAuthoritative()) {
      return new ServerAnswer.Lame();
    }
    return content(reply, name);
  }

  private static ServerAnswer content(Reply reply, Name name) {
    Name alias = reply.alias(name);
    if (alias != null) {
      return new ServerAnswer.Alias(Words.text(alias));
    }
    List<Record> records = reply.answers(name, Type.TXT);
    if (!records.isEmpty()) {
      return new ServerAnswer.Values(records.stream().map(TxtQuestion::joined).toList());
    }
    return reply.hasCode(Rcode.NXDOMAIN)
        ? new ServerAnswer.NoSuchName()
        : new ServerAnswer.NoRecord();
  }

  /** The strings of a record are one text (RFC 7208 section 3.3, and what CAs do). */
  static String joined(Record record) {
    StringBuilder text = new StringBuilder();
    for (byte[] part : ((TXTRecord) record).getStringsAsByteArrays()) {
      text.append(new String(part, StandardCharsets.ISO_8859_1));
    }
    return text.toString();
  }
}
