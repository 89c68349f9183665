package dev.acmesdk.cli.work;

import dev.acmesdk.Acme;
import dev.acmesdk.cli.option.NameOptions;
import dev.acmesdk.cli.option.ProofOptions;
import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.dns01.ConsolePrompt;
import dev.acmesdk.dns01.ManualPrompt;
import dev.acmesdk.dns01.TxtRecord;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.hook.ManualHooks;
import dev.acmesdk.http01.Webroots;
import dev.acmesdk.protocol.Identifier;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How control is to be proved: by the flags, or else by what the renewal file says. */
public final class Proof {
  /** What a renewal file says of a lineage that a provider proves control for. */
  private static final String PROVIDER = "dns_provider";

  private static final String CREDENTIALS = "dns_credentials";

  /** Certbot's word for an option that is not set. */
  private static final String NONE = "None";

  private static final ManualPrompt NOBODY =
      new ManualPrompt() {
        @Override
        public void awaitInPlace(List<TxtRecord> records, Duration limit) throws IOException {
          throw new IOException("Nobody is asked in a preflight");
        }

        @Override
        public void tellToRemove(TxtRecord record) {}
      };

  private final Session session;
  private final ProofOptions options;
  private final Map<String, String> stored;
  private boolean isRehearsal;
  private boolean isByScript;

  /**
   * A way of proving control.
   *
   * @param session the run
   * @param options what the command line says
   * @param stored what the renewal file says; empty for a new lineage
   */
  public Proof(Session session, ProofOptions options, Map<String, String> stored) {
    this.session = session;
    this.options = options;
    this.stored = stored;
  }

  /**
   * Whether a renewal file names a provider, by which we renew what Certbot may not be able to.
   *
   * @param stored what the renewal file says
   * @return {@code true} if it does
   */
  public static boolean isByProvider(Map<String, String> stored) {
    return said(stored, PROVIDER).isPresent();
  }

  /**
   * The same where nothing is going to be put in place, so that no human is needed.
   *
   * @return this
   */
  public Proof withoutHuman() {
    isRehearsal = true;
    return this;
  }

  /**
   * Begins a request.
   *
   * @param identifiers what it will be for
   * @param names the flags by which the webroots are given; {@code null} if there are none
   * @return the request
   */
  public Acme begin(List<Identifier> identifiers, @Nullable NameOptions names) {
    String way = way(names);
    Acme acme =
        switch (way) {
          case "standalone" -> standalone(identifiers);
          case "webroot" -> webroot(identifiers, names);
          case "manual" -> manual();
          case "dns" -> dns();
          default ->
              throw new InvalidRequestException(
                  "The renewal file names the authenticator %s, which is not known here. Say how to prove control: --standalone, --webroot or --manual."
                      .formatted(way));
        };
    if (!way.equals("standalone")
        && (options.port().isPresent() || options.address().isPresent())) {
      throw new InvalidRequestException(
          "--http-01-port and --http-01-address set up the server of --standalone. Leave them out with --%s."
              .formatted(way));
    }
    boolean wasByProvider = isByProvider(stored) && !way.equals("dns");
    return wasByProvider ? acme.renewalParameter(PROVIDER, NONE) : acme;
  }

  /**
   * Whether a response may be put in place just to see whether it can be fetched: not if that means
   * to run somebody's script once more.
   *
   * @return {@code true}, unless a request has begun that has hooks for that
   */
  public boolean mayBeTried() {
    return !isByScript;
  }

  private String way(@Nullable NameOptions names) {
    Optional<String> given = options.authenticator();
    if (given.isPresent()) {
      return given.get();
    }
    if (names != null && !names.webroots().isEmpty()) {
      return "webroot";
    }
    String before = isByProvider(stored) ? "dns" : stored.get("authenticator");
    if (before != null) {
      return before;
    }
    if (!session.mayAsk()) {
      throw new CommandFailure(
          "It is not said how to prove control of the names. Give --standalone (nothing listens on port 80), --webroot -w DIRECTORY (a web server does), or --manual.");
    }
    String answer =
        session
            .terminal()
            .ask(
                "How shall control of the names be proved?\n1: a web server of our own, for a moment (standalone)\n2: files for a web server that runs (webroot)\n3: by hand (manual)\nNumber: ");
    return switch (answer) {
      case "1", "standalone" -> "standalone";
      case "2", "webroot" -> "webroot";
      case "3", "manual" -> "manual";
      default -> throw new CommandFailure("\"%s\" is none of 1, 2 and 3.".formatted(answer));
    };
  }

