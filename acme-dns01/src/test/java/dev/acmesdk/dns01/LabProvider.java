package dev.acmesdk.dns01;

import dev.acmesdk.dns01.lookup.Lab;
import java.util.ArrayList;
import java.util.List;

/** Whoever hosts the zones of a {@link Lab}. */
record LabProvider(Lab lab, List<TxtRecord> added, List<TxtRecord> removed) implements DnsProvider {
  static LabProvider of(Lab lab) {
    return new LabProvider(lab, new ArrayList<>(), new ArrayList<>());
  }

  @Override
  public void addTxt(TxtRecord record) {
    lab.network.addTxt(record.name(), record.value());
    added.add(record);
  }

  @Override
  public void removeTxt(TxtRecord record) {
    lab.network.removeTxt(record.name(), record.value());
    removed.add(record);
  }
}
