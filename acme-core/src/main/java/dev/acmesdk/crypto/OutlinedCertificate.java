package dev.acmesdk.crypto;

import java.math.BigInteger;
import java.security.cert.CertificateParsingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that tells by its outline when it is valid, for which DNS names, its serial number
 * and its issuer's key identifier, and is parsed only for the rest.
 */
final class OutlinedCertificate extends LaterParsedCertificate {
  private static final long serialVersionUID = 1L;

  private static final Integer DNS_NAME = 2;

  private final transient CertificateOutline outline;

  /**
   * A certificate of which only the outline is read.
   *
   * @param der its octets, which nobody changes any more
   * @throws IllegalArgumentException if it has none of the usual form; it may still be a
   *     certificate
   */
  OutlinedCertificate(byte[] der) {
    super(der);
    this.outline = new CertificateOutline(der);
  }

  @Override
  public BigInteger getSerialNumber() {
    return outline.serial();
  }

  @Override
  public Date getNotBefore() {
    return Date.from(outline.notBefore());
  }

  @Override
  public Date getNotAfter() {
    return Date.from(outline.notAfter());
  }

  @Override
  public byte @Nullable [] getExtensionValue(String identifier) {
    Optional<byte[]> value =
        identifier.equals(CertificateKeyIds.AUTHORITY_KEY_IDENTIFIER)
            ? unlessUnusual(outline::authorityKeyIdentifier)
            : Optional.empty();
    return value.orElseGet(() -> super.getExtensionValue(identifier));
  }

  @Override
  public @Nullable Collection<List<?>> getSubjectAlternativeNames()
      throws CertificateParsingException {
    Optional<List<String>> names = unlessUnusual(outline::dnsNames);
    if (names.isEmpty()) {
      return super.getSubjectAlternativeNames();
    }
    List<List<?>> all = new ArrayList<>();
    for (String name : names.get()) {
      all.add(List.of(DNS_NAME, name));
    }
    return List.copyOf(all);
  }

  /** Empty also if the outline is not enough to tell. */
  private static <T> Optional<T> unlessUnusual(Supplier<Optional<T>> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
