package dev.acmesdk.crypto;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Identifiers as entries of the subject alternative name (RFC 5280 section 4.2.1.6). */
final class AlternativeNames {
  private AlternativeNames() {}

  static GeneralNames of(List<String> dnsNames, List<InetAddress> addresses) {
    List<GeneralName> names = new ArrayList<>();
    dnsNames.forEach(name -> names.add(dnsName(name)));
    addresses.forEach(address -> names.add(ipAddress(address)));
    if (names.isEmpty()) {
      throw new IllegalArgumentException("A certificate needs at least one name or address");
    }
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }

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
