package dev.acmesdk.preflight;

import dev.acmesdk.ca.CertificateAuthorities;
import dev.acmesdk.ca.ReservedAddresses;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Where this machine stands, as seen by who wants to connect to it.
 *
 * @param own its addresses
 * @param publicCa whether the CA is on the Internet, and so sees public addresses only
 */
record Surroundings(List<InetAddress> own, boolean publicCa) {

  Surroundings {
    own = List.copyOf(own);
  }

  static Surroundings of(Machine machine, PlannedIssuance planned) throws IOException {
    boolean isListed = CertificateAuthorities.at(planned.client().directoryUrl()).isPresent();
    return new Surroundings(machine.addresses(), isListed);
  }

  /** Whether it is one of this machine's own. */
  boolean owns(InetAddress address) {
    return address.isLoopbackAddress() || own.stream().anyMatch(one -> same(one, address));
  }

  /** An interface's address may carry the interface's name as its scope. */
  private static boolean same(InetAddress one, InetAddress other) {
    return Arrays.equals(one.getAddress(), other.getAddress());
  }

  /** Whether the machine has an address of its own on the Internet. */
  boolean hasPublicAddress() {
    return own.stream().anyMatch(Surroundings::isPublic);
  }

  boolean hasIpv6() {
    return own.stream()
        .anyMatch(address -> address instanceof Inet6Address && !address.isLinkLocalAddress());
  }

  boolean hasIpv4() {
    return own.stream().anyMatch(address -> !(address instanceof Inet6Address));
  }

  static boolean isPublic(InetAddress address) {
    return ReservedAddresses.blockOf(address).isEmpty();
  }

  String ownText() {
    List<String> shown =
        own.stream()
            .filter(address -> !address.isLinkLocalAddress())
            .map(InetAddress::getHostAddress)
            .map(text -> text.replaceAll("%.*", ""))
            .toList();
    return shown.isEmpty() ? "none" : String.join(", ", shown);
  }
}
