/**
 * Name servers for tests, on the loopback interface: {@link dev.acmesdk.testing.dns.DnsStub} is one
 * that serves zones over UDP and TCP and goes wrong on demand, {@link
 * dev.acmesdk.testing.dns.DnsNetwork} is a small Internet of them, with delegations from the root
 * down, in which each server has whatever address its zones say.
 */
@NullMarked
package dev.acmesdk.testing.dns;

import org.jspecify.annotations.NullMarked;
