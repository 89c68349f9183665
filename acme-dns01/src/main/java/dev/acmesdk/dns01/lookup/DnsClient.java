package dev.acmesdk.dns01.lookup;

import dev.acmesdk.dns01.lookup.AliasWalk.End;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.xbill.DNS.Name;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Type;

/**
 * Asks the name servers of zones themselves. Resolvers are asked only where the way down begins,
 * and for the addresses of name servers.
 *
 * <p>Questions go by UDP with EDNS, by TCP if the answer is too long, and once more if there is no
 * answer in time. Nothing is remembered from one call to the next. It is immutable and thread-safe;
 * its methods can be interrupted.
 */
public final class DnsClient {
  /** How long to wait for one answer, unless something else is said. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);

  private final Supplier<List<InetSocketAddress>> resolvers;
  private final Transport transport;

  private DnsClient(Supplier<List<InetSocketAddress>> resolvers, Transport transport) {
    this.resolvers = resolvers;
    this.transport = transport;
  }

  /**
   * A client that begins at the resolvers of the operating system, as they are at each call.
   *
   * @return a client
   */
  public static DnsClient ofSystem() {
    return new DnsClient(DnsClient::systemResolvers, plain());
  }

  /**
   * A client that begins at certain resolvers.
   *
   * @param resolvers addresses and ports, mostly 53; the first that can answers
   * @return a client
   * @throws IllegalArgumentException if there are none
   */
  public static DnsClient of(List<InetSocketAddress> resolvers) {
    if (resolvers.isEmpty()) {
      throw new IllegalArgumentException("At least one resolver is needed");
    }
    List<InetSocketAddress> copy = List.copyOf(resolvers);
    return new DnsClient(() -> copy, plain());
  }

  private static Transport plain() {
    return new Transport(UnaryOperator.identity(), DEFAULT_TIMEOUT);
  }

  private static List<InetSocketAddress> systemResolvers() {
    ResolverConfig.refresh();
    return ResolverConfig.getCurrentConfig().servers();
  }

  /**
   * The same that sends its packets elsewhere: through forwarded ports, or to name servers of
   * tests.
   *
   * @param route is given the address that a packet is for, and tells where to send it
   * @return a changed copy
   */
  public DnsClient withRoute(UnaryOperator<InetSocketAddress> route) {
    return new DnsClient(resolvers, new Transport(route, transport.timeout()));
  }

  /**
   * The same with another patience.
   *
   * @param timeout how long to wait for one answer; each question is asked twice at most
   * @return a changed copy
   */
  public DnsClient withTimeout(Duration timeout) {
    return new DnsClient(resolvers, new Transport(transport.route(), timeout));
  }

  /**
   * The deepest zone that a name is in, and all its name servers.
   *
   * @param name the whole name; it need not exist
   * @return the zone
   * @throws IOException if it cannot be found; the message says where the way ended and why
   * @throws InterruptedException if the thread is interrupted meanwhile
   * @throws IllegalArgumentException if it is no name
   */
  public Delegation delegation(String name) throws IOException, InterruptedException {
    return walk().to(Words.name(name)).delegation();
  }

  /**
   * Where the aliases (CNAME) of a name lead, also from zone to zone. An alias by wildcard is none:
   * it ends as soon as the name has a record of its own.
   *
   * @param name the whole name; it need not exist
   * @return the name itself, then the name that it is an alias for, and so on; the last one is
   *     where a record has to be put. All without trailing dot
   * @throws IOException if the end cannot be found: the names lead in a circle, are too many, or
   *     name servers do not answer; the message says which
   * @throws InterruptedException if the thread is interrupted meanwhile
   * @throws IllegalArgumentException if it is no name
   */
  public List<String> aliases(String name) throws IOException, InterruptedException {
    return end(name).chain();
  }

  /**
   * The texts of the TXT records that all name servers of a name have, other than those that cannot
   * be asked. Aliases are followed. A method reference to this is a {@code TxtLookUp}.
   *
   * @param name the whole name
   * @return the text of each record, its strings joined; none if there is no such name or record,
   *     or a server does not have it yet
   * @throws IOException if it cannot be found out; the message says why
   * @throws InterruptedException if the thread is interrupted meanwhile
   * @throws IllegalArgumentException if it is no name
   */
  public List<String> txt(String name) throws IOException, InterruptedException {
    End end = end(name);
    List<ServerAnswer> answers = new ArrayList<>();
    for (ServerReport report : new TxtQuestion(end.name(), Set.of()).ask(end.zone(), transport)) {
      if (!report.answer().isSilent()) {
        answers.add(report.answer());
      }
    }
    if (answers.isEmpty()) {
      throw new IOException("No name server of %s can be asked".formatted(name));
    }
    Set<String> common = new LinkedHashSet<>(texts(answers.get(0)));
    answers.forEach(answer -> common.retainAll(texts(answer)));
    return List.copyOf(common);
  }

  /**
   * The addresses of a host, as the resolvers tell them. Aliases are followed.
   *
   * @param name the whole name
   * @return IPv4 addresses first; none if there is no such name, or it has no addresses
   * @throws IOException if it cannot be found out; the message says why
   * @throws InterruptedException if the thread is interrupted meanwhile
   * @throws IllegalArgumentException if it is no name
   */
  public List<InetAddress> addresses(String name) throws IOException, InterruptedException {
    return resolvers().knownAddresses(Words.name(name));
  }

  private static List<String> texts(ServerAnswer answer) {
    return answer instanceof ServerAnswer.Values values ? values.texts() : List.of();
  }

  End end(String name) throws IOException, InterruptedException {
    return new AliasWalk(walk()).from(Words.name(name));
  }

  Transport transport() {
    return transport;
  }

  Resolvers resolvers() {
    return new Resolvers(resolvers, transport);
  }

  ZoneWalk walk() {
    return new ZoneWalk(resolvers(), transport);
  }

  /** Asks resolvers, not those of this client, for texts; they follow aliases themselves. */
  List<ServerReport> askResolvers(List<InetSocketAddress> others, String name, Set<String> wanted)
      throws IOException, InterruptedException {
    Name asked = Words.name(name);
    List<CompletableFuture<ServerReport>> reports = new ArrayList<>();
    for (InetSocketAddress other : others) {
      NameServer server = new NameServer("resolver", other.getAddress());
      reports.add(
          transport
              .ask(other, Question.resolver(asked, Type.TXT))
              .thenApply(reply -> new TxtQuestion(asked, wanted).ofResolver(server, reply)));
    }
    return Transport.all(reports);
  }
}
