package dev.acmesdk.testing.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A name server for tests: it serves zones by UDP and TCP on the loopback interface, on a port that
 * the system picks, and goes wrong on demand. Thread-safe.
 *
 * <pre>{@code
 * try (DnsStub dns = DnsStub.start()) {
 *   dns.addZone("example.com. SOA ns1.example.com. admin.example.com. 1 1800 900 604800 60");
 *   dns.addTxt("_acme-challenge.example.com", "value");
 *   ask(dns.address());
 * }
 * }</pre>
 */
public final class DnsStub implements AutoCloseable {
  private static final int UDP_LIMIT = 512;

  private final Clock clock;
  private final @Nullable Supplier<List<StubZone>> known;
  private final List<StubZone> zones = new CopyOnWriteArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<DnsQuery> queries = new CopyOnWriteArrayList<>();
  private final Map<String, DnsFault> faults = new ConcurrentHashMap<>();
  private final StubSockets sockets;
  private volatile @Nullable DnsFault fault;
  private volatile Duration lag = Duration.ZERO;
  private volatile boolean isValidating;

  private DnsStub(InetAddress address, Clock clock, @Nullable Supplier<List<StubZone>> known) {
    this.clock = clock;
    this.known = known;
    try {
      this.sockets = StubSockets.open(address, this::answer);
    } catch (IOException e) {
      throw new UncheckedIOException("No port for a name server at " + address, e);
    }
  }

  /** What is to be done when its time has come. */
  private record Change(Instant time, Runnable what) {}

  /**
   * Starts a server at 127.0.0.1, without zones.
   *
   * @return a server that runs
   * @throws UncheckedIOException if no port can be had
   */
  public static DnsStub start() {
    return start(InetAddress.getLoopbackAddress(), Clock.systemUTC());
  }

  /**
   * Starts a server without zones.
   *
   * @param address where to listen, for example {@code ::1}
   * @param clock tells how long ago a record was added, see {@link #lag}
   * @return a server that runs
   * @throws UncheckedIOException if no port can be had
   */
  public static DnsStub start(InetAddress address, Clock clock) {
    return new DnsStub(address, clock, null);
  }

  static DnsStub resolver(Clock clock, Supplier<List<StubZone>> known) {
    return new DnsStub(InetAddress.getLoopbackAddress(), clock, known);
  }

  /**
   * Where it listens, for UDP and TCP.
   *
   * @return address and port
   */
  public InetSocketAddress address() {
    return sockets.address();
  }

  /**
   * Serves one more zone.
   *
   * @param zoneFile the records as in RFC 1035 section 5, with whole names; the first is the SOA,
   *     whose name is the zone's
   * @throws IllegalArgumentException if it cannot be read
   */
  public void addZone(String zoneFile) {
    zones.add(StubZone.parse(zoneFile));
  }

  /**
   * Adds a record, beside those that are there.
   *
   * @param record as a zone file has it, for example {@code www.example.com. 60 A 192.0.2.1}
   * @throws IllegalArgumentException if it cannot be read, or is of no zone of this server
   */
  public void add(String record) {
    Record parsed = StubText.record(record);
    StubZone zone = zone(parsed.getName());
    later(() -> zone.add(parsed));
  }

  /**
   * Removes a record; the TTL does not matter. It does nothing if there is no such record.
   *
   * @param record as a zone file has it
   * @throws IllegalArgumentException if it cannot be read, or is of no zone of this server
   */
  public void remove(String record) {
    Record parsed = StubText.record(record);
    StubZone zone = zone(parsed.getName());
    later(() -> zone.remove(parsed));
  }

  /**
   * Adds a TXT record, beside those that are there.
   *
   * @param name the whole name, with or without trailing dot
   * @param value its text; what is longer than 255 octets is put into several strings
   * @throws IllegalArgumentException if it is of no zone of this server
   */
  public void addTxt(String name, String value) {
    add(StubText.txt(name, value));
  }

  /**
   * Removes a TXT record. It does nothing if there is no such record.
   *
   * @param name the whole name, with or without trailing dot
   * @param value its text
   * @throws IllegalArgumentException if it is of no zone of this server
   */
  public void removeTxt(String name, String value) {
    remove(StubText.txt(name, value));
  }

  /**
   * Lets this server learn late of what is added and removed from now on, as a secondary does.
   *
   * @param delay how late, by the server's clock
   */
  public void lag(Duration delay) {
    lag = delay;
  }

  /**
   * Lets it go wrong, whatever is asked.
   *
   * @param what what it does
   */
  public void fail(DnsFault what) {
    fault = what;
  }

