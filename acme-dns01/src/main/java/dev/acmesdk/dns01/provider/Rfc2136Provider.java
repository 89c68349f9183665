package dev.acmesdk.dns01.provider;

import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.TxtRecord;
import dev.acmesdk.dns01.ZoneCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Update;

/**
 * Changes zones by dynamic updates (RFC 2136), which are signed (RFC 8945): for BIND, Knot,
 * PowerDNS and every other name server that takes them.
 *
 * <p>The server is the zone's primary, which need not be one that the world can see. The zone of a
 * name is found by asking that server for SOA records. Single values are added and removed, so
 * other values of a name stay. Everything is sent over TCP.
 *
 * <p>Instances are immutable and thread-safe; methods that change something return a copy.
 *
 * <pre>{@code
 * TsigKey key = TsigKey.of("acme", TsigAlgorithm.HMAC_SHA256, secret);
 * DnsProvider provider = Rfc2136Provider.at("ns1.example.com").key(key);
 * }</pre>
 */
public final class Rfc2136Provider implements DnsProvider, ZoneCheck {
  private static final int DNS_PORT = 53;
  private static final int MAX_PORT = 65_535;
  private static final Duration TIME_LIMIT = Duration.ofSeconds(20);
  private static final Duration LONGEST_LIMIT = Duration.ofHours(1);

  /** It is taken away without having been there, which changes nothing. */
  private static final String NO_VALUE = "acme-sdk-checks-whether-it-may-change-this-name";

  private final NameServer server;
  private final boolean signsQuestions;

  private Rfc2136Provider(NameServer server, boolean signsQuestions) {
    this.server = server;
    this.signsQuestions = signsQuestions;
  }

  /**
   * The zones of a server, on port 53, without a key, with 20 seconds for each exchange.
   *
   * @param host the name or the address of the zone's primary server
   * @return a provider
   */
  public static Rfc2136Provider at(String host) {
    return new Rfc2136Provider(
        new NameServer(host, DNS_PORT, null, TIME_LIMIT, Clock.systemUTC()), false);
  }

  /**
   * The server and the key that a file of credentials for Certbot's plugin {@code dns-rfc2136}
   * names: {@code dns_rfc2136_server}, {@code _port}, {@code _name}, {@code _secret}, {@code
   * _algorithm} and {@code _sign_query}. If others can read the file, that is logged as a warning.
   *
   * @param file the file, such as {@code /etc/letsencrypt/rfc2136.ini}
   * @return a provider
   * @throws IOException if the file cannot be read, or what is in it cannot be used; the message
   *     says which line is missing or wrong, and never holds the secret
   */
  public static Rfc2136Provider ofCertbotFile(Path file) throws IOException {
    return new Rfc2136Credentials(CredentialsFile.read(file)).provider();
  }

  /**
   * Sets the port.
   *
   * @param port a TCP port
   * @return a copy with it
   * @throws IllegalArgumentException if it is none
   */
  public Rfc2136Provider port(int port) {
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException(port + " is not a port. Give a number from 1 to 65535.");
    }
    return with(
        new NameServer(server.host(), port, server.key(), server.timeLimit(), server.clock()));
  }

  /**
   * Sets the key that signs updates. Without one, servers can only go by the sender's address.
   *
   * @param key a key that the server knows
   * @return a copy with it
   */
  public Rfc2136Provider key(TsigKey key) {
    return with(
        new NameServer(server.host(), server.port(), key, server.timeLimit(), server.clock()));
  }

  /**
   * Sets how long the server has to answer.
   *
   * @param limit some time, for each exchange; a change takes two of them or more
   * @return a copy with it
   * @throws IllegalArgumentException if it is not positive
   */
  public Rfc2136Provider timeLimit(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("An answer takes longer than " + limit);
    }
    Duration bounded = limit.compareTo(LONGEST_LIMIT) > 0 ? LONGEST_LIMIT : limit;
    return with(
        new NameServer(server.host(), server.port(), server.key(), bounded, server.clock()));
  }

  /**
   * Signs questions, too: for servers that show different zones to different askers, and choose by
   * the key (Certbot's {@code dns_rfc2136_sign_query}).
   *
   * @return a copy that does
   */
  public Rfc2136Provider signingQuestions() {
    return new Rfc2136Provider(server, true);
  }

  Rfc2136Provider clock(Clock clock) {
    return with(
        new NameServer(server.host(), server.port(), server.key(), server.timeLimit(), clock));
  }

  private Rfc2136Provider with(NameServer changed) {
    return new Rfc2136Provider(changed, signsQuestions);
  }

  @Override
  public void addTxt(TxtRecord record) throws IOException, InterruptedException {
    Name name = name(record.name());
    Update update = new Update(zone(name));
    update.add(txt(name, record.ttl().toSeconds(), record.strings()));
    send(update, "add a TXT record at " + record.name());
  }

  @Override
  public void removeTxt(TxtRecord record) throws IOException {
    Persistence.carryOut(() -> remove(record.name(), record.strings()));
  }

  private void remove(String text, List<String> strings) throws IOException, InterruptedException {
    Name name = name(text);
    Update update = new Update(zone(name));
    update.delete(txt(name, 0, strings));
    send(update, "remove a TXT record at " + text);
  }

  /**
   * Takes a value away that is not there, at each name: that needs the same rights as the real
   * thing, and changes nothing.
   */
  @Override
  public void check(List<String> names) throws IOException, InterruptedException {
    for (String name : names) {
      remove(name, List.of(NO_VALUE));
    }
  }

  private Name zone(Name name) throws IOException, InterruptedException {
    return new ServedZones(server, signsQuestions).of(name);
  }

  private void send(Update update, String what) throws IOException, InterruptedException {
    server.requireDone(server.ask(update, true), what);
  }

  private static Name name(String text) throws IOException {
    return Name.fromString(text.endsWith(".") ? text : text + ".");
  }

  private static TXTRecord txt(Name name, long ttl, List<String> strings) {
    return new TXTRecord(name, DClass.IN, ttl, strings);
  }

  @Nullable TsigKey key() {
    return server.key();
  }

  /** Shows the server and the name of the key, never a secret. */
  @Override
  public String toString() {
    return "Rfc2136Provider[%s, key %s]".formatted(server, server.key());
  }
}
