/**
 * Certificates for applications with Spring Boot 4 that look after themselves. It is set up by the
 * properties of {@link dev.acmesdk.spring.AcmeProperties}; programs ask {@link
 * dev.acmesdk.spring.AcmeCertificates}.
 */
@NullMarked
package dev.acmesdk.spring;

import org.jspecify.annotations.NullMarked;
