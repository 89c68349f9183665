package dev.acmesdk.storage;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.error.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code archive/<name>}: the files of all versions of a lineage.
 *
 * @param directory where they are
 */
record Archive(Path directory) {

  /**
   * Key and chain of one version.
   *
   * @param number its number
   * @param chain the certificates
   * @param key the key, which is the certificate's
   */
  record Version(int number, CertificateChain chain, PrivateKey key) {

    /** Shows number and chain, never the key. */
    @Override
    public String toString() {
      return "Version[" + number + ", " + chain + "]";
    }
  }

  Path file(Kind kind, int version) {
    return directory.resolve(kind.fileName(version));
  }

  /** The number for a new version: it was never used, not even by a file that stands alone. */
  int next() throws IOException {
    NavigableSet<Integer> used = versions();
    return used.isEmpty() ? 1 : used.last() + 1;
  }

  /** The numbers for which there is any file. */
  NavigableSet<Integer> versions() throws IOException {
    NavigableSet<Integer> all = new TreeSet<>();
    numbers().values().forEach(all::addAll);
    return all;
  }

  /** The numbers for which all four files are there. */
  NavigableSet<Integer> complete() throws IOException {
    NavigableSet<Integer> common = versions();
    numbers().values().forEach(common::retainAll);
    return common;
  }

  /** The highest number for which all four files are there. */
  Optional<Integer> newestComplete() throws IOException {
    NavigableSet<Integer> complete = complete();
    return complete.isEmpty() ? Optional.empty() : Optional.of(complete.last());
  }

  /**
   * Whether a version can be used, in all of its files: none is cut off, none is of another.
   *
   * @throws StoreException if that cannot be told without another passphrase
   */
  boolean isSound(int version, KeyCodec keys) {
    try {
      CertificateChain chain = read(version, keys).chain();
      return chain.leafPem().equals(text(file(Kind.CERT, version)))
          && chain.issuersPem().equals(text(file(Kind.CHAIN, version)));
    } catch (StoreException e) {
      if (KeyCodec.isLocked(e)) {
        throw e; // nobody can tell, and what is not sound may be deleted
      }
      return false;
    }
  }

  /**
   * Fails unless what is there of a version can be read: what only could not be read just now must
   * not be taken for damaged, and deleted.
   */
  void requireReadable(int version) throws IOException {
    for (Kind kind : Kind.values()) {
      Path file = file(kind, version);
      if (Layout.isThere(file)) {
        try (InputStream content = Files.newInputStream(file)) {
          content.transferTo(OutputStream.nullOutputStream());
        }
      }
    }
  }

  private Map<Kind, NavigableSet<Integer>> numbers() throws IOException {
    Map<Kind, NavigableSet<Integer>> numbers = new EnumMap<>(Kind.class);
    Set.of(Kind.values()).forEach(kind -> numbers.put(kind, new TreeSet<>()));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        numbers.forEach((kind, known) -> kind.versionOf(file).ifPresent(known::add));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return numbers;
  }

  /**
   * Reads key and chain of one version.
   *
   * @throws StoreException if a file cannot be used, the key cannot be decrypted, or key and
   *     certificate do not match
   */
  Version read(int version, KeyCodec keys) {
    CertificateChain chain = readChain(file(Kind.FULLCHAIN, version));
    Path keyFile = file(Kind.PRIVKEY, version);
    KeyPair key = readKey(keyFile, keys);
    if (!chain.isFor(key.getPublic())) {
      throw unusable(
          keyFile,
          "is not the key of the certificate in " + Kind.FULLCHAIN.fileName(version),
          null);
    }
    return new Version(version, chain, key.getPrivate());
  }

  static CertificateChain readChain(Path file) {
    try {
      return CertificateChain.fromPem(text(file));
    } catch (IllegalArgumentException e) {
      throw unusable(file, "holds no certificate chain (" + e.getMessage() + ")", e);
    }
  }

  static KeyPair readKey(Path file, KeyCodec keys) {
    try {
      return keys.decode(file, text(file));
    } catch (IllegalArgumentException e) {
      throw unusable(file, "holds no usable private key (" + e.getMessage() + ")", e);
    }
  }

  /** PEM is ASCII; other octets, in a comment perhaps, must not make it unreadable. */
  static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw unusable(file, "is missing", e);
    } catch (IOException e) {
      throw Failures.reading(file, e);
    }
  }

  private static StoreException unusable(Path file, String what, @Nullable Exception cause) {
    return new StoreException(
        "The lineage is broken: " + file + " " + what + ".",
        "Restore the file from a backup, let the links in live/ point to an older version, or obtain a new certificate.",
        cause);
  }
}
