/**
 * Metrics of managed certificates: {@link dev.acmesdk.micrometer.CertificateMetrics} hears what a
 * manager does and shows it in Micrometer's registries.
 */
@NullMarked
package dev.acmesdk.micrometer;

import org.jspecify.annotations.NullMarked;
