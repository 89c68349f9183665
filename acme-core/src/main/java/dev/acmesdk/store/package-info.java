/**
 * The contract of stores: what keeps accounts and certificates between two runs of a program.
 * Implementations are in the module {@code acme-storage}. Beside it, the ways out of and into a
 * store: {@link Pkcs12} and {@link ImportedCertificate}.
 */
@NullMarked
package dev.acmesdk.store;

import org.jspecify.annotations.NullMarked;
