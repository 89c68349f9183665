package dev.acmesdk.http01;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.json.JsonFormatException;
import dev.acmesdk.json.JsonReader;
import dev.acmesdk.json.JsonWriter;
import dev.acmesdk.protocol.Identifier;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a web server that already runs shows as {@code /} for which name, where that is not the same
 * for all of them: Certbot's {@code -w /var/www/a -d a.example -w /var/www/b -d b.example}.
 *
 * <p>Immutable.
 */
public final class Webroots {
  private static final String AUTHENTICATOR = "authenticator";
  private static final String WEBROOT = "webroot";
  private static final String PATHS = "webroot_path";

  /** On Certbot's command line it is in JSON; in its renewal files it is a section. */
  private static final String MAP = "webroot_map";

  private static final JsonReader JSON = new JsonReader(1 << 20);

  /** What a renewal file cannot hold; it would be found out when the certificate is there. */
  private static final Pattern UNSTORABLE = Pattern.compile("\\p{Cntrl}|%\\(|,");

  private final List<Path> paths;
  private final Map<Identifier, Path> byName;
  private final @Nullable Path others;

  private Webroots(List<Path> paths, Map<Identifier, Path> byName, @Nullable Path others) {
    this.paths = List.copyOf(paths);
    this.byName = new LinkedHashMap<>(byName);
    this.others = others;
  }

  /**
   * A directory for each name.
   *
   * @param webroots from the name or IP address, as people write it, to the directory
   * @return webroots for these names and no others
   * @throws InvalidRequestException if a key is neither a name nor an IP address, or no renewal
   *     file could hold a directory
   */
  public static Webroots of(Map<String, Path> webroots) {
    Map<Identifier, Path> byName = new LinkedHashMap<>();
    webroots.forEach((name, webroot) -> add(byName, name, webroot.toAbsolutePath()));
    byName.values().forEach(Webroots::requireStorable);
    return new Webroots(List.copyOf(new LinkedHashSet<>(byName.values())), byName, null);
  }

  private static void add(Map<Identifier, Path> byName, String name, Path webroot) {
    try {
      byName.putIfAbsent(WebrootSolver.identifier(name.strip()), webroot);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(
          "A webroot cannot be for \"%s\": %s".formatted(name, e.getMessage()));
    }
  }

  private static void requireStorable(Path webroot) {
    if (UNSTORABLE.matcher(webroot.toString()).find()) {
      throw new InvalidRequestException(
          "The webroot \"%s\" holds a comma, a control character, or \"%%(\", which renewal files cannot hold. Give a link that leads there."
              .formatted(webroot.toString().replaceAll("\\p{Cntrl}", "?")));
    }
  }

  /**
   * The webroots that the renewal file of a lineage names, Certbot's or ours. Names that it does
   * not list have the last of its directories, as in Certbot.
   *
   * @param renewalParameters what the file says: {@link
   *     dev.acmesdk.store.Lineage#renewalParameters()}
   * @return the webroots, if it was obtained with some
   * @throws InvalidRequestException if they cannot be understood
   */
  public static Optional<Webroots> find(Map<String, String> renewalParameters) {
    if (!WEBROOT.equals(renewalParameters.get(AUTHENTICATOR))) {
      return Optional.empty();
    }
    List<Path> paths = new ArrayList<>();
    for (String path : renewalParameters.getOrDefault(PATHS, "").split(",", -1)) {
      if (!path.isBlank() && !path.equals("None")) {
        paths.add(Path.of(path.strip()));
      }
    }
    Map<Identifier, Path> byName = read(renewalParameters.getOrDefault(MAP, "{}"));
    return paths.isEmpty() && byName.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Webroots(paths, byName, paths.isEmpty() ? null : paths.get(paths.size() - 1)));
  }

  /** Several names with one directory may be one member there, with commas between them. */
  private static Map<Identifier, Path> read(String json) {
    Map<Identifier, Path> byName = new LinkedHashMap<>();
    members(json)
        .forEach(
            (names, webroot) -> {
              for (String name : names.split(",", -1)) {
                add(byName, name, path(name, webroot));
              }
            });
    return byName;
  }

  private static Map<String, @Nullable Object> members(String json) {
    try {
      return JSON.readObject(json);
    } catch (JsonFormatException e) {
      throw new InvalidRequestException(
          "What is said of webroot_map is no list of names and directories: " + e.getMessage());
    }
  }

  private static Path path(String name, @Nullable Object webroot) {
    if (!(webroot instanceof String text) || text.isBlank()) {
      throw new InvalidRequestException("The webroot of %s is no path.".formatted(name));
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new InvalidRequestException(
          "The webroot of %s is no path: %s".formatted(name, e.getReason()));
    }
  }

  /**
   * What puts responses there.
   *
   * @return a solver for these names
   */
  public WebrootSolver solver() {
    return WebrootSolver.of(byName, others);
  }

  /**
   * What a renewal file is to say, so that Certbot can renew by the same directories, and {@link
   * #find} finds them.
   *
   * @return {@code authenticator}, {@code webroot_path} with commas between several, and {@code
   *     webroot_map}, a JSON object as on Certbot's command line
   */
  public Map<String, String> renewalParameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put(AUTHENTICATOR, WEBROOT);
    if (!paths.isEmpty()) {
      parameters.put(PATHS, String.join(",", paths.stream().map(Path::toString).toList()));
    }
    if (!byName.isEmpty()) {
      Map<String, String> members = new LinkedHashMap<>();
      byName.forEach((name, webroot) -> members.put(name.value(), webroot.toString()));
      parameters.put(MAP, JsonWriter.PYTHON.write(members));
    }
    return parameters;
  }

  /** Shows names and directories. */
  @Override
  public String toString() {
    return others == null ? byName.toString() : byName + ", others " + others;
  }
}
