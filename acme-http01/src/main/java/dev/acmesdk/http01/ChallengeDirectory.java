package dev.acmesdk.http01;

import dev.acmesdk.protocol.KeyAuthorization;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory below a webroot that holds the responses (RFC 8555 section 8.3). Thread-safe. */
final class ChallengeDirectory {
  private static final Logger log = LoggerFactory.getLogger(ChallengeDirectory.class);
  // How often another process may take the directory away in the very moment that a file is put in.
  private static final int ATTEMPTS = 5;

  private final Path webroot;
  private final Path wellKnown;
  private final Path path;
  private final Set<Path> made = new HashSet<>();

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  ChallengeDirectory(Path webroot) {
    this.webroot = webroot.toAbsolutePath();
    wellKnown = this.webroot.resolve(".well-known");
    path = wellKnown.resolve("acme-challenge");
  }

  Path webroot() {
    return webroot;
  }

  Path path() {
    return path;
  }

  /** The token is base64url, or there would be no key authorization: it cannot lead elsewhere. */
  synchronized void put(KeyAuthorization response) throws IOException {
    inside(() -> write(response));
  }

  synchronized void remove(KeyAuthorization response) throws IOException {
    Files.deleteIfExists(path.resolve(response.token()));
    removeUnfinished(response);
    unmake();
  }

  /** Makes a file where responses go, and leaves no trace of it. */
  synchronized void tryOut() throws IOException {
    try {
      inside(() -> Files.delete(Files.createTempFile(path, ".acme-", ".tmp")));
    } finally {
      unmake();
    }
  }

  private void inside(Step step) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        make();
        step.run();
        return;
      } catch (NoSuchFileException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void make() throws IOException {
    if (!Files.isDirectory(webroot)) {
      throw new NotDirectoryException(webroot.toString());
    }
    for (Path directory : List.of(wellKnown, path)) {
      try {
        Files.createDirectory(directory);
        made.add(directory);
        setMode(directory, "rwxr-xr-x");
      } catch (FileAlreadyExistsException e) {
        if (!Files.readAttributes(directory, BasicFileAttributes.class).isDirectory()) {
          throw e;
        }
      }
    }
  }

  private void unmake() throws IOException {
    for (Path directory : List.of(path, wellKnown)) {
      try {
        if (made.contains(directory)) {
          Files.deleteIfExists(directory);
          made.remove(directory);
        }
      } catch (DirectoryNotEmptyException e) {
        // Responses of others: whoever takes the last one away may try again.
        return;
      }
    }
  }

  /** The web server must never see half of it, nor be refused it. */
  private void write(KeyAuthorization response) throws IOException {
    Path unfinished = Files.createTempFile(path, unfinishedPrefix(response), ".tmp");
    try {
      Files.writeString(unfinished, response.value());
      setMode(unfinished, "rw-r--r--");
      Files.move(unfinished, path.resolve(response.token()), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** What a process that was killed may have left. */
  private void removeUnfinished(KeyAuthorization response) throws IOException {
    String pattern = unfinishedPrefix(response) + "*.tmp";
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, pattern)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      log.debug("There is no directory, so nothing can be left in it", e);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static String unfinishedPrefix(KeyAuthorization response) {
    return "." + response.token() + ".";
  }

  /** Whatever the umask is; not at all on systems without such modes. */
  private static void setMode(Path path, String mode) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString(mode));
    }
  }
}
