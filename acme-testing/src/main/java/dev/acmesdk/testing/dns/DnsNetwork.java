package dev.acmesdk.testing.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A small Internet of name servers for tests. Each server has the address that the zones say,
 * whichever that is, and in truth a port on the loopback interface: {@link #route} tells which.
 * There are resolvers, too, who know all zones. Thread-safe.
 */
public final class DnsNetwork implements AutoCloseable {
  private final Clock clock;
  private final Map<InetAddress, DnsStub> servers = new ConcurrentHashMap<>();
  private final List<DnsStub> resolvers = new CopyOnWriteArrayList<>();

  private DnsNetwork(Clock clock) {
    this.clock = clock;
  }

  /**
   * A network without servers.
   *
   * @param clock the time of its servers
   * @return a network
   */
  public static DnsNetwork start(Clock clock) {
    return new DnsNetwork(clock);
  }

  /**
   * Starts a name server.
   *
   * @param address the literal address that it is to have in this network, IPv4 or IPv6; several
   *     calls with the same one give the same server
   * @return a server without zones
   */
  public DnsStub server(String address) {
    return servers.computeIfAbsent(
        parse(address), key -> DnsStub.start(InetAddress.getLoopbackAddress(), clock));
  }

  /**
   * Starts a resolver, that answers from what the servers know, faultless.
   *
   * @return a resolver, to be asked at its {@link DnsStub#address}
   */
  public DnsStub resolver() {
    DnsStub resolver =
        DnsStub.resolver(
            clock, () -> servers.values().stream().flatMap(s -> s.zones().stream()).toList());
    resolvers.add(resolver);
    return resolver;
  }

  /**
   * Lets servers serve a zone.
   *
   * @param zoneFile as {@link DnsStub#addZone} wants it
   * @param addresses which servers; they are started if need be
   */
  public void zone(String zoneFile, String... addresses) {
    for (String address : addresses) {
      server(address).addZone(zoneFile);
    }
  }

  /**
   * Adds a TXT record at all servers that have the name's zone, each in its time.
   *
   * @param name the whole name
   * @param value its text
   * @throws IllegalArgumentException if no server has the zone
   */
  public void addTxt(String name, String value) {
    serving(name).forEach(server -> server.addTxt(name, value));
  }

  /**
   * Removes a TXT record at all servers that have the name's zone, each in its time.
   *
   * @param name the whole name
   * @param value its text
   * @throws IllegalArgumentException if no server has the zone
   */
  public void removeTxt(String name, String value) {
    serving(name).forEach(server -> server.removeTxt(name, value));
  }

  private List<DnsStub> serving(String name) {
    int labels = servers.values().stream().mapToInt(server -> server.depth(name)).max().orElse(0);
    List<DnsStub> serving =
        servers.values().stream()
            .filter(server -> labels > 0 && server.depth(name) == labels)
            .toList();
    if (serving.isEmpty()) {
      throw new IllegalArgumentException("No server has a zone of the name " + name);
    }
    return serving;
  }

  /**
   * Where a packet to an address of this network has to be sent in truth.
   *
   * @param target an address of this network, with any port
   * @return the server's port on the loopback interface; what is not of this network stays as it is
   */
  public InetSocketAddress route(InetSocketAddress target) {
    DnsStub server = servers.get(target.getAddress());
    return server == null ? target : server.address();
  }

  private static InetAddress parse(String address) {
    if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      throw new IllegalArgumentException("Not the literal of an address: " + address);
    }
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("Not the literal of an address: " + address, e);
    }
  }

  /** Stops all servers and resolvers. */
  @Override
  public void close() {
    servers.values().forEach(DnsStub::close);
    resolvers.forEach(DnsStub::close);
  }
}
