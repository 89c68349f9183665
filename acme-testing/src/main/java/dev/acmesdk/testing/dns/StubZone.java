package dev.acmesdk.testing.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** The records of a zone (RFC 1034 section 4.3.2). Thread-safe. */
final class StubZone {
  private static final int TTL = 300;

  private final Name origin;
  private final List<Record> records = new CopyOnWriteArrayList<>();

  private StubZone(Name origin, List<Record> records) {
    this.origin = origin;
    this.records.addAll(records);
  }

  /** Reads a zone file; its first record is the SOA, which tells the zone's name. */
  static StubZone parse(String text) {
    List<Record> records = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (Master file = new Master(new ByteArrayInputStream(bytes), Name.root, TTL)) {
      file.disableIncludes();
      for (Record record = file.nextRecord(); record != null; record = file.nextRecord()) {
        records.add(record);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("Not a zone file: " + e.getMessage(), e);
    }
    if (records.isEmpty() || records.get(0).getType() != Type.SOA) {
      throw new IllegalArgumentException("A zone file begins with the SOA record");
    }
    return new StubZone(records.get(0).getName(), records);
  }

  Name origin() {
    return origin;
  }

  void add(Record record) {
    if (!records.contains(record)) {
      records.add(record);
    }
  }

  void remove(Record record) {
    records.remove(record);
  }

  boolean holds(Name name) {
    return name.subdomain(origin);
  }

  List<Record> at(Name name, int type) {
    return records.stream()
        .filter(record -> record.getType() == type && record.getName().equals(name))
        .toList();
  }

  /** Whether there is something at the name or below. */
  boolean exists(Name name) {
    return records.stream().anyMatch(record -> record.getName().subdomain(name));
  }

  /** The first name from the origin down, not below the given one, that has been delegated. */
  @Nullable Name cut(Name name) {
    for (int labels = origin.labels() + 1; labels <= name.labels(); labels++) {
      Name ancestor = new Name(name, name.labels() - labels);
      if (!at(ancestor, Type.NS).isEmpty()) {
        return ancestor;
      }
    }
    return null;
  }

  /** The wildcard that stands in for a name that does not exist (RFC 4592 section 3.3.1). */
  @Nullable Name wildcard(Name name) {
    for (int strip = 1; strip <= name.labels() - origin.labels(); strip++) {
      if (exists(new Name(name, strip))) {
        Name wildcard = name.wild(strip);
        return exists(wildcard) ? wildcard : null;
      }
    }
    return null;
  }
}