  /**
   * Lets it go wrong at one name.
   *
   * @param name the whole name, without trailing dot
   * @param what what it does
   */
  public void fail(String name, DnsFault what) {
    faults.put(name.toLowerCase(Locale.ROOT), what);
  }

  /** Ends all faults. */
  public void recover() {
    fault = null;
    faults.clear();
  }

  /**
   * Lets it say that it has validated all that it answers (RFC 4035 section 3.2.3, AD), to those
   * who want to know.
   */
  public void validate() {
    isValidating = true;
  }

  /**
   * What it was asked.
   *
   * @return the questions so far, the oldest first
   */
  public List<DnsQuery> queries() {
    return List.copyOf(queries);
  }

  /** How many labels the deepest zone has that holds a name; 0 if none does, 1 for the root. */
  int depth(String name) {
    Name parsed = StubText.name(name);
    return zones.stream()
        .filter(zone -> zone.holds(parsed))
        .mapToInt(zone -> zone.origin().labels())
        .max()
        .orElse(0);
  }

  List<StubZone> zones() {
    synchronized (changes) {
      for (Iterator<Change> all = changes.iterator(); all.hasNext(); ) {
        Change change = all.next();
        if (!change.time().isAfter(clock.instant())) {
          change.what().run();
          all.remove();
        }
      }
    }
    return zones;
  }

  private StubZone zone(Name name) {
    return zones.stream()
        .filter(zone -> zone.holds(name))
        .max((a, b) -> Integer.compare(a.origin().labels(), b.origin().labels()))
        .orElseThrow(() -> new IllegalArgumentException("No zone here has the name " + name));
  }

  private void later(Runnable what) {
    synchronized (changes) {
      changes.add(new Change(clock.instant().plus(lag), what));
    }
  }

  private byte @Nullable [] answer(byte[] bytes, boolean isTcp) {
    Message query;
    try {
      query = new Message(bytes);
    } catch (IOException e) {
      return null; // Not a message, so it has no identifier to answer with.
    }
    Record question = query.getQuestion();
    if (question == null || query.getHeader().getOpcode() != Opcode.QUERY) {
      return new Message(query.getHeader().getID()).toWire();
    }
    String name = StubText.text(question.getName());
    boolean isRecursive = query.getHeader().getFlag(Flags.RD);
    queries.add(new DnsQuery(name, Type.string(question.getType()), isTcp, isRecursive));
    DnsFault here = faults.getOrDefault(name, fault);
    Message answer = here == null ? sound(query) : faulty(here, query, isTcp);
    return answer == null ? null : answer.toWire(isTcp ? Message.MAXLENGTH : limit(query));
  }

  private static int limit(Message query) {
    return query.getOPT() == null
        ? UDP_LIMIT
        : Math.min(StubAnswer.PAYLOAD, query.getOPT().getPayloadSize());
  }

  private Message sound(Message query) {
    Message answer = StubAnswer.to(query, known == null ? zones() : known.get(), known != null);
    boolean isAsked =
        query.getHeader().getFlag(Flags.AD)
            || (query.getOPT() != null && (query.getOPT().getFlags() & 0x8000) != 0);
    if (isValidating && isAsked) {
      answer.getHeader().setFlag(Flags.AD);
    }
    return answer;
  }

  private @Nullable Message faulty(DnsFault what, Message query, boolean isTcp) {
    return switch (what) {
      case SERVFAIL -> StubAnswer.empty(query, Rcode.SERVFAIL);
      case REFUSED -> StubAnswer.empty(query, Rcode.REFUSED);
      case LAME -> StubAnswer.empty(query, Rcode.NOERROR);
      case NXDOMAIN -> with(StubAnswer.empty(query, Rcode.NXDOMAIN), Flags.AA);
      case DROP -> null;
      case TRUNCATE ->
          isTcp ? sound(query) : with(StubAnswer.empty(query, Rcode.NOERROR), Flags.TC);
      case BOGUS ->
          query.getHeader().getFlag(Flags.CD)
              ? sound(query)
              : StubAnswer.empty(query, Rcode.SERVFAIL);
      case FORGED -> {
        Message forged = StubAnswer.empty(query, Rcode.NOERROR);
        forged.getHeader().setID(query.getHeader().getID() ^ 1);
        forged.removeAllRecords(Section.ADDITIONAL);
        yield forged;
      }
    };
  }

  private static Message with(Message message, int flag) {
    message.getHeader().setFlag(flag);
    return message;
  }

  /** Stops it. */
  @Override
  public void close() {
    try {
      sockets.close();
    } catch (IOException e) {
      throw new UncheckedIOException("A name server could not be stopped", e);
    }
  }
}
