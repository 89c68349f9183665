package dev.acmesdk.dns01;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who puts persistent records in place. */
sealed interface PersistentPlace {

  /** Whether all records of an order are wanted together, when all are known. */
  boolean isCollecting();

  void add(List<PersistentRecord> missing, Duration limit) throws IOException, InterruptedException;

  /** A program, which need not wait for the other records. */
  record ByProvider(DnsProvider provider) implements PersistentPlace {
    @Override
    public boolean isCollecting() {
      return false;
    }

    @Override
    public void add(List<PersistentRecord> missing, Duration limit)
        throws IOException, InterruptedException {
      for (PersistentRecord record : missing) {
        provider.addTxt(record.toTxtRecord());
      }
    }
  }

  /** A human, who is asked once, and for no more than is needed. */
  record ByHand(ManualPrompt prompt) implements PersistentPlace {
    @Override
    public boolean isCollecting() {
      return true;
    }

    @Override
    public void add(List<PersistentRecord> missing, Duration limit)
        throws IOException, InterruptedException {
      if (!missing.isEmpty()) {
        prompt.awaitInPlace(
            widest(missing).stream().map(PersistentRecord::toTxtRecord).toList(), limit);
      }
    }

    /** One with policy=wildcard serves the name itself too (section 5.1 of the draft). */
    private static Collection<PersistentRecord> widest(List<PersistentRecord> records) {
      Map<String, PersistentRecord> widest = new LinkedHashMap<>();
      for (PersistentRecord record : records) {
        widest.merge(record.issuer() + " " + record.name(), record, (a, b) -> a.wildcard() ? a : b);
      }
      return widest.values();
    }
  }
}
