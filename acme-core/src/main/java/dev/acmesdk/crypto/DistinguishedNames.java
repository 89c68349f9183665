package dev.acmesdk.crypto;

import java.util.Optional;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** What is inside the names of subjects and issuers (RFC 5280 section 4.1.2.4). */
final class DistinguishedNames {
  /** Controls and the like, which no honest name has. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private DistinguishedNames() {}

  /** The first common name, without what cannot be seen. */
  static Optional<String> commonName(X500Principal name) {
    RDN[] found = X500Name.getInstance(name.getEncoded()).getRDNs(BCStyle.CN);
    return found.length == 0
        ? Optional.empty()
        : Optional.of(text(found[0])).filter(text -> !text.isEmpty());
  }

  private static String text(RDN name) {
    // Not in the escaped form of RFC 4514, in which people would not write it.
    return name.getFirst().getValue() instanceof ASN1String string
        ? UNSEEN.matcher(string.getString()).replaceAll("")
        : "";
  }
}
