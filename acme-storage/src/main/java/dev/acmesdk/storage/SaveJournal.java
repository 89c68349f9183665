package dev.acmesdk.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a save, or a removal, is about to change: written before the first change and deleted after
 * the last one. Whoever finds it knows that the one who wrote it was cut off, and where.
 *
 * @param kind what is going on
 * @param version the number of the new version
 * @param archive where its files are
 * @param confBefore the digest of the renewal file as it was; empty if there was none
 * @param confAfter the digest of the renewal file as it is to be
 */
record SaveJournal(Kind kind, int version, Path archive, String confBefore, String confAfter) {
  private static final String FILE = "save.json";

  /** What may be going on. */
  enum Kind {
    /** The first version, so the lineage itself. */
    CREATE,
    /** A further version. */
    RENEW,
    /** The end of the lineage. */
    REMOVE
  }

  static OwnFile file(Layout layout, String lineage) {
    return OwnFile.of(layout, lineage, FILE);
  }

  /**
   * Looks for the traces of one who was cut off.
   *
   * @throws IllegalArgumentException if they are damaged
   */
  static Optional<SaveJournal> read(OwnFile file) throws IOException {
    return file.read().map(SaveJournal::of);
  }

  private static SaveJournal of(Map<String, String> texts) {
    return new SaveJournal(
        Kind.valueOf(OrderText.required(texts, "kind")),
        Integer.parseInt(OrderText.required(texts, "version")),
        Path.of(OrderText.required(texts, "archive")),
        OrderText.required(texts, "conf_before"),
        OrderText.required(texts, "conf_after"));
  }

  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("kind", kind.name());
    texts.put("version", String.valueOf(version));
    texts.put("archive", archive.toString());
    texts.put("conf_before", confBefore);
    texts.put("conf_after", confAfter);
    return texts;
  }

  static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
