package dev.acmesdk.blackbox;

import dev.acmesdk.dns01.Dns01Solver;
import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.TxtLookUp;
import dev.acmesdk.dns01.TxtRecord;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All zones that a CA asks. Not every name server can take a single value away or tells what it
 * has, so what is in them is kept here.
 */
final class TestZone implements DnsProvider, TxtLookUp {
  private final CaUnderTest.TxtZone zone;
  private final Map<String, Set<String>> values = new TreeMap<>();
  private final Map<String, Integer> most = new TreeMap<>();

  TestZone(CaUnderTest.TxtZone zone) {
    this.zone = zone;
  }

  /** Only the CA can see these zones. */
  Dns01Solver solver() {
    return Dns01Solver.of(this).withoutVisibilityCheck().withoutAliases();
  }

  @Override
  public void addTxt(TxtRecord record) throws IOException {
    Set<String> all = values.computeIfAbsent(record.name(), name -> new LinkedHashSet<>());
    if (all.add(record.value())) {
      most.merge(record.name(), all.size(), Math::max);
      call(() -> zone.setTxt(record.name(), all));
    }
  }

  @Override
  public void removeTxt(TxtRecord record) throws IOException {
    Set<String> all = values.getOrDefault(record.name(), new LinkedHashSet<>());
    if (!all.remove(record.value())) {
      return;
    }
    call(() -> zone.setTxt(record.name(), all));
    values.values().removeIf(Set::isEmpty);
  }

  @Override
  public List<String> values(String name) {
    return List.copyOf(values.getOrDefault(name, Set.of()));
  }

  Map<String, Set<String>> values() {
    return Map.copyOf(values);
  }

  /** How many values a name had at the same time. */
  int most(String name) {
    return most.getOrDefault(name, 0);
  }

  private interface Call {
    void run() throws IOException, InterruptedException;
  }

  private static void call(Call call) throws IOException {
    try {
      call.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
