package dev.acmesdk.manager;

import dev.acmesdk.store.Lineage;
import java.util.concurrent.CompletableFuture;

/**
 * That somebody waits for a renewal.
 *
 * @param outcome what comes of it
 * @param isForced whether it is wished although it is not due
 */
record Wish(CompletableFuture<Lineage> outcome, boolean isForced) {}
