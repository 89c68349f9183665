package dev.acmesdk.manager;

import dev.acmesdk.renewal.CertificateFacts;
import dev.acmesdk.store.RenewalState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a lineage at a moment.
 *
 * @param facts of the current version; {@code null} if there is none that can be used
 * @param wanted whether that version is what is wanted
 * @param firstQuestion when to ask the CA for the first time when to renew that version
 * @param latestTick when it must be renewed at the latest by the stop watch, whatever the clock
 *     says
 * @param place the moment that was chosen for its renewal, if the CA suggests nothing
 * @param state what is remembered of the lineage
 */
record Known(
    @Nullable CertificateFacts facts,
    boolean wanted,
    Instant firstQuestion,
    long latestTick,
    Instant place,
    RenewalState state) {

  static final Known NOTHING =
      new Known(null, false, Instant.MIN, Long.MAX_VALUE, Instant.MIN, RenewalState.NONE);

  Known withState(RenewalState changed) {
    return new Known(facts, wanted, firstQuestion, latestTick, place, changed);
  }

  @Nullable Instant notAfter() {
    return facts == null ? null : facts.notAfter();
  }

  int version() {
    return facts == null ? 0 : facts.version();
  }

  /** Whether the last attempt has failed, and nobody has succeeded since. */
  boolean isFailing() {
    Instant failed = state.lastFailure();
    return failed != null && (facts == null || !failed.isBefore(facts.notBefore()));
  }
}
