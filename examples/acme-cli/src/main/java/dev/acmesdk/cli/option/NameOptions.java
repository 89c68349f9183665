package dev.acmesdk.cli.option;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.protocol.Identifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What the certificate is for, and which directory the web server shows for which name: {@code -w}
 * holds for the names that follow it, as in Certbot.
 */
public final class NameOptions {
  private final List<String> domains = new ArrayList<>();
  private final List<String> addresses = new ArrayList<>();
  private final List<Path> webroots = new ArrayList<>();
  private final Map<String, Path> webrootOf = new LinkedHashMap<>();

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

  private void addEach(@Nullable String text, List<String> to) {
    if (text == null) {
      to.clear();
      webrootOf.clear();
      return;
    }
    for (String one : text.split(",", -1)) {
      if (!one.isBlank()) {
        to.add(one.strip());
        if (!webroots.isEmpty()) {
          webrootOf.putIfAbsent(one.strip(), webroots.get(webroots.size() - 1));
        }
      }
    }
  }

  /**
   * Whether nothing was named.
   *
   * @return {@code true} if there is neither a name nor an address
   */
  public boolean isEmpty() {
    return domains.isEmpty() && addresses.isEmpty();
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
   * @return in the order given; empty if there is none
   */
  public List<Path> webroots() {
    return List.copyOf(webroots);
  }

  /**
   * The webroot of each name.
   *
   * @return by name as given; if there is only one, a name may stand before it
   * @throws InvalidRequestException if there are several, and a name stands before all of them
   */
  public Map<String, Path> webrootOf() {
    Map<String, Path> all = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(domains);
    names.addAll(addresses);
    for (String name : names) {
      if (webroots.size() > 1 && !webrootOf.containsKey(name)) {
        throw new InvalidRequestException(
            "Several webroots were given, but none in front of %s. Give each name behind its -w."
                .formatted(name));
      }
      all.put(name, webrootOf.getOrDefault(name, webroots.get(0)));
    }
    return all;
  }
}
