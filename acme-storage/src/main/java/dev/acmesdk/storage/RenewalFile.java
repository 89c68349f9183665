package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.store.NewVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code renewal/<name>.conf}: where a lineage's files are, and how to renew it. Certbot renews by
 * it too, so it says only what Certbot knows, in its words.
 */
final class RenewalFile {
  static final List<String> PARAMETERS = List.of("renewalparams");

  /** When to renew it, for an administrator to say, above all sections. */
  private static final String RENEW_BEFORE_EXPIRY = "renew_before_expiry";

  /**
   * What Certbot 2.1 writes around the values. Any Certbot reads files of an older version without
   * a word, but wonders aloud about newer ones; 2.1 is the oldest one with all the keys used here.
   */
  private static final String EMPTY =
      """
      # renew_before_expiry = 30 days
      version = 2.1.0

      # Options used in the renewal process
      [renewalparams]
      """;

  /** What the version itself tells. */
  private static final Set<String> OWN =
      Set.of("account", "server", "authenticator", "key_type", "rsa_key_size", "elliptic_curve");

  private static final Set<String> LISTS = Set.of("pref_challs", "webroot_path");

  /** The order in which Certbot happens to write them; others follow. */
  private static final List<String> ORDER =
      List.of(
          "http01_port",
          "http01_address",
          "pre_hook",
          "post_hook",
          "renew_hook",
          "config_dir",
          "work_dir",
          "logs_dir");

  private static volatile @Nullable URI lastServer;

  private final ConfigFile config;

  private RenewalFile(ConfigFile config) {
    this.config = config;
  }

  /** The file of a lineage that is made just now. */
  static RenewalFile create(Path file) {
    return new RenewalFile(ConfigFile.parse(file, EMPTY));
  }

  /** A file that is there; if somebody left it empty, as Certbot may, it is begun anew. */
  static RenewalFile of(Path file, ConfigFile config) {
    return config.isBlank() ? create(file) : new RenewalFile(config);
  }

  /** Sets the paths that the links and files of the lineage have. */
  void setPaths(Path live, Path archive) {
    if (config.value(ConfigFile.TOP, "version").isEmpty()) {
      config.set(ConfigFile.TOP, "version", ConfigValue.of("2.1.0"));
    }
    setPath("archive_dir", archive);
    for (Kind kind : Kind.values()) {
      setPath(kind.word(), live.resolve(kind.linkName()));
    }
  }

  /** A path that leads there in another way, through a link, is the one that others know. */
  private void setPath(String key, Path path) {
    if (!leadsTo(key, path)) {
      config.set(ConfigFile.TOP, key, ConfigValue.of(path.toString()));
    }
  }

  private boolean leadsTo(String key, Path path) {
    try {
      Path known = Path.of(config.value(ConfigFile.TOP, key).orElse(""));
      return known.isAbsolute()
          && Objects.equals(known.getFileName(), path.getFileName())
          && Files.isSameFile(known.resolveSibling(""), path.resolveSibling(""));
    } catch (IOException | StoreException | InvalidPathException e) {
      return false; // whatever it is, it leads nowhere
    }
  }

  /**
   * Sets how the version was obtained. What is there and not contradicted stays; but whoever says
   * by which authenticator it was, says all about it.
   *
   * @param accountId Certbot's name for the account, if it is kept in the same directory
   */
  void setParameters(NewVersion version, Optional<String> accountId) {
    String server = version.directory().toString();
    if (accountId.isPresent()) {
      set("account", accountId.get());
    } else if (!config.value(PARAMETERS, "server").equals(Optional.of(server))) {
      config.remove(PARAMETERS, "account"); // it would be one of another CA
    }
    setWishes(version.renewalParameters());
    set("server", server);
    setAuthenticator(version.renewalParameters().get("authenticator"));
    setKeyType(version.chain().leaf().getPublicKey());
  }

