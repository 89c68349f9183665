/**
 * Keeps certificates fresh for as long as a program runs: {@link
 * dev.acmesdk.manager.CertificateManager} renews any number of lineages at the moments that {@link
 * dev.acmesdk.renewal.RenewalSchedule} names, and tells by {@link
 * dev.acmesdk.manager.RenewalEvent}s what it does.
 */
@NullMarked
package dev.acmesdk.manager;

import org.jspecify.annotations.NullMarked;
