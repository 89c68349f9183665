/**
 * Two ways to answer TLS-ALPN-01 challenges (RFC 8737), for DNS names and for IP addresses (RFC
 * 8738 section 6). {@link dev.acmesdk.tlsalpn01.TlsAlpn01Server} opens port 443 for the time of an
 * issuance, and nothing else may listen there meanwhile. {@link
 * dev.acmesdk.tlsalpn01.TlsAlpn01Responder} answers through the program's own server on port 443.
 * Nothing is needed on port 80.
 */
@NullMarked
package dev.acmesdk.tlsalpn01;

import org.jspecify.annotations.NullMarked;
