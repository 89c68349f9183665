package dev.acmesdk.dns01.provider;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The accounts at acme-dns servers, in a file as lego and goacmedns have it: an object of JSON with
 * a member for each domain. What is in there otherwise stays. The file can be read by its owner
 * only, from its first moment on, and is replaced in one step.
 *
 * @param file where they are; it need not be there yet
 */
record AcmeDnsAccounts(Path file) {
  /** Of threads; processes are kept apart by a file. */
  private static final Object ONE_AT_A_TIME = new Object();

  /** Gets an account that is not there yet. */
  @FunctionalInterface
  interface Registration {
    Map<String, Object> run() throws IOException, InterruptedException;
  }

  /** Finds the account for a domain, or the one whose records have that name themselves. */
  Optional<AcmeDnsAccount> find(String name) throws IOException {
    String wanted = name.toLowerCase(Locale.ROOT);
    Map<String, Object> all = all();
    for (Map.Entry<String, Object> entry : all.entrySet()) {
      AcmeDnsAccount account = account(entry.getKey(), entry.getValue());
      if (account.domain().equals(wanted) || account.fullDomain().equals(wanted)) {
        return Optional.of(account);
      }
    }
    return Optional.empty();
  }

  private Map<String, Object> all() throws IOException {
    if (!Files.exists(file)) {
      return new LinkedHashMap<>();
    }
    try {
      return Json.read(Files.readString(file));
    } catch (IOException e) {
      throw new IOException(
          "The accounts in %s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private AcmeDnsAccount account(String domain, Object members) throws IOException {
    if (members instanceof Map<?, ?> map
        && map.get("fulldomain") instanceof String fullDomain
        && map.get("subdomain") instanceof String subdomain
        && map.get("username") instanceof String user
        && map.get("password") instanceof String password) {
      return new AcmeDnsAccount(
          domain.toLowerCase(Locale.ROOT),
          fullDomain.toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""),
          subdomain,
          user,
          password);
    }
    throw new IOException(
        "The account of %s in %s lacks one of fulldomain, subdomain, username and password"
            .formatted(domain, file));
  }

  /** The account of a domain; if there is none, one is registered and kept. */
  AcmeDnsAccount findOrRegister(String domain, URI server, Registration registration)
      throws IOException, InterruptedException {
    synchronized (ONE_AT_A_TIME) {
      Path lock = file.resolveSibling(file.getFileName() + ".lock");
      try (FileChannel channel = FileChannel.open(lock, Set.of(CREATE, WRITE), mode());
          var held = channel.lock()) {
        assert held.isValid();
        Optional<AcmeDnsAccount> there = find(domain);
        return there.isPresent() ? there.get() : keep(domain, server, registration.run());
      }
    }
  }

  private AcmeDnsAccount keep(String domain, URI server, Map<String, Object> members)
      throws IOException {
    AcmeDnsAccount account = account(domain, members);
    Map<String, Object> more = new LinkedHashMap<>(members);
    more.put("server_url", server.toString());
    Map<String, Object> all = all();
    all.put(account.domain(), more);
    replace(Json.writeIndented(all).getBytes(StandardCharsets.UTF_8));
    return account;
  }

  private void replace(byte[] content) throws IOException {
    Path born = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      try (FileChannel channel = FileChannel.open(born, Set.of(CREATE_NEW, WRITE), mode())) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(born, file, ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(born);
    }
  }

  private FileAttribute<?>[] mode() {
    boolean hasModes =
        Files.getFileAttributeView(file.toAbsolutePath().getParent(), PosixFileAttributeView.class)
            != null;
    return hasModes
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
