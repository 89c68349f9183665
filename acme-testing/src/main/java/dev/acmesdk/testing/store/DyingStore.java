package dev.acmesdk.testing.store;

import java.util.function.BooleanSupplier;

/**
 * A store that stops to write in the middle of its work, as if its program had been killed.
 *
 * @param store the store; whatever it is asked to write after its death must fail with an exception
 *     or not be done
 * @param isDead whether it has come to that
 * @param <S> the store's type
 */
public record DyingStore<S>(S store, BooleanSupplier isDead) {}
