package dev.acmesdk.testing.ca;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks one DNS server, by UDP and if need be by TCP. Keeps nothing: a test may change a record at
 * any time. It follows aliases itself, since the server need not be a resolver. Safe for several
 * threads.
 */
final class DnsLookUp {
  private static final int MOST_ALIASES = 10;
  private static final int ATTEMPTS = 2;

  private final InetSocketAddress server;
  private final Duration limit;

  DnsLookUp(InetSocketAddress server) {
    this(server, Duration.ofSeconds(2));
  }

  DnsLookUp(InetSocketAddress server, Duration limit) {
    this.server = server;
    this.limit = limit;
  }

  /** The texts at a name, the strings of each joined. */
  List<String> texts(String name) throws DnsFailure {
    return records(name, Type.TXT, TXTRecord.class).stream().map(DnsLookUp::text).toList();
  }

  /** The same for the proof of a challenge, which fails where DNS does. */
  List<String> evidence(String name) throws ChallengeFailure {
    try {
      return texts(name);
    } catch (DnsFailure e) {
      throw e.toChallengeFailure();
    }
  }

  private static String text(TXTRecord txt) {
    StringBuilder text = new StringBuilder();
    txt.getStringsAsByteArrays()
        .forEach(string -> text.append(new String(string, StandardCharsets.ISO_8859_1)));
    return text.toString();
  }

  List<CAARecord> caa(String name) throws DnsFailure {
    return records(name, Type.CAA, CAARecord.class);
  }

  /** The addresses of a name, those of IPv6 first. */
  List<InetAddress> addresses(String name) throws DnsFailure {
    return Stream.concat(
            records(name, Type.AAAA, AAAARecord.class).stream().map(AAAARecord::getAddress),
            records(name, Type.A, ARecord.class).stream().map(ARecord::getAddress))
        .toList();
  }

  private <R extends Record> List<R> records(String name, int type, Class<R> kind)
      throws DnsFailure {
    Name asked = parse(name);
    for (int i = 0; i <= MOST_ALIASES; i++) {
      Message answer = ask(asked, type);
      Name end = followed(asked, answer);
      List<R> found =
          answer.getSection(Section.ANSWER).stream()
              .filter(record -> record.getName().equals(end) && record.getType() == type)
              .map(kind::cast)
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
      if (answer.getRcode() != Rcode.NOERROR) {
        throw DnsFailure.answered(answer.getRcode(), Type.string(type), name);
      }
      if (end.equals(asked)) {
        return List.of();
      }
      asked = end;
    }
    throw DnsFailure.endless(Type.string(type), name);
  }

  /** Where the aliases in an answer lead. */
  private static Name followed(Name from, Message answer) {
    Name name = from;
    for (int i = 0; i < MOST_ALIASES; i++) {
      for (Record record : answer.getSection(Section.ANSWER)) {
        if (record instanceof CNAMERecord alias && alias.getName().equals(name)) {
          name = alias.getTarget();
        }
      }
    }
    return name;
  }

  private Message ask(Name name, int type) throws DnsFailure {
    Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    SimpleResolver resolver = new SimpleResolver(server);
    resolver.setTimeout(limit);
    @Nullable IOException last = null;
    for (int i = 0; i < ATTEMPTS && !Thread.currentThread().isInterrupted(); i++) {
      try {
        return send(resolver, query);
      } catch (IOException e) {
        // A datagram may get lost.
        last = e;
      }
    }
    throw DnsFailure.silent(Type.string(type), name.toString(true), last);
  }

  /** By dnsjava's own thread: a test may have all of the common pool wait for this. */
  private static Message send(SimpleResolver resolver, Message query) throws IOException {
    try {
      return resolver.sendAsync(query, Runnable::run).toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private static Name parse(String name) {
    try {
      return Name.fromString(name, Name.root);
    } catch (TextParseException e) {
      throw new UncheckedIOException("Not a name: " + name, e);
    }
  }
}
