package dev.acmesdk;

import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.TxtRecord;
import java.util.ArrayList;
import java.util.List;

/** A zone that nobody serves. */
final class RecordedZone implements DnsProvider {
  final List<TxtRecord> added = new ArrayList<>();
  final List<TxtRecord> removed = new ArrayList<>();

  @Override
  public void addTxt(TxtRecord record) {
    added.add(record);
  }

  @Override
  public void removeTxt(TxtRecord record) {
    removed.add(record);
  }
}
