/**
 * The contract of stores: what keeps accounts and certificates between two runs of a program.
 * Implementations are in the module {@code acme-storage}.
 */
@NullMarked
package dev.acmesdk.store;

import org.jspecify.annotations.NullMarked;
