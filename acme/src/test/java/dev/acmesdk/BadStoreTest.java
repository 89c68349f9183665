package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.ProblemType;
import dev.acmesdk.storage.InMemoryStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store cannot take a certificate, or has an account that is of no use. */
@Timeout(120)
class BadStoreTest {
  @TempDir private Path directory;

  private final LocalCa ca = new LocalCa();

  @AfterEach
  void stop() {
    ca.close();
  }

  private StoreException failure(Path store) {
    StoreException failure =
        catchThrowableOfType(
            StoreException.class, () -> ca.acme().storeIn(store).domains("example.com").obtain());
    assertThat(failure).as("the failure").isNotNull();
    ca.assertNothingAsked();
    ca.assertPortIsFree();
    return failure;
  }

  @Test
  void aFileInPlaceOfTheDirectory() throws IOException {
    Path file = Files.writeString(directory.resolve("store"), "in the way");
    assertThat(failure(file))
        .hasMessageContaining(file.toString())
        .hasMessageContaining("Move it out of the way, or choose another directory");
    assertThat(file).hasContent("in the way");
  }

  @Test
  void aFileInPlaceOfADirectoryAboveIt() throws IOException {
    Path file = Files.writeString(directory.resolve("etc"), "in the way");
    assertThat(failure(file.resolve("letsencrypt"))).hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"accounts", "archive", "live"})
  void aFileInPlaceOfOneOfItsParts(String part) throws IOException {
    Path file = Files.writeString(directory.resolve(part), "in the way");
    assertThat(failure(directory)).hasMessageContaining(file.toString());
    try (Stream<Path> entries = Files.list(directory)) {
      assertThat(entries.filter(entry -> !entry.endsWith("acmesdk")))
          .as("what is left of the attempt, but for the locks")
          .containsExactly(file);
    }
  }

  private Path accountFile(String name) throws IOException {
    ca.acme().storeIn(directory).domains("example.org").dryRun();
    ca.server.resetRequests();
    try (Stream<Path> files = Files.walk(directory.resolve("accounts"))) {
      return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
    }
  }

  /** Written anew, for the file is read-only. */
  private static void replace(Path file, String content) throws IOException {
    Files.delete(file);
    Files.writeString(file, content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "{}", "{\"kty\": \"EC\", \"crv\": \"P-256\"}"})
  void anAccountKeyThatIsGarbage(String content) throws IOException {
    Path key = accountFile("private_key.json");
    replace(key, content);
    assertThat(failure(directory))
        .hasMessageContaining(key + ": it holds no usable account key")
        .hasMessageContaining("Restore the file from a backup, or move");
    assertThat(key).hasContent(content);
  }

  @Test
  void anAccountFileThatCannotBeRead() throws IOException {
    Path registration = accountFile("regr.json");
    Files.delete(registration);
    Files.createDirectory(registration);
    assertThat(failure(directory))
        .hasMessageContaining("Cannot read " + registration.getParent())
        .hasMessageContaining("directory");
  }

  @Test
  void anAccountWithoutUrl() throws IOException {
    Path registration = accountFile("regr.json");
    replace(registration, "{\"body\": {}}");
    assertThat(failure(directory)).hasMessageContaining(registration + ": it holds no URL");
  }

  @Test
  void anAccountThatTheCaDoesNotKnow() {
    InMemoryStore store = new InMemoryStore();
    URI account = URI.create(ca.server.directory().resolve("/account/unknown").toString());
    store.save(ca.server.directory(), new AccountCredentials(account, AccountKey.generate()));
    RejectedException failure =
        catchThrowableOfType(
            RejectedException.class,
            () -> ca.acme().storeIn(store).domains("example.com").obtain());
    assertThat(failure.kind()).isEqualTo(ProblemType.ACCOUNT_DOES_NOT_EXIST);
    assertThat(failure.remedy()).contains("account is one of this CA");
    assertThat(ca.operations()).isEqualTo(List.of("directory", "newNonce", "newOrder"));
    assertThat(ca.events).isEmpty();
    ca.assertPortIsFree();
  }

  @Test
  void aKeyThatIsNotTheAccounts() {
    InMemoryStore store = new InMemoryStore();
    ca.acme().storeIn(store).domains("example.com").dryRun();
    URI account = store.find(ca.server.directory()).orElseThrow().url();
    store.save(ca.server.directory(), new AccountCredentials(account, AccountKey.generate()));
    ca.drainEvents();
    RejectedException failure =
        catchThrowableOfType(
            RejectedException.class,
            () -> ca.acme().storeIn(store).domains("example.com").obtain());
    assertThat(failure).hasMessageContaining("refused to place the order");
    assertThat(ca.events).isEmpty();
    ca.assertPortIsFree();
  }
}
