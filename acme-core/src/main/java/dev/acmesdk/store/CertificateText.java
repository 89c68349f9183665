package dev.acmesdk.store;

/**
 * The certificates in a text of any origin. Of what a CA sends, all is refused if it holds anything
 * else (RFC 8555 section 11.4); what people have on their disks often has explanations around the
 * blocks, as RFC 7468 section 2 allows, or the key in the same file.
 */
final class CertificateText {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  private CertificateText() {}

  /** The blocks of certificates, each in the lines where it was, and nothing in the others. */
  static String of(String text) {
    StringBuilder blocks = new StringBuilder();
    boolean inside = false;
    for (String line : text.split("\r\n|\r|\n", -1)) {
      String stripped = line.strip();
      inside |= stripped.equals(BEGIN);
      blocks.append(inside ? stripped : "").append('\n');
      inside &= !stripped.equals(END);
    }
    if (blocks.toString().isBlank()) {
      throw new IllegalArgumentException("The PEM text holds no certificate");
    }
    return blocks.toString();
  }
}
