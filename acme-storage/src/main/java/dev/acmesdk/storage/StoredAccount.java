package dev.acmesdk.storage;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The three files of an account.
 *
 * @param directory where they are
 * @param credentials the account
 * @param created when it was registered; the epoch if that cannot be told
 */
record StoredAccount(Path directory, AccountCredentials credentials, Instant created) {
  static final String KEY = "private_key.json";
  static final String REGISTRATION = "regr.json";
  static final String META = "meta.json";

  private static final Logger log = LoggerFactory.getLogger(StoredAccount.class);

  /** The order in which Certbot writes the members of a key; it has no meaning. */
  private static final List<String> JWK_ORDER =
      List.of("n", "e", "d", "p", "q", "dp", "dq", "qi", "x", "y", "crv", "kty");

  /**
   * Reads an account.
   *
   * @throws StoreException if a file is not what it should be, or the key cannot be decrypted; the
   *     message names it
   */
  static StoredAccount read(Path directory, KeyCodec keys) throws IOException {
    Path file = AccountKeyFile.CURRENT.in(directory).orElse(directory.resolve(KEY));
    AccountKey key = AccountKeyFile.read(file, keys);
    URI url = readUrl(directory.resolve(REGISTRATION));
    return new StoredAccount(
        directory, new AccountCredentials(url, key), readCreation(directory.resolve(META)));
  }

  /** Certbot calls an account by its directory, and then notes what the directory should be. */
  boolean isCalled(String id) {
    return directory.getFileName().toString().equals(id)
        || AccountId.of(credentials.key()).equals(id);
  }

  static AccountKey readKey(Path file) throws IOException {
    try {
      return AccountKey.fromPrivateJwk(Json.read(Files.readAllBytes(file)));
    } catch (IllegalArgumentException e) {
      throw unusable(file, "no usable account key", e);
    }
  }

  static URI readUrl(Path file) throws IOException {
    try {
      String uri = Json.read(Files.readAllBytes(file)).get("uri");
      if (uri == null) {
        throw new IllegalArgumentException("its member \"uri\" is missing");
      }
      return URI.create(uri);
    } catch (IllegalArgumentException e) {
      throw unusable(file, "no URL of an account", e);
    }
  }

  static StoreException unusable(Path file, String what, IllegalArgumentException cause) {
    return new StoreException(
        "Cannot use %s: it holds %s (%s).".formatted(file, what, cause.getMessage()),
        "Restore the file from a backup, or move the directory "
            + file.resolveSibling("")
            + " away: then a new account is registered.",
        cause);
  }

  /** It only serves to choose among several accounts, so that its absence is no reason to fail. */
  private static Instant readCreation(Path file) {
    try {
      String creation = Json.read(Files.readAllBytes(file)).getOrDefault("creation_dt", "");
      return OffsetDateTime.parse(creation).toInstant();
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      log.warn("No time of creation in {}, which Certbot needs: {}", file, e.getMessage());
      return Instant.EPOCH;
    }
  }

  static byte[] keyJson(AccountKey key) {
    Map<String, String> members = new LinkedHashMap<>();
    Map<String, String> jwk = key.toPrivateJwk();
    List<String> order = new ArrayList<>(JWK_ORDER);
    order.retainAll(jwk.keySet());
    order.forEach(member -> members.put(member, String.valueOf(jwk.get(member))));
    return Json.write(members);
  }

  /** Certbot does not store the account's contacts either: the CA has them. */
  static byte[] registrationJson(URI account) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("body", Map.of());
    members.put("uri", account.toString());
    return Json.write(members);
  }

  static byte[] metaJson(Instant creation, String host) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("creation_dt", creation.truncatedTo(ChronoUnit.SECONDS).toString());
    members.put("creation_host", host);
    return Json.write(members);
  }
}
