package dev.acmesdk.dns01;

import dev.acmesdk.dns01.lookup.VisibilityCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who puts persistent records in place. */
sealed interface PersistentPlace {

  /** Puts records in place, or leaves that for when all of an order are known. */
  void add(List<PersistentRecord> missing) throws IOException, InterruptedException;

  void awaitVisible(List<PersistentRecord> missing, Duration limit)
      throws IOException, InterruptedException;

  PersistentPlace withCheck(VisibilityCheck check);

  PersistentPlace withoutCheck();

  private static List<TxtRecord> records(Collection<PersistentRecord> records) {
    return records.stream().map(PersistentRecord::toTxtRecord).toList();
  }

  /** A program, which need not wait for the other records. */
  record ByProvider(DnsProvider provider, RecordPlace place, @Nullable VisibilityCheck check)
      implements PersistentPlace {
    @Override
    public PersistentPlace withCheck(VisibilityCheck other) {
      return new ByProvider(provider, RecordPlace.atTheEnd(other.client()), other);
    }

    @Override
    public PersistentPlace withoutCheck() {
      return new ByProvider(provider, RecordPlace.atTheName(), null);
    }

    @Override
    public void awaitVisible(List<PersistentRecord> missing, Duration limit)
        throws IOException, InterruptedException {
      if (check != null) {
        check.await(TxtRecord.byName(records(missing)), limit);
      }
    }

    @Override
    public void add(List<PersistentRecord> missing) throws IOException, InterruptedException {
      for (PersistentRecord record : missing) {
        provider.addTxt(place.find(record.toTxtRecord()));
      }
    }
  }

  /** A human, who is asked once, and for no more than is needed. */
  record ByHand(ManualHand hand) implements PersistentPlace {
    @Override
    public PersistentPlace withCheck(VisibilityCheck check) {
      return new ByHand(ManualHand.of(hand.prompt(), check));
    }

    @Override
    public PersistentPlace withoutCheck() {
      return new ByHand(hand.withoutCheck());
    }

    @Override
    public void awaitVisible(List<PersistentRecord> missing, Duration limit)
        throws IOException, InterruptedException {
      hand.add(records(widest(missing)), limit);
    }

    @Override
    public void add(List<PersistentRecord> missing) {}

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
