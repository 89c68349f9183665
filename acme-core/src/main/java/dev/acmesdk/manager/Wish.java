package dev.acmesdk.manager;

import dev.acmesdk.store.Lineage;
import java.util.concurrent.CompletableFuture;

/**
 * That somebody waits for a renewal.
 *
 * @param outcome what comes of it
 * @param isForced whether it is wished although it is not due
 * @param patientUntil until when, by the stop watch, to wait for others who are at work on the
 *     lineage
 */
record Wish(CompletableFuture<Lineage> outcome, boolean isForced, long patientUntil) {
  boolean isPatient(long tick) {
    return tick < patientUntil;
  }
}
