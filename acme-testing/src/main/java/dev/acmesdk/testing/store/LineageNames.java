package dev.acmesdk.testing.store;

/** Names that are none of a lineage, as {@code CertificateStore} has it. */
enum LineageNames {
  EMPTY(""),
  DOT("."),
  DOTS(".."),
  HIDDEN(".hidden"),
  ABOVE("../a"),
  BELOW("a/b"),
  ROOT("/a"),
  BACKSLASH("a\\b"),
  ABOVE_WITH_BACKSLASH("..\\a"),
  NUL("a\0b"),
  LINE_FEED("a\nb"),
  TOO_LONG("a".repeat(LineageNames.LONGEST + 1)),
  TOO_MANY_OCTETS("ß".repeat(LineageNames.LONGEST / 2 + 1));

  /** In octets of UTF-8. */
  static final int LONGEST = 246;

  final String wrong;

  LineageNames(String wrong) {
    this.wrong = wrong;
  }
}
