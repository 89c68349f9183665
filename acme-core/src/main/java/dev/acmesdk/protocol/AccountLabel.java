package dev.acmesdk.protocol;

import dev.acmesdk.crypto.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The label of an account in DNS (draft-ietf-acme-dns-account-label section 3.2). */
final class AccountLabel {
  /** RFC 4648 section 6, in lower case: names in DNS have no case, but zone files look better. */
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  private static final int OCTETS = 10;
  private static final int BITS = 5;

  private AccountLabel() {}

  static String of(URI account) {
    byte[] digest = Sha256.digest(account.toString().getBytes(StandardCharsets.UTF_8));
    return "_" + base32(Arrays.copyOf(digest, OCTETS));
  }

  /** The octets must be a multiple of five, so that there is nothing to pad. */
  private static String base32(byte[] octets) {
    StringBuilder text = new StringBuilder();
    int bits = 0;
    int count = 0;
    for (byte octet : octets) {
      bits = ((bits << Byte.SIZE) | (octet & 0xff)) & 0xffff;
      count += Byte.SIZE;
      while (count >= BITS) {
        count -= BITS;
        text.append(BASE32.charAt((bits >> count) & 0x1f));
      }
    }
    return text.toString();
  }
}
