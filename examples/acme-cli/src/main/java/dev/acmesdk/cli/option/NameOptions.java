package dev.acmesdk.cli.option;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.protocol.Identifier;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the certificate is for, and which directory the web server shows for which name: {@code -w}
 * holds for the names that follow it, as in Certbot.
 */
public final class NameOptions {
  private static final Logger LOG = LoggerFactory.getLogger(NameOptions.class);

  private final List<String> domains = new ArrayList<>();
  private final List<String> addresses = new ArrayList<>();
  private final List<Path> webroots = new ArrayList<>();
  private final Map<String, Path> webrootOf = new LinkedHashMap<>();
  private @Nullable String unreadableMap;

  @Option(
      names = {"-d", "--domain", "--domains"},
      paramLabel = "NAME",
      description = "A name, or several separated by commas. May be repeated.")
  void addDomains(@Nullable String text) {
    addEach(text, domains);
  }

  @Option(
      names = "--ip-address",
      paramLabel = "ADDRESS",
      description = "An IP address. May be repeated.")
  void addAddress(@Nullable String text) {
    addEach(text, addresses);
  }

  @Option(
      names = {"-w", "--webroot-path"},
      paramLabel = "DIR",
      description =
          "What the web server shows as / for the names that follow; if it is the only one, for those before it, too.")
  void addWebroot(@Nullable String text) {
    if (text == null) {
      webroots.clear(); // picocli's way to say that a new command line begins
      return;
    }
    for (String one : text.split(",", -1)) {
      webroots.add(Path.of(one).toAbsolutePath().normalize());
    }
  }

  @Option(
      names = "--webroot-map",
      paramLabel = "JSON",
      description =
          "Names, separated by commas, with what the web server shows as / for them: {\"a.example,b.example\": \"/var/www/ab\"}. They need no -d.")
  void addWebrootMap(@Nullable String json) {
    if (json == null) {
      unreadableMap = null;
      return;
    }
    try {
      JsonNode map = JsonMapper.shared().readTree(json);
      if (!map.isObject() || !map.valueStream().allMatch(JsonNode::isString)) {
        unreadableMap = json;
        return;
      }
      map.forEachEntry(
          (names, directory) ->
              forEach(names, name -> addWithWebroot(name, Path.of(directory.asString()))));
    } catch (JacksonException | InvalidPathException e) {
      LOG.debug("--webroot-map {}", json, e);
      unreadableMap = json;
    }
  }

  private void addWithWebroot(String name, Path directory) {
    domains.add(name);
    webrootOf.putIfAbsent(name, directory.toAbsolutePath().normalize());
  }

  private void addEach(@Nullable String text, List<String> to) {
    if (text == null) {
      to.clear();
      webrootOf.clear();
      return;
    }
    forEach(
        text,
        name -> {
          to.add(name);
          if (!webroots.isEmpty()) {
            webrootOf.putIfAbsent(name, webroots.get(webroots.size() - 1));
          }
        });
  }

  private static void forEach(String names, Consumer<String> action) {
    Arrays.stream(names.split(",", -1))
        .filter(name -> !name.isBlank())
        .map(String::strip)
        .forEach(action);
  }

  /**
   * Whether nothing was named.
   *
   * @return {@code true} if there is neither a name nor an address
   */
  public boolean isEmpty() {
    return domains.isEmpty() && addresses.isEmpty() && unreadableMap == null;
  }

  /**
   * What the certificate is for.
   *
   * @return names, then addresses, in the order given, each once
   * @throws InvalidRequestException if some cannot be in a certificate; it names all of them
   */
  public List<Identifier> identifiers() {
    Set<Identifier> all = new LinkedHashSet<>();
    List<String> findings = new ArrayList<>();
    if (unreadableMap != null) {
      findings.add(
          "--webroot-map %s cannot be read. Give a JSON object such as {\"a.example,b.example\": \"/var/www/ab\"}."
              .formatted(unreadableMap));
    }
    domains.forEach(name -> add(name, Identifier::dns, all, findings));
    addresses.forEach(address -> add(address, Identifier::ip, all, findings));
    if (!findings.isEmpty()) {
      throw new InvalidRequestException(findings);
    }
    return List.copyOf(all);
  }

  private static void add(
      String text,
      Function<String, Identifier> reading,
      Set<Identifier> all,
      List<String> findings) {
    try {
      all.add(reading.apply(text));
    } catch (IllegalArgumentException e) {
      findings.add(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The webroots that were given.
   *
   * @return each once, in the order given; empty if there is none
   */
  public List<Path> webroots() {
    Set<Path> all = new LinkedHashSet<>(webroots);
    all.addAll(webrootOf.values());
    return List.copyOf(all);
  }

  /**
   * The webroot of each name.
   *
   * @return by name as given; if there is only one {@code -w}, a name may stand before it
   * @throws InvalidRequestException if a name has none
   */
  public Map<String, Path> webrootOf() {
    Map<String, Path> all = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(domains);
    names.addAll(addresses);
    for (String name : names) {
      Path only = webroots.size() == 1 ? webroots.get(0) : null;
      Path webroot = webrootOf.getOrDefault(name, only);
      if (webroot == null) {
        throw new InvalidRequestException(
            "Several webroots were given, but none in front of %s. Give each name behind its -w, or in --webroot-map."
                .formatted(name));
      }
      all.put(name, webroot);
    }
    return all;
  }
}