  private void setWishes(Map<String, String> parameters) {
    if (parameters.containsKey(Proof.AUTHENTICATOR)) {
      new Proof(parameters).replaceIn(config);
    }
    parameters.entrySet().stream()
        .filter(parameter -> !OWN.contains(parameter.getKey()))
        .filter(parameter -> !parameter.getKey().equals(Proof.WEBROOT_MAP))
        .sorted(Map.Entry.comparingByKey(RenewalFile.byOrder()))
        .forEach(parameter -> set(parameter.getKey(), parameter.getValue()));
  }

  /**
   * Sets how it is to be renewed, the kind of the next key included. What is not said stays.
   *
   * @throws IllegalArgumentException if the file cannot hold it
   */
  void reconfigure(Map<String, String> parameters) {
    setWishes(parameters);
    setAuthenticator(parameters.get(Proof.AUTHENTICATOR));
    String type = parameters.get(NextWay.KEY_TYPE);
    if (type != null) {
      set(NextWay.KEY_TYPE, type);
    }
    NextWay.KEY_SIZES.forEach(
        (key, usual) -> {
          String size = parameters.get(key);
          if (size != null || type != null) {
            setUnless(size == null, key, size == null ? usual : size);
          }
        });
  }

  private void setAuthenticator(@Nullable String authenticator) {
    if (authenticator != null) {
      set("authenticator", authenticator);
    } else if (config.value(PARAMETERS, "authenticator").isEmpty()) {
      set("authenticator", "standalone");
    }
  }

  /** Without {@code key_type}, Certbot would take an EC lineage for one of RSA at its renewal. */
  private void setKeyType(PublicKey key) {
    int rsaBits = key instanceof RSAPublicKey rsa ? rsa.getModulus().bitLength() : 0;
    int curveBits =
        key instanceof ECPublicKey ec ? ec.getParams().getCurve().getField().getFieldSize() : 0;
    set(NextWay.KEY_TYPE, rsaBits > 0 ? "rsa" : "ecdsa");
    setUnless(rsaBits == 0 || rsaBits == 2048, "rsa_key_size", String.valueOf(rsaBits));
    setUnless(curveBits == 0 || curveBits == 256, "elliptic_curve", "secp" + curveBits + "r1");
  }

  private void setUnless(boolean isDefault, String key, String value) {
    if (!isDefault) {
      set(key, value);
    } else if (!config.value(PARAMETERS, key).equals(Optional.of(value))) {
      config.remove(PARAMETERS, key);
    }
  }

  private static Comparator<String> byOrder() {
    return Comparator.<String>comparingInt(
            key -> ORDER.contains(key) ? ORDER.indexOf(key) : ORDER.size())
        .thenComparing(Comparator.naturalOrder());
  }

  private void set(String key, String value) {
    if (!key.matches("[A-Za-z0-9_]+")) {
      throw new IllegalArgumentException(
          "\"" + key + "\" is no key of a renewal file. Use Certbot's option names.");
    }
    config.set(
        PARAMETERS, key, LISTS.contains(key) ? ConfigValue.listOf(value) : ConfigValue.of(value));
  }

  /** How to renew it, in Certbot's words; what refers to other values is left out. */
  Map<String, String> parameters() {
    Map<String, String> parameters = config.values(PARAMETERS);
    Proof.webroots(config).ifPresent(map -> parameters.put(Proof.WEBROOT_MAP, map));
    config
        .value(ConfigFile.TOP, RENEW_BEFORE_EXPIRY)
        .ifPresent(value -> parameters.put(RENEW_BEFORE_EXPIRY, value));
    return parameters;
  }

  /** The directory URL of the CA, if the file has a usable one. */
  @Nullable URI server() {
    try {
      return config.value(PARAMETERS, "server").map(RenewalFile::url).orElse(null);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Thousands of lineages of one CA share one object. */
  private static URI url(String text) {
    URI last = lastServer;
    if (last == null || !last.toString().equals(text)) {
      last = URI.create(text);
      lastServer = last;
    }
    return last;
  }

  byte[] bytes() {
    return config.bytes();
  }
}
