package dev.acmesdk.dns01;

import dev.acmesdk.dns01.lookup.DnsClient;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds where records really belong: at the end of the aliases (CNAME) of their names. What it has
 * found it remembers until the record is taken away; another process looks again. Thread-safe.
 */
final class RecordPlace {
  private static final Logger LOG = LoggerFactory.getLogger(RecordPlace.class);

  private final @Nullable DnsClient client;
  private final Map<TxtRecord, TxtRecord> placed = new ConcurrentHashMap<>();

  private RecordPlace(@Nullable DnsClient client) {
    this.client = client;
  }

  /** What takes a record away. */
  @FunctionalInterface
  interface Removal {
    void remove(TxtRecord record) throws IOException;
  }

  static RecordPlace atTheName() {
    return new RecordPlace(null);
  }

  static RecordPlace atTheEnd(DnsClient client) {
    return new RecordPlace(client);
  }

  /** The record with the name at which to put it; the name itself if that cannot be found out. */
  TxtRecord find(TxtRecord record) throws InterruptedException {
    TxtRecord end = place(record);
    placed.put(record, end);
    return end;
  }

  private TxtRecord place(TxtRecord record) throws InterruptedException {
    try {
      return end(record);
    } catch (IOException e) {
      LOG.warn(
          "Whether {} is an alias (CNAME) cannot be found out, so its record is put there: {}",
          record.name(),
          e.getMessage());
      return record;
    }
  }

  /** Where records of these names will go, each place once. */
  List<String> names(List<String> names) throws InterruptedException {
    Set<String> places = new LinkedHashSet<>();
    for (String name : names) {
      places.add(place(new TxtRecord(name, "", TxtRecord.DEFAULT_TTL)).name());
    }
    return List.copyOf(places);
  }

  /**
   * Takes a record away from where {@link #find} has put it, also in another process.
   *
   * @throws IOException if the removal fails, or the place is not known for sure
   */
  void remove(TxtRecord record, Removal removal) throws IOException {
    TxtRecord known = placed.get(record);
    if (known != null) {
      removal.remove(known);
      placed.remove(record);
      return;
    }
    TxtRecord end;
    try {
      end = end(record);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw left(record, removal, e);
    } catch (IOException e) {
      throw left(record, removal, e);
    }
    removal.remove(end);
  }

  private static IOException left(TxtRecord record, Removal removal, Exception reason)
      throws IOException {
    removal.remove(record);
    return new IOException(
        "If %s is an alias (CNAME), the TXT record %s was left where that leads, which could not be found out: %s"
            .formatted(record.name(), record.quoted(), reason.getMessage()),
        reason);
  }

  private TxtRecord end(TxtRecord record) throws IOException, InterruptedException {
    if (client == null) {
      return record;
    }
    List<String> chain = client.aliases(record.name());
    String end = chain.get(chain.size() - 1);
    return chain.size() == 1 ? record : new TxtRecord(end, record.value(), record.ttl());
  }
}