  private Acme standalone(List<Identifier> identifiers) {
    requireHttp("--standalone");
    requireNoWildcard(identifiers);
    Acme acme = Acme.standalone();
    acme = options.port().or(() -> number("http01_port")).map(acme::httpPort).orElse(acme);
    Optional<InetAddress> address =
        options.address().or(() -> said("http01_address").map(ProofOptions::parse));
    return address.map(acme::httpAddress).orElse(acme);
  }

  private void requireHttp(String flag) {
    if (options.challenge().filter("dns-01"::equals).isPresent()) {
      throw new InvalidRequestException(
          "%s cannot answer DNS challenges. Use --manual --preferred-challenges dns, or leave --preferred-challenges out."
              .formatted(flag));
    }
  }

  private static void requireNoWildcard(List<Identifier> identifiers) {
    List<String> wildcards =
        identifiers.stream().filter(Identifier::isWildcard).map(Identifier::value).toList();
    if (!wildcards.isEmpty()) {
      throw new InvalidRequestException(
          "Control of %s cannot be proved over HTTP: for wildcards, CAs look at DNS only. Use --manual --preferred-challenges dns."
              .formatted(String.join(", ", wildcards)));
    }
  }

  private Acme webroot(List<Identifier> identifiers, @Nullable NameOptions names) {
    requireHttp("--webroot");
    requireNoWildcard(identifiers);
    if (names == null || names.webroots().isEmpty()) {
      return noted()
          .map(Acme::webroot)
          .orElseThrow(
              () ->
                  new CommandFailure(
                      "It is not said where the web server's files are. Give -w DIRECTORY with --webroot."));
    }
    Map<String, Path> byName = names.webrootOf();
    Set<Path> directories = Set.copyOf(names.isEmpty() ? names.webroots() : byName.values());
    if (directories.size() == 1) {
      return Acme.webroot(directories.iterator().next());
    }
    if (names.isEmpty()) {
      throw new InvalidRequestException(
          "Several webroots were given, but not which name is in which. Give the names as well: -w DIRECTORY -d NAME -w DIRECTORY -d NAME.");
    }
    return Acme.webroot(Webroots.of(byName));
  }

  private Optional<Webroots> noted() {
    Map<String, String> noted = new HashMap<>(stored);
    noted.put("authenticator", "webroot");
    return Webroots.find(noted);
  }

  /** The renewal file says manual, so that Certbot leaves it alone, and by whom we go on. */
  private Acme dns() {
    if (options.challenge().filter("http-01"::equals).isPresent()) {
      throw new InvalidRequestException(
          "--dns-provider answers DNS challenges. Leave --preferred-challenges out, or say dns.");
    }
    boolean isGiven = options.dnsProvider().isPresent();
    String name = options.dnsProvider().or(() -> said(PROVIDER)).orElseThrow();
    Optional<Path> file =
        isGiven || options.dnsCredentials().isPresent()
            ? options.dnsCredentials()
            : said(CREDENTIALS).map(Path::of);
    Acme acme =
        Acme.dns(DnsProviders.of(name, file.orElse(null), session.terminal().variables()))
            .renewalParameter(PROVIDER, name);
    return acme.renewalParameter(CREDENTIALS, file.map(Path::toString).orElse(NONE));
  }

  private Acme manual() {
    Optional<ManualHooks> hooks = options.manualHooks().or(() -> ManualHooks.find(stored));
    isByScript = hooks.isPresent();
    return hooks.isPresent() ? Acme.manualHooks(hooks.get()) : byHand();
  }

  private Acme byHand() {
    if (options.challenge().filter("http-01"::equals).isPresent()) {
      throw new InvalidRequestException(
          "Nobody is quick enough to serve files by hand: give --manual-auth-hook, use --standalone or --webroot, or say --preferred-challenges dns.");
    }
    if (isRehearsal) {
      return Acme.manual(NOBODY);
    }
    if (!session.mayAsk()) {
      throw new CommandFailure(
          "--manual needs a human at a terminal who puts the DNS records in place, and there is none. Without one, give --manual-auth-hook, or use --standalone or --webroot.");
    }
    return Acme.manual(ConsolePrompt.of(session.terminal().in(), session.terminal().out()));
  }

  private Optional<String> said(String key) {
    return said(stored, key);
  }

  private static Optional<String> said(Map<String, String> stored, String key) {
    return Optional.ofNullable(stored.get(key))
        .filter(value -> !value.isBlank() && !value.equals(NONE));
  }

  private Optional<Integer> number(String key) {
    return said(key)
        .map(
            text -> {
              try {
                return Integer.valueOf(text);
              } catch (NumberFormatException e) {
                throw new InvalidRequestException(
                    "The renewal file says %s = %s, which is no number. Correct it there."
                        .formatted(key, text));
              }
            });
  }
}
