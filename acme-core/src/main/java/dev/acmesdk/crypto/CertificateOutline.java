package dev.acmesdk.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a manager of thousands of certificates asks each one for, read without parsing the rest:
 * names and keys are passed over (RFC 5280 section 4.1). It takes a fraction of the time that the
 * JDK's parser takes, which makes a key and objects for names that nobody asks for.
 */
final class CertificateOutline {
  private static final int VERSION = 0xA0;
  private static final int ISSUER_UNIQUE_ID = 0x81;
  private static final int SUBJECT_UNIQUE_ID = 0x82;
  private static final int EXTENSIONS = 0xA3;
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int DNS_NAME = 0x82;

  /** 2.5.29.17 and 2.5.29.35, as they are encoded. */
  private static final byte[] SUBJECT_ALTERNATIVE_NAME = {0x55, 0x1d, 0x11};

  private static final byte[] AUTHORITY_KEY_IDENTIFIER = {0x55, 0x1d, 0x23};

  /** Of a year in two digits, those from here on are in the last century. */
  private static final int LAST_CENTURY = 50;

  private final BigInteger serial;
  private final Instant notBefore;
  private final Instant notAfter;
  private final byte @Nullable [] extensions;

  /**
   * Reads a certificate.
   *
   * @throws IllegalArgumentException if there is anything unusual about its frame; it may still be
   *     a certificate
   */
  CertificateOutline(byte[] der) {
    DerReader all = new DerReader(der);
    DerReader certificate = all.enter(DerReader.SEQUENCE);
    all.requireEnd();
    DerReader signed = certificate.enter(DerReader.SEQUENCE);
    certificate.skip(DerReader.SEQUENCE);
    certificate.skip(DerReader.BIT_STRING);
    certificate.requireEnd();

    signed.skipIfAt(VERSION);
    serial = new BigInteger(signed.content(DerReader.INTEGER));
    signed.skip(DerReader.SEQUENCE); // the signature's algorithm
    signed.skip(DerReader.SEQUENCE); // the issuer
    DerReader validity = signed.enter(DerReader.SEQUENCE);
    notBefore = time(validity);
    notAfter = time(validity);
    validity.requireEnd();
    signed.skip(DerReader.SEQUENCE); // the subject
    signed.skip(DerReader.SEQUENCE); // the public key
    signed.skipIfAt(ISSUER_UNIQUE_ID);
    signed.skipIfAt(SUBJECT_UNIQUE_ID);
    extensions = signed.isAt(EXTENSIONS) ? signed.content(EXTENSIONS) : null;
    signed.requireEnd();
  }

  /** RFC 5280 section 4.1.2.5 leaves but one form for each of the two types. */
  private static Instant time(DerReader validity) {
    boolean isLong = validity.isAt(GENERALIZED_TIME);
    byte[] text = validity.content(isLong ? GENERALIZED_TIME : UTC_TIME);
    int digits = isLong ? 14 : 12;
    if (text.length != digits + 1 || text[digits] != 'Z') {
      throw DerReader.unusual();
    }
    int rest = digits - 10;
    int year = isLong ? 100 * number(text, 0) + number(text, 2) : century(number(text, 0));
    try {
      return LocalDateTime.of(
              year,
              number(text, rest),
              number(text, rest + 2),
              number(text, rest + 4),
              number(text, rest + 6),
              number(text, rest + 8))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw DerReader.unusual();
    }
  }

  private static int century(int year) {
    return year < LAST_CENTURY ? 2000 + year : 1900 + year;
  }

  private static int number(byte[] text, int at) {
    return 10 * digit(text[at]) + digit(text[at + 1]);
  }

  private static int digit(byte character) {
    if (character < '0' || character > '9') {
      throw DerReader.unusual();
    }
    return character - '0';
  }

  BigInteger serial() {
    return serial;
  }

  Instant notBefore() {
    return notBefore;
  }

  Instant notAfter() {
    return notAfter;
  }

  /**
   * The value of that extension, with tag and length of its OCTET STRING.
   *
   * @throws IllegalArgumentException if there is anything unusual about the extensions
   */
  Optional<byte[]> authorityKeyIdentifier() {
    return extension(AUTHORITY_KEY_IDENTIFIER);
  }

  /**
   * The subject alternative names in their order.
   *
   * @throws IllegalArgumentException if there are others than DNS names, or there is anything
   *     unusual about the extensions
   */
  Optional<List<String>> dnsNames() {
    return extension(SUBJECT_ALTERNATIVE_NAME).map(CertificateOutline::dnsNames);
  }

  private Optional<byte[]> extension(byte[] identifier) {
    if (extensions == null) {
      return Optional.empty();
    }
    DerReader outer = new DerReader(extensions);
    DerReader each = outer.enter(DerReader.SEQUENCE);
    outer.requireEnd();
    byte[] found = null;
    while (!each.isAtEnd()) {
      DerReader extension = each.enter(DerReader.SEQUENCE);
      boolean isWanted = Arrays.equals(extension.content(DerReader.OBJECT_IDENTIFIER), identifier);
      extension.skipIfAt(DerReader.BOOLEAN);
      byte[] value = extension.element(DerReader.OCTET_STRING);
      extension.requireEnd();
      if (isWanted && found != null) {
        throw DerReader.unusual();
      }
      found = isWanted ? value : found;
    }
    return Optional.ofNullable(found);
  }

  private static List<String> dnsNames(byte[] value) {
    DerReader inner = new DerReader(value).enter(DerReader.OCTET_STRING);
    DerReader each = inner.enter(DerReader.SEQUENCE);
    inner.requireEnd();
    List<String> names = new ArrayList<>();
    while (!each.isAtEnd()) {
      byte[] name = each.content(DNS_NAME);
      for (byte octet : name) {
        if (octet < 0) {
          throw DerReader.unusual();
        }
      }
      names.add(new String(name, StandardCharsets.US_ASCII));
    }
    return names;
  }
}
