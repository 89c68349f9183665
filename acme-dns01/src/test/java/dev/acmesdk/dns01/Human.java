package dev.acmesdk.dns01;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Somebody who does as told, and remembers it. */
final class Human implements ManualPrompt {
  final List<List<TxtRecord>> asked = new ArrayList<>();
  final List<Duration> limits = new ArrayList<>();
  final List<TxtRecord> removed = new ArrayList<>();
  boolean isTired;

  @Override
  public void awaitInPlace(List<TxtRecord> records, Duration limit) throws IOException {
    if (isTired) {
      throw new IOException("too tired");
    }
    asked.add(records);
    limits.add(limit);
  }

  @Override
  public void tellToRemove(TxtRecord record) {
    removed.add(record);
  }
}
