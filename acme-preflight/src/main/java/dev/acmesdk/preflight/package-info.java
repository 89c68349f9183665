/**
 * Finds out what will fail before an order is spent on it: the clock, the CA, the port, the names,
 * the firewall, the store, the CA's limits.
 *
 * <p>{@link dev.acmesdk.preflight.PlannedIssuance} says what is planned, {@link
 * dev.acmesdk.preflight.Checklist} looks, and the {@link dev.acmesdk.preflight.PreflightReport} has
 * a {@link dev.acmesdk.preflight.Finding} for each thing that was looked at. {@link
 * dev.acmesdk.preflight.PreflightCheck} is the plug point for checks of one's own.
 */
@NullMarked
package dev.acmesdk.preflight;

import org.jspecify.annotations.NullMarked;
