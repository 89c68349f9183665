package dev.acmesdk.crypto;

import java.net.InetAddress;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.GeneralName;

/** Identifiers as entries of the subject alternative name (RFC 5280 section 4.2.1.6). */
final class AlternativeNames {
  private AlternativeNames() {}

  static GeneralName dnsName(String name) {
    if (!name.chars().allMatch(c -> c < 128)) {
      throw new IllegalArgumentException("Not a DNS name in A-label form: " + name);
    }
    return new GeneralName(GeneralName.dNSName, name);
  }

  static GeneralName ipAddress(InetAddress address) {
    return new GeneralName(GeneralName.iPAddress, new DEROctetString(address.getAddress()));
  }
}
