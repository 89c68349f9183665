package dev.acmesdk.dns01;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A zone in memory, by the provider's contract. */
final class Zone implements DnsProvider, TxtLookUp {
  final Map<String, Set<String>> values = new TreeMap<>();

  @Override
  public void addTxt(TxtRecord record) {
    values.computeIfAbsent(record.name(), name -> new LinkedHashSet<>()).add(record.value());
  }

  @Override
  public void removeTxt(TxtRecord record) {
    values.getOrDefault(record.name(), new LinkedHashSet<>()).remove(record.value());
    values.values().removeIf(Set::isEmpty);
  }

  @Override
  public List<String> values(String name) {
    return List.copyOf(values.getOrDefault(name, Set.of()));
  }
}
