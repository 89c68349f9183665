package dev.acmesdk.preflight;

/**
 * The first packet of a CA's connection, as it comes from the Internet.
 *
 * @param port the TCP port that it is for
 * @param isIpv6 by which IP version it comes
 */
record Packet(int port, boolean isIpv6) {}
