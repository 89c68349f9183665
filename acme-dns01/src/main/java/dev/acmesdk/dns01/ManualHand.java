package dev.acmesdk.dns01;

import dev.acmesdk.dns01.lookup.Visibility;
import dev.acmesdk.dns01.lookup.VisibilityCheck;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A human who puts records in place, with somebody who looks whether they can be seen.
 *
 * @param prompt asks the human
 * @param place where the records go
 * @param check looks, {@code null} to believe the human
 */
record ManualHand(ManualPrompt prompt, RecordPlace place, @Nullable VisibilityCheck check) {

  static ManualHand of(ManualPrompt prompt) {
    return of(prompt, VisibilityCheck.ofSystem());
  }

  static ManualHand of(ManualPrompt prompt, VisibilityCheck check) {
    return new ManualHand(prompt, RecordPlace.atTheEnd(check.client()), check);
  }

  /** Who believes needs no DNS at all. */
  ManualHand withoutCheck() {
    return new ManualHand(prompt, RecordPlace.atTheName(), null);
  }

  void add(List<TxtRecord> records, Duration limit) throws IOException, InterruptedException {
    if (records.isEmpty()) {
      return;
    }
    Instant start = check == null ? Instant.EPOCH : check.clock().instant();
    List<TxtRecord> placed = new ArrayList<>();
    for (TxtRecord record : records) {
      TxtRecord end = place.find(record);
      placed.add(end);
      if (!end.name().equals(record.name())) {
        prompt.tell(ManualText.alias(record.name(), end.name()));
      }
    }
    prompt.awaitInPlace(placed.stream().distinct().toList(), limit);
    if (check != null) {
      Instant now = check.clock().instant();
      look(check, records, limit.minus(Duration.between(start, now)));
    }
  }

  private void look(VisibilityCheck check, List<TxtRecord> records, Duration limit)
      throws IOException, InterruptedException {
    check
        .withTime(check.clock(), (time, seen) -> !goesOn(seen, time))
        .await(TxtRecord.byName(records), limit);
  }

  private boolean goesOn(Visibility seen, Duration time) throws IOException, InterruptedException {
    return prompt.goesOn(seen.toString(), time);
  }

  void remove(TxtRecord record) throws IOException {
    place.remove(record, prompt::tellToRemove);
  }
}
